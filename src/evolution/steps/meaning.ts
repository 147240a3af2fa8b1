import type { Conversion } from '../conversion.ts';
import type { Field } from '../../model/model.ts';
import type { OldName } from '../names/work.ts';
import { entityOf, fieldOfColumn } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { eachOf, reshaped, reversedShape, shapeOf } from './json-shape.ts';
import type { Reshape } from './json-shape.ts';

const ownKinds = ['password', 'file', 'image', 'json', 'duration'];

/** The same storage, and yet nothing that a value of one could mean as the other. */
export function isOtherMeaning(names: readonly OldName[], old: OldName): boolean {
  if (!old.now) return false;
  if (otherJson(names, old) !== null) return true;
  if (old.type === old.now.type) return false;
  const isFile = (type: string): boolean => type === 'file' || type === 'image';
  if (isFile(old.type) && isFile(old.now.type)) return false;
  if (old.type === 'duration' || old.now.type === 'duration') return false;
  return ownKinds.includes(old.type) || ownKinds.includes(old.now.type);
}

const meanings = new WeakMap<Planning, ReadonlyMap<Field, OldName>>();

/** The field whose values mean something else from now on, in the same storage. */
export function meaningMoved(planning: Planning, table: string, column: string): OldName | null {
  const field = fieldOfColumn(entityOf(planning, table), column);
  const known = meanings.get(planning) ?? otherMeanings(planning);
  meanings.set(planning, known);
  return (field && known.get(field)) ?? null;
}

/** Every column asks: found once. */
function otherMeanings({ old }: Planning): ReadonlyMap<Field, OldName> {
  const moved = old.flatMap((one) => one.children).filter((one) => isOtherMeaning(old, one));
  return new Map(moved.flatMap((one) => (one.now?.field ? [[one.now.field, one] as const] : [])));
}

/** A value object in JSON that is written otherwise. */
export interface OtherJson {
  readonly to: Conversion;
  readonly back: Conversion;
  /** Whether one becomes a list of them, or a list one. */
  readonly isList: boolean;
}

export function otherJson(names: readonly OldName[], old: OldName): OtherJson | null {
  const [from, to] = [old.columns[0], old.now?.columns[0]];
  const field = old.now?.field;
  if (from?.sqlType !== 'jsonb' || to?.sqlType !== 'jsonb') return null;
  if (!old.type.startsWith('value ') || field?.type.kind !== 'value') return null;
  const shape = shapeOf(names, field.type.value);
  const was = old.type.endsWith('[]');
  const isList = was !== field.many;
  if (shape === null && !isList) return null;
  const one = shape === null ? same : reshaped(shape);
  const back = shape === null ? same : reshaped(reversedShape(shape));
  if (!isList) {
    const [into, outOf] = was ? [eachOf(one), eachOf(back)] : [one, back];
    return { to: { sql: into, fails: null }, back: { sql: outOf, fails: null }, isList };
  }
  return field.many
    ? { to: intoList(one), back: outOfList(back, from.nullable), isList }
    : { to: outOfList(one, to.nullable), back: intoList(back), isList };
}

const same: Reshape = (value) => value;

function intoList(one: Reshape): Conversion {
  return {
    sql: (value) =>
      `case when ${value} is null then '[]' else jsonb_build_array(${one(value)}) end`,
    fails: null,
  };
}

/** Where there may be none, that is what a list of none becomes. */
function outOfList(one: Reshape, mayBeNone: boolean): Conversion {
  return {
    sql: (value) => one(`(${value} -> 0)`),
    fails: (value) => `jsonb_array_length(${value}) ${mayBeNone ? '> 1' : '<> 1'}`,
  };
}
