import { whoOf } from './access.ts';
import { fits, fieldText, typeText } from './compatible.ts';
import { readsReferences } from './constraints.ts';
import { defaultOf } from './defaults.ts';
import type { Building, Draft } from './draft.ts';
import { anyPart } from './expression-parts.ts';
import type { TypedExpr } from './expression.ts';
import { typeExpr } from './expressions.ts';
import { modOf, placeField } from './fields.ts';
import type { Computed, Entity, Field } from './model.ts';
import { kinds } from './problems.ts';

/** Second phase: what a field says about other fields. */
export function deriveFields(building: Building): void {
  for (const value of building.values.values()) {
    for (const field of value.fields as readonly Draft<Field>[]) {
      field.default = defaultOf(building, field, null);
      currencyOf(building, field, value.fields);
      refuseInValue(building, field);
    }
  }
  for (const entity of building.entities.values()) {
    for (const field of entity.fields as readonly Draft<Field>[]) {
      currencyOf(building, field, entity.fields);
      const read = modOf(building, field, 'read');
      if (read) field.read = whoOf(building, read.who);
      counterOf(building, entity, field);
    }
    for (const field of entity.fields as readonly Draft<Field>[])
      field.computed = computedOf(building, entity, field);
    for (const field of entity.fields as readonly Draft<Field>[])
      field.default = defaultOf(building, field, entity);
    checkOrder(building, entity);
  }
}

/** Where everything is stored; value objects before those who hold them. */
export function placeFields(building: Building): void {
  const placed = new Set<string>();
  const place = (name: string): void => {
    const value = building.values.get(name);
    if (!value || placed.has(name)) return;
    placed.add(name);
    for (const field of value.fields as readonly Draft<Field>[]) {
      if (field.type.kind === 'value') place(nameOf(building, field.type.value));
      placeField(field, null, building);
    }
  };
  for (const name of building.values.keys()) place(name);
  for (const entity of building.entities.values()) {
    for (const field of entity.fields as readonly Draft<Field>[])
      placeField(field, entity, building);
  }
}

function nameOf(building: Building, value: unknown): string {
  for (const [name, one] of building.values) if (one === value) return name;
  return '';
}

const ofEntities = ['unique', 'index', 'readonly', 'immutable', 'computed', 'counter'] as const;

/** A value object has no life of its own: it is written as a whole. */
function refuseInValue(building: Building, field: Field): void {
  const mods = building.fieldSyntax.get(field)?.mods ?? [];
  const wrong = mods.find(
    (mod) => mod.kind === 'sequence' || (ofEntities as readonly string[]).includes(mod.kind),
  );
  const { type } = field;
  const alien =
    type.kind === 'owned' ||
    type.kind === 'inverse' ||
    type.kind === 'reference' ||
    (type.kind === 'scalar' && ['password', 'file', 'image', 'role'].includes(type.scalar));
  if (wrong || alien)
    building.problems.add('not_in_a_value', wrong?.at ?? field.at, {
      en: `${wrong ? `"${wrong.kind}"` : fieldText(type)} has no place in a value object`,
      zh: `值对象中不能使用${wrong ? `“${wrong.kind}”` : ` ${fieldText(type)}`}`,
    });
}

/** `money in currency`: which field of the same row names the currency. */
function currencyOf(building: Building, field: Draft<Field>, fields: readonly Field[]): void {
  const syntax = building.fieldSyntax.get(field)?.type;
  const named = syntax?.kind === 'named' ? syntax.currencyField : null;
  if (!named || field.type.kind !== 'scalar') return;
  const found = fields.find((one) => one.name === named.value);
  if (!found) {
    building.problems.unknown(
      kinds.field,
      named.value,
      named.at,
      fields.map((one) => one.name),
    );
    return;
  }
  const isText = found.type.kind === 'scalar' && found.type.scalar === 'string';
  if ((!isText && found.type.kind !== 'enum') || found.many || found.optional) {
    building.problems.add('not_a_currency', named.at, {
      en: `"${found.name}" must be required text or an enum to name a currency`,
      zh: `“${found.name}”须为必填的文本或枚举，才能表示币种`,
    });
  }
  field.type = { ...field.type, currencyField: found };
}

function counterOf(building: Building, entity: Entity, field: Draft<Field>): void {
  const mod = modOf(building, field, 'counter');
  if (!mod) return;
  const inverse = entity.fields.find((one) => one.name === mod.inverse.value);
  const isNumber =
    field.type.kind === 'scalar' && ['int', 'bigint'].includes(field.type.scalar) && !field.many;
  if (inverse?.type.kind !== 'inverse') {
    building.problems.unknown(
      kinds.field,
      mod.inverse.value,
      mod.inverse.at,
      entity.fields.filter((one) => one.type.kind === 'inverse').map((one) => one.name),
    );
    return;
  }
  if (!isNumber)
    building.problems.add('counter_without_number', mod.at, {
      en: 'a counter is an int',
      zh: '计数器须为 int',
    });
  field.counter = { inverse };
}

function computedOf(building: Building, entity: Entity, field: Field): Computed | null {
  const mod = modOf(building, field, 'computed');
  if (!mod) return null;
  if (mod.expr === null) return { kind: 'custom' };
  const value = typeExpr(building, mod.expr, { self: entity });
  if (!value) return null;
  if (!fits(value.type, field)) {
    building.problems.add('wrong_type', mod.expr.at, {
      en: `"${field.name}" is ${fieldText(field.type)}, this yields ${typeText(value.type)}`,
      zh: `“${field.name}”是 ${fieldText(field.type)}，表达式得到 ${typeText(value.type)}`,
    });
  }
  if (fits(value.type, field) && value.type.optional && !field.optional) {
    building.problems.add(
      'may_be_absent',
      mod.expr.at,
      {
        en: `"${field.name}" is required, and this may be absent`,
        zh: `“${field.name}”必填，但该值可能为空`,
      },
      {
        en: 'use `coalesce(…, …)`, or make it optional (`?`)',
        zh: '请使用 `coalesce(…, …)`，或改为可选（`?`）',
      },
    );
  }
  if (readsReferences(value) || anyPart(value, leavesAggregate)) {
    building.problems.add(
      'computed_leaves_aggregate',
      mod.expr.at,
      {
        en: `"${field.name}" is stored, so it can read only its own aggregate`,
        zh: `“${field.name}”是存储的值，只能由本聚合算出`,
      },
      {
        en: 'copy what it needs by a default (`= product.price`), or write `computed(custom)`',
        zh: '请用默认值复制所需的值（`= product.price`），或写成 `computed(custom)`',
      },
    );
  }
  return { kind: 'expression', value };
}

function leavesAggregate(part: TypedExpr): boolean {
  if (part.kind === 'call') return ['now', 'today', 'uuid'].includes(part.name);
  return part.kind === 'path' && (part.root.kind === 'me' || part.root.kind === 'tenant');
}

/** They are computed from top to bottom. */
function checkOrder(building: Building, entity: Entity): void {
  entity.fields.forEach((field, position) => {
    if (field.computed?.kind !== 'expression') return;
    const later = entity.fields.slice(position).filter((one) => one.computed !== null);
    const read = later.find((one) => field.computed && readsField(field.computed, one));
    if (!read) return;
    building.problems.add(
      'computed_order',
      field.at,
      {
        en: `"${field.name}" reads "${read.name}", which is computed ${read === field ? 'by it' : 'after it'}`,
        zh: `“${field.name}”读取了${read === field ? '它自己' : `在它之后计算的“${read.name}”`}`,
      },
      read === field
        ? undefined
        : {
            en: `put "${read.name}" above "${field.name}"`,
            zh: `请把“${read.name}”放到“${field.name}”之前`,
          },
    );
  });
}

function readsField(computed: Computed, field: Field): boolean {
  return (
    computed.kind === 'expression' &&
    anyPart(
      computed.value,
      (part) => part.kind === 'path' && part.steps.some((step) => step.field === field),
    )
  );
}
