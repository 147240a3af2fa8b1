/** Random versions of a PRD, with what each edit means for the rows that are there. */

import {
  conversions,
  defaultOf,
  entityText,
  fill,
  isOne,
  replaceText,
  settle,
} from './series-parts.ts';
import type { EntityState, FieldState, Kind } from './series-parts.ts';

export interface Random {
  (below: number): number;
}

/** Small, and the same everywhere: a failing series is told by its number. */
export function randomFrom(seed: number): Random {
  let state = seed * 2_654_435_761 + 12_345;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_917) >>> 0;
    return mixed % below;
  };
}

export class Series {
  readonly entities: EntityState[] = [];
  readonly lines: Record<'renames' | 'drops' | 'retire', string[]> = {
    renames: [],
    drops: [],
    retire: [],
  };
  tenancy: 'never' | 'on' | 'off' = 'never';
  contracts = 0;
  /** What the last edit did, for messages. */
  done: string[] = [];
  #names = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.#addEntity();
    this.#addEntity();
  }

  /** One to three changes; all but the first version have some. */
  edit(): void {
    this.done = [];
    for (const entity of this.entities) for (const field of entity.fields) settle(field);
    const wanted = 1 + this.#random(3);
    for (let tries = 0; this.done.length < wanted && tries < 60; tries += 1) {
      const one = this.#pick(this.#changes);
      const word = one.call(this);
      if (word !== null) this.done.push(word);
    }
  }

  text(): string {
    const list = (name: string, lines: readonly string[]): string =>
      lines.length === 0 ? '' : `${name}: [${lines.join(', ')}]\n`;
    const retire =
      this.lines.retire.length === 0 ? '' : `retire: { ${this.lines.retire.join(', ')} }\n`;
    const tenancy = this.tenancy === 'on' ? 'tenancy: row by tenantId default main\n' : '';
    return `${tenancy}entities:\n${this.entities.map(entityText).join('')}${list('renames', this.lines.renames)}${list('drops', this.lines.drops)}${retire}`;
  }

  get #changes(): readonly (() => string | null)[] {
    return [
      this.#addEntity,
      this.#dropEntity,
      this.#renameEntity,
      this.#addField,
      this.#addField,
      this.#addField,
      this.#dropField,
      this.#renameField,
      this.#renameField,
      this.#swapFields,
      this.#returnField,
      this.#changeOptional,
      this.#changeType,
      this.#changeType,
      this.#addValue,
      this.#renameValue,
      this.#retireValue,
      this.#changeStates,
      this.#toggleUnique,
      this.#toggleIndex,
      this.#intoSet,
      this.#outOfSet,
      this.#toggleSoft,
      this.#toggleAudit,
      this.#toggleTenancy,
    ];
  }

  #addEntity(): string | null {
    if (this.entities.length > 3) return null;
    const entity: EntityState = {
      name: this.#fresh('E'),
      fields: [],
      states: this.#random(2) === 0 ? [] : ['draft', this.#fresh('s')],
      status: new Map(),
      soft: false,
      audit: false,
      ids: [],
      dropped: [],
    };
    this.entities.push(entity);
    const count = 2 + this.#random(3);
    for (let index = 0; index < count; index += 1) entity.fields.push(this.#newField(true));
    return `new ${entity.name}`;
  }

  #dropEntity(): string | null {
    const entity = this.#pick(this.entities);
    const referred = this.entities.some((one) => one.fields.some((each) => each.target === entity));
    if (this.entities.length < 3 || referred) return null;
    this.entities.splice(this.entities.indexOf(entity), 1);
    this.lines.drops.push(entity.name);
    return `drop ${entity.name}`;
  }

  #renameEntity(): string | null {
    const entity = this.#pick(this.entities);
    if (this.#isNew(entity)) return null;
    const name = this.#fresh('E');
    this.lines.renames.push(`${entity.name} -> ${name}`);
    const word = `rename ${entity.name} ${name}`;
    entity.name = name;
    return word;
  }

  #addField(): string | null {
    const entity = this.#pick(this.entities);
    if (entity.fields.length > 7) return null;
    const field = this.#newField(false);
    fill(entity, field);
    entity.fields.push(field);
    return `add ${entity.name}.${field.name} ${field.kind} ${field.extra}`;
  }

  #newField(first: boolean): FieldState {
    const kinds: readonly Kind[] = [
      'string',
      'text',
      'int',
      'bigint',
      'decimal(12 2)',
      'bool',
      'date',
      'datetime',
      'uuid',
      'enum',
      'reference',
      'set',
    ];
    const kind = this.#pick(kinds);
    const alone = kind === 'reference' || kind === 'set';
    const target = alone ? this.#pick(this.entities) : null;
    const field: FieldState = {
      name: this.#fresh('f'),
      kind,
      optional: kind !== 'set' && (alone || this.#random(2) === 0),
      unique: false,
      index: !alone && this.#random(4) === 0,
      values: kind === 'enum' ? [this.#fresh('v'), this.#fresh('v')] : [],
      target,
      extra: '',
      cells: new Map(),
    };
    if (!first && !field.optional && kind !== 'set') field.extra = defaultOf(field);
    return field;
  }

  #dropField(): string | null {
    const entity = this.#pick(this.entities);
    const field = this.#pick(entity.fields);
    if (entity.fields.length < 2 || this.#isTouched(field)) return null;
    entity.fields.splice(entity.fields.indexOf(field), 1);
    this.lines.drops.push(`${entity.name}.${field.name}`);
    entity.dropped.push({ field, contracts: 0 });
    return `drop ${entity.name}.${field.name}`;
  }

  #renameField(): string | null {
    const entity = this.#pick(this.entities);
    const field = this.#pick(entity.fields);
    if (this.#isTouched(field)) return null;
    const name = this.#fresh('f');
    const word = `rename ${entity.name}.${field.name} ${name}`;
    if (this.#random(2) === 0) field.extra += ` was(${field.name})`;
    else this.lines.renames.push(`${entity.name}.${field.name} -> ${entity.name}.${name}`);
    field.name = name;
    return word;
  }

  #swapFields(): string | null {
    const entity = this.#pick(this.entities);
    const [a, b] = [this.#pick(entity.fields), this.#pick(entity.fields)];
    if (a === b || this.#isTouched(a) || this.#isTouched(b)) return null;
    const aside = this.#fresh('f');
    const at = (name: string): string => `${entity.name}.${name}`;
    this.lines.renames.push(
      `${at(b.name)} -> ${at(aside)}`,
      `${at(a.name)} -> ${at(b.name)}`,
      `${at(aside)} -> ${at(a.name)}`,
    );
    [a.name, b.name] = [b.name, a.name];
    return `swap ${at(a.name)} ${at(b.name)}`;
  }

  #returnField(): string | null {
    const entity = this.#pick(this.entities);
    const known = entity.dropped.find((one) => one.contracts < 2 && one.field.kind !== 'set');
    const there = known?.field.target == null || this.entities.includes(known.field.target);
    if (known === undefined || !there || this.done.length > 0) return null;
    entity.dropped.splice(entity.dropped.indexOf(known), 1);
    const { field } = known;
    Object.assign(field, { optional: true, unique: false, index: false, extra: '' });
    entity.fields.push(field);
    for (const id of entity.ids) if (!field.cells.has(id)) field.cells.set(id, null);
    return `return ${entity.name}.${field.name}`;
  }

  #changeOptional(): string | null {
    const entity = this.#pick(this.entities);
    const field = this.#pick(entity.fields);
    const alone = ['reference', 'set', 'string[]'].includes(field.kind) || field.unique;
    if (this.#isTouched(field) || alone) return null;
    field.optional = !field.optional;
    if (!field.optional) {
      field.extra += defaultOf(field);
      fill(entity, field);
    }
    return `${field.optional ? 'optional' : 'required'} ${entity.name}.${field.name}`;
  }

  #changeType(): string | null {
    const entity = this.#pick(this.entities);
    const field = this.#pick(entity.fields);
    const known = conversions[field.kind];
    if (known === undefined) return null;
    const [to, convert] = this.#pick(known);
    if (this.#isTouched(field) || field.extra !== '') return null;
    const isList = to === 'string[]' || field.kind === 'string[]';
    if (isList && !this.#mayBeList(field)) return null;
    const from = field.kind;
    field.kind = to;
    for (const [id, text] of field.cells) {
      field.cells.set(id, text === null || text === '*' ? text : convert(text));
    }
    return `type ${entity.name}.${field.name} ${from} ${to}`;
  }

  /** One value each, before and after, and nothing that lists cannot be. */
  #mayBeList(field: FieldState): boolean {
    const isPlain = !field.optional && !field.unique && !field.index;
    const texts = [...field.cells.values()];
    return isPlain && texts.every((text) => text !== null && text !== '*' && isOne(field, text));
  }

  #enumField(): { readonly entity: EntityState; readonly field: FieldState } | null {
    const entity = this.#pick(this.entities);
    const field = entity.fields.find((one) => one.kind === 'enum');
    return field === undefined || this.#isTouched(field) ? null : { entity, field };
  }

  #addValue(): string | null {
    const found = this.#enumField();
    if (found === null) return null;
    found.field.values.push(this.#fresh('v'));
    return `value ${found.entity.name}.${found.field.name}`;
  }

  #renameValue(): string | null {
    const found = this.#enumField();
    if (found === null) return null;
    const { entity, field } = found;
    const [from = ''] = field.values;
    const to = this.#fresh('v');
    const path = `${entity.name}.${field.name}`;
    this.lines.renames.push(`${path}.${from} -> ${path}.${to}`);
    field.values[0] = to;
    replaceText(field.cells, from, to);
    field.extra = field.extra.replace(`= ${from}`, `= ${to}`);
    return `rename ${path}.${from} ${to}`;
  }

  #retireValue(): string | null {
    const found = this.#enumField();
    if (found === null || found.field.values.length < 3) return null;
    const { entity, field } = found;
    const from = field.values.pop() ?? '';
    const [to = ''] = field.values;
    this.lines.retire.push(`${entity.name}.${field.name}.${from}: ${to}`);
    replaceText(field.cells, from, to);
    return `retire ${entity.name}.${field.name}.${from} ${to}`;
  }

  #changeStates(): string | null {
    const entity = this.#pick(this.entities);
    if (this.#isNew(entity) || this.done.some((one) => one.includes(`${entity.name}.status`)))
      return null;
    const at = `${entity.name}.status`;
    if (entity.states.length === 0) {
      entity.states = [this.#fresh('s'), this.#fresh('s')];
      for (const id of entity.ids) entity.status.set(id, entity.states[0] ?? null);
      return `${at} on`;
    }
    if (entity.states.length > 2) {
      const from = entity.states.pop() ?? '';
      const [to = ''] = entity.states;
      this.lines.retire.push(`${at}.${from}: ${to}`);
      replaceText(entity.status, from, to);
      return `${at} retire ${from}`;
    }
    const from = entity.states[1] ?? '';
    const to = this.#fresh('s');
    this.lines.renames.push(`${at}.${from} -> ${at}.${to}`);
    entity.states = [entity.states[0] ?? '', to, this.#fresh('s')];
    replaceText(entity.status, from, to);
    return `${at} rename ${from} ${to}`;
  }

  #toggleUnique(): string | null {
    const entity = this.#pick(this.entities);
    const field = this.#pick(entity.fields);
    const may = ['string', 'uuid', 'bigint', 'int'].includes(field.kind);
    const texts = [...field.cells.values()].filter((one) => one !== null);
    const distinct = new Set(texts).size === texts.length;
    if (!may || this.#isTouched(field) || (!field.unique && !distinct)) return null;
    field.unique = !field.unique;
    field.index = false;
    return `unique ${entity.name}.${field.name}`;
  }

  #toggleIndex(): string | null {
    const entity = this.#pick(this.entities);
    const field = this.#pick(entity.fields);
    if (field.unique || field.kind === 'set' || field.kind === 'reference') return null;
    field.index = !field.index;
    return `index ${entity.name}.${field.name}`;
  }

  #intoSet(): string | null {
    const entity = this.#pick(this.entities);
    const field = entity.fields.find((one) => one.kind === 'reference');
    if (field === undefined || this.#isTouched(field)) return null;
    field.kind = 'set';
    field.optional = false;
    for (const [id, text] of field.cells) field.cells.set(id, text ?? '');
    return `set ${entity.name}.${field.name}`;
  }

  #outOfSet(): string | null {
    const entity = this.#pick(this.entities);
    const field = entity.fields.find((one) => one.kind === 'set');
    const many = [...(field?.cells.values() ?? [])].some((one) => one?.includes(' '));
    if (field === undefined || many || this.#isTouched(field)) return null;
    field.kind = 'reference';
    field.optional = true;
    for (const [id, text] of field.cells) field.cells.set(id, text === '' ? null : text);
    return `one ${entity.name}.${field.name}`;
  }

  #toggleSoft(): string | null {
    const entity = this.#pick(this.entities);
    if (entity.soft) {
      if (this.lines.retire.some((one) => one.startsWith(`${entity.name}.deleted`))) return null;
      this.lines.retire.push(`${entity.name}.deleted: keep`);
    }
    entity.soft = !entity.soft;
    return `soft ${entity.name} ${entity.soft}`;
  }

  #toggleAudit(): string | null {
    const entity = this.#pick(this.entities);
    entity.audit = !entity.audit;
    return `audit ${entity.name}`;
  }

  #toggleTenancy(): string | null {
    if (this.#random(3) > 0) return null;
    this.tenancy = this.tenancy === 'on' ? 'off' : 'on';
    return `tenancy ${this.tenancy}`;
  }

  /** One change a field a version keeps what is expected plain. */
  #isTouched(field: FieldState): boolean {
    return this.done.some((word) => word.split(/[\s.]/).includes(field.name));
  }

  #isNew(entity: EntityState): boolean {
    return this.done.some((word) => word.split(/[\s.]/).includes(entity.name));
  }

  #fresh(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}x`;
  }

  #pick<T>(list: readonly T[]): T {
    const one = list[this.#random(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }
}
