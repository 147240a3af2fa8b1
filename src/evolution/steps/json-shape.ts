import { quoted, sqlText } from '../../emit/sql/text.ts';
import type { Field, ValueObject } from '../../model/model.ts';
import type { OldName } from '../names/work.ts';
import { choiceOf, reversed } from './translation.ts';
import type { Change, Translation } from './translation.ts';

/** SQL over one value of `jsonb`. */
export type Reshape = (value: string) => string;

/** What renamed members and values make of a value object that is kept as JSON. */
export type Shape = readonly Member[];

interface Member {
  readonly from: string;
  readonly to: string;
  readonly many: boolean;
  /** Of a value object inside, or of the values of a choice. */
  readonly inner: Shape | Translation | null;
}

/** Null: it stays as it is. */
export function shapeOf(names: readonly OldName[], object: ValueObject): Shape | null {
  const old = names.find((one) => one.kind === 'object' && one.now?.name === object.className);
  const members = object.fields.flatMap((field): Shape => {
    const before = old?.children.find((one) => one.now?.field === field);
    if (before === undefined) return [];
    const inner = innerOf(names, field);
    const one = { from: before.was, to: field.name, many: field.many, inner };
    return inner === null && one.from === one.to ? [] : [one];
  });
  return members.length === 0 ? null : members;
}

function innerOf(names: readonly OldName[], field: Field): Shape | Translation | null {
  if (field.type.kind === 'value') return shapeOf(names, field.type.value);
  const choice = choiceOf(names, field);
  return choice !== null && choice.forward.length > 0 ? choice : null;
}

export function reversedShape(shape: Shape): Shape {
  return shape.map(({ from, to, many, inner }) => {
    const back =
      inner === null || !isShape(inner) ? inner && reversed(inner) : reversedShape(inner);
    return { from: to, to: from, many, inner: back };
  });
}

function isShape(inner: Shape | Translation): inner is Shape {
  return Array.isArray(inner);
}

export function reshaped(shape: Shape): Reshape {
  // Nothing of old times stands under a name that is another's now.
  const names = [...new Set(shape.flatMap(({ from, to }) => [from, to]))];
  const gone = names.map(sqlText).join(', ');
  return (value) => {
    const moved = shape.map((member) => {
      const { from, to } = member;
      const inner = memberReshape(member)(`(${value} -> ${sqlText(from)})`);
      return `case when jsonb_exists(${value}, ${sqlText(from)}) then jsonb_build_object(${sqlText(to)}, ${inner}) else '{}' end`;
    });
    return `(${value} - array[${gone}]) || ${moved.join(' || ')}`;
  };
}

function memberReshape({ inner, many }: Member): Reshape {
  if (inner === null) return (value) => value;
  const one = isShape(inner) ? reshaped(inner) : valueReshape(inner.forward);
  return many ? eachOf(one) : (value) => unlessNull(value, one(value));
}

function valueReshape(changes: readonly Change[]): Reshape {
  const cases = changes.map(
    ({ from, to }) => `when ${sqlText(from)} then to_jsonb(${sqlText(to)}::text)`,
  );
  return (value) => `case ${value} #>> '{}' ${cases.join(' ')} else ${value} end`;
}

function unlessNull(value: string, sql: string): string {
  return `case when jsonb_typeof(${value}) = 'null' then ${value} else ${sql} end`;
}

/** In a list each element. */
export function eachOf(one: Reshape): Reshape {
  const each = quoted('one');
  return (value) =>
    `case when ${value} is not null then (select coalesce(jsonb_agg(${one(each)} order by "at"), '[]') from jsonb_array_elements(${value}) with ordinality as "each" (${each}, "at")) end`;
}
