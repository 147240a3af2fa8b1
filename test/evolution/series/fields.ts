import {
  conversions,
  defaultOf,
  fill,
  isCounted,
  isOne,
  memberKinds,
  plainField,
} from './parts.ts';
import type { FieldState, Kind } from './parts.ts';
import type { Change, Series } from './series.ts';

function addField(series: Series): string | null {
  const entity = series.pick(series.entities);
  if (entity.fields.length > 7) return null;
  const field = newField(series, false);
  fill(entity, field);
  entity.fields.push(field);
  return `add ${entity.name}.${field.name} ${field.kind} ${field.extra}`;
}

export function newField(series: Series, first: boolean): FieldState {
  const kinds: readonly Kind[] = [...memberKinds, 'enum', 'reference', 'set'];
  const kind = series.pick(kinds);
  const alone = kind === 'reference' || kind === 'set';
  const target = alone ? series.pick(series.roots) : null;
  const field: FieldState = {
    ...plainField(series.fresh('f'), kind),
    optional: kind !== 'set' && (alone || series.random(2) === 0),
    index: !alone && series.random(4) === 0,
    values: kind === 'enum' ? [series.fresh('v'), series.fresh('v')] : [],
    target,
  };
  if (!first && !field.optional && kind !== 'set') field.extra = defaultOf(field);
  return field;
}

function dropField(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = series.pick(entity.fields);
  const stays = entity.fields.length < 2 || field.kind === 'children' || isCounted(series, field);
  if (stays || series.isTouched(field)) return null;
  entity.fields.splice(entity.fields.indexOf(field), 1);
  series.lines.drops.push(`${entity.name}.${field.name}`);
  entity.dropped.push({ field, contracts: 0 });
  return `drop ${entity.name}.${field.name}`;
}

function renameField(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = series.pick(entity.fields);
  if (series.isTouched(field)) return null;
  const name = series.fresh('f');
  const word = `rename ${entity.name}.${field.name} ${name}`;
  if (series.random(2) === 0) field.extra += ` was(${field.name})`;
  else series.lines.renames.push(`${entity.name}.${field.name} -> ${entity.name}.${name}`);
  field.name = name;
  return word;
}

function swapFields(series: Series): string | null {
  const entity = series.pick(series.entities);
  const [a, b] = [series.pick(entity.fields), series.pick(entity.fields)];
  if (a === b || series.isTouched(a) || series.isTouched(b)) return null;
  const aside = series.fresh('f');
  const at = (name: string): string => `${entity.name}.${name}`;
  series.lines.renames.push(
    `${at(b.name)} -> ${at(aside)}`,
    `${at(a.name)} -> ${at(b.name)}`,
    `${at(aside)} -> ${at(a.name)}`,
  );
  [a.name, b.name] = [b.name, a.name];
  return `swap ${at(a.name)} ${at(b.name)}`;
}

function returnField(series: Series): string | null {
  const entity = series.pick(series.entities);
  const known = entity.dropped.find((one) => one.contracts < 2 && mayReturn(one.field));
  const there = known?.field.target == null || series.roots.includes(known.field.target);
  if (known === undefined || !there || series.done.length > 0) return null;
  entity.dropped.splice(entity.dropped.indexOf(known), 1);
  const { field } = known;
  Object.assign(field, { optional: true, unique: false, index: false, extra: '' });
  entity.fields.push(field);
  for (const id of entity.ids) if (!field.cells.has(id)) field.cells.set(id, null);
  return `return ${entity.name}.${field.name}`;
}

/** Not what has rows, numbers or shapes of its own, which went their ways. */
function mayReturn({ kind }: FieldState): boolean {
  return !['set', 'value', 'sequence', 'counter'].includes(kind);
}

/** Neither required at will, nor optional. */
const always: readonly Kind[] = [
  'reference',
  'set',
  'string[]',
  'value',
  'children',
  'sequence',
  'counter',
];

function changeOptional(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = series.pick(entity.fields);
  const alone = always.includes(field.kind) || field.unique;
  if (series.isTouched(field) || alone) return null;
  field.optional = !field.optional;
  if (!field.optional) {
    field.extra += defaultOf(field);
    fill(entity, field);
  }
  return `${field.optional ? 'optional' : 'required'} ${entity.name}.${field.name}`;
}

function changeType(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = series.pick(entity.fields);
  const known = conversions[field.kind];
  if (known === undefined) return null;
  const [to, convert] = series.pick(known);
  if (series.isTouched(field) || field.extra !== '') return null;
  const isList = to === 'string[]' || field.kind === 'string[]';
  if (isList && !mayBeList(field)) return null;
  const from = field.kind;
  field.kind = to;
  for (const [id, text] of field.cells) {
    field.cells.set(id, text === null || text === '*' ? text : convert(text));
  }
  return `type ${entity.name}.${field.name} ${from} ${to}`;
}

/** One value each, before and after, and nothing that lists cannot be. */
function mayBeList(field: FieldState): boolean {
  const isPlain = !field.optional && !field.unique && !field.index;
  const texts = [...field.cells.values()];
  return isPlain && texts.every((text) => text !== null && text !== '*' && isOne(field, text));
}

function toggleUnique(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = series.pick(entity.fields);
  const may = ['string', 'uuid', 'bigint', 'int'].includes(field.kind);
  const texts = [...field.cells.values()].filter((one) => one !== null);
  const distinct = new Set(texts).size === texts.length;
  if (!may || series.isTouched(field) || (!field.unique && !distinct)) return null;
  field.unique = !field.unique;
  field.index = false;
  return `unique ${entity.name}.${field.name}`;
}

const noIndex: readonly Kind[] = ['set', 'reference', 'string[]', 'value', 'children', 'sequence'];

function toggleIndex(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = series.pick(entity.fields);
  if (field.unique || noIndex.includes(field.kind)) return null;
  field.index = !field.index;
  return `index ${entity.name}.${field.name}`;
}

function intoSet(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = entity.fields.find((one) => one.kind === 'reference');
  if (field === undefined || series.isTouched(field)) return null;
  field.kind = 'set';
  field.optional = false;
  for (const [id, text] of field.cells) field.cells.set(id, text ?? '');
  return `set ${entity.name}.${field.name}`;
}

function outOfSet(series: Series): string | null {
  const entity = series.pick(series.entities);
  const field = entity.fields.find((one) => one.kind === 'set');
  const many = [...(field?.cells.values() ?? [])].some((one) => one?.includes(' '));
  if (field === undefined || many || series.isTouched(field)) return null;
  field.kind = 'reference';
  field.optional = true;
  for (const [id, text] of field.cells) field.cells.set(id, text === '' ? null : text);
  return `one ${entity.name}.${field.name}`;
}

/** Of a field by itself. */
export const fields: readonly Change[] = [
  addField,
  addField,
  addField,
  dropField,
  renameField,
  renameField,
  swapFields,
  returnField,
  changeOptional,
  changeType,
  changeType,
  toggleUnique,
  toggleIndex,
  intoSet,
  outOfSet,
];
