import type { ExprType } from './expression.ts';
import { basicOf } from './basic-types.ts';
import type { Basic } from './basic-types.ts';
import type { Entity, Enum, Field, FieldType } from './model.ts';

const numbers: readonly Basic[] = ['int', 'decimal'];

/** Whether a value of one type may be written where the field's is wanted. */
export function fits(value: ExprType, field: Field): boolean {
  if (value.of.kind === 'null') return field.optional;
  if (value.many !== field.many) return false;
  const wanted = fieldType(field);
  const [from, to] = [basicOf(value), basicOf(wanted)];
  if (!sameThing(value, wanted)) return false;
  if (from === to) return true;
  // A whole number is a decimal, an instant's day is its date; the other way loses something.
  return from === 'int' && to === 'decimal';
}

/** Whether two values can be compared at all. */
export function comparable(left: ExprType, right: ExprType): boolean {
  const [a, b] = [basicOf(left), basicOf(right)];
  if (a === 'null' || b === 'null') return true;
  if (left.many || right.many) return false;
  if (!sameThing(left, right)) return false;
  return a === b || (numbers.includes(a) && numbers.includes(b)) || isMoment(a, b);
}

function isMoment(a: Basic, b: Basic): boolean {
  return (a === 'date' && b === 'datetime') || (a === 'datetime' && b === 'date');
}

function fieldType(field: Field): ExprType {
  return { of: { kind: 'field', type: field.type }, optional: field.optional, many: field.many };
}

/** Ids of different entities, words of different enums and different objects do not mix. */
function sameThing(left: ExprType, right: ExprType): boolean {
  const [a, b] = [entitiesOf(left), entitiesOf(right)];
  if (a.length > 0 && b.length > 0) return a.some((one) => b.includes(one));
  const [oneEnum, otherEnum] = [enumOf(left), enumOf(right)];
  if (oneEnum && otherEnum) return oneEnum === otherEnum;
  const [object, other] = [objectOf(left), objectOf(right)];
  return object === other;
}

function entitiesOf({ of }: ExprType): readonly Entity[] {
  if (of.kind === 'id') return [of.entity];
  return of.kind === 'field' && of.type.kind === 'reference' ? of.type.targets : [];
}

function enumOf({ of }: ExprType): Enum | Entity | null {
  if (of.kind === 'enum') return of.enum;
  if (of.kind === 'status') return of.entity;
  return of.kind === 'field' && of.type.kind === 'enum' ? of.type.enum : null;
}

/** What has no plain value: value objects, owned rows, files, JSON. */
function objectOf({ of }: ExprType): unknown {
  if (of.kind !== 'field') return null;
  return objectOfType(of.type);
}

function objectOfType(type: FieldType): unknown {
  switch (type.kind) {
    case 'value':
      return type.value;
    case 'owned':
    case 'inverse':
      return type.entity;
    case 'scalar':
      return ['json', 'bytes', 'file', 'image'].includes(type.scalar) ? type.scalar : null;
    default:
      return null;
  }
}

/** How a type is named to people. */
export function typeText(type: ExprType): string {
  const { of } = type;
  const one =
    of.kind === 'field'
      ? fieldText(of.type)
      : of.kind === 'id'
        ? `-> ${of.entity.names.code}`
        : of.kind === 'status'
          ? 'status'
          : of.kind === 'enum'
            ? of.enum.className
            : of.kind;
  return `${one}${type.many ? '[]' : ''}`;
}

export function fieldText(type: FieldType): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
      return type.enum.className;
    case 'value':
      return type.value.className;
    case 'owned':
      return type.entity.names.code;
    case 'reference':
      return `-> ${type.targets.map((one) => one.names.code).join(' | ')}`;
    case 'inverse':
      return `<- ${type.entity.names.code}`;
  }
}
