import type { Conversion } from '../conversion.ts';
import type { Field } from '../../model/model.ts';
import type { OldName } from '../names/work.ts';
import { entityOf, fieldOfColumn } from '../planning.ts';
import type { Planning } from '../planning.ts';

const ownKinds = ['password', 'file', 'image', 'json', 'duration'];

/** The same storage, and yet nothing that a value of one could mean as the other. */
export function isOtherMeaning(old: OldName): boolean {
  if (!old.now || old.type === old.now.type) return false;
  const isFile = (type: string): boolean => type === 'file' || type === 'image';
  if (isFile(old.type) && isFile(old.now.type)) return false;
  if (listOfJson(old) !== null) return true;
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
function otherMeanings(planning: Planning): ReadonlyMap<Field, OldName> {
  const moved = planning.old.flatMap((one) => one.children).filter(isOtherMeaning);
  return new Map(moved.flatMap((one) => (one.now?.field ? [[one.now.field, one] as const] : [])));
}

const intoList: Conversion = {
  sql: (value) => `case when ${value} is null then '[]' else jsonb_build_array(${value}) end`,
  fails: null,
};

/** Where there may be none, that is what a list of none becomes. */
const outOfList = (mayBeNone: boolean): Conversion => ({
  sql: (value) => `(${value} -> 0)`,
  fails: (value) => `jsonb_array_length(${value}) ${mayBeNone ? '> 1' : '<> 1'}`,
});

/** How a value object in JSON becomes a list of them, or a list one; null where it is neither. */
export function listOfJson(
  old: OldName,
): { readonly to: Conversion; readonly back: Conversion } | null {
  const [before, now] = [old.type, old.now?.type ?? ''];
  const [from, to] = [old.columns[0], old.now?.columns[0]];
  if (from?.sqlType !== 'jsonb' || to?.sqlType !== 'jsonb') return null;
  if (!before.startsWith('value ') || !now.startsWith('value ')) return null;
  if (now.endsWith('[]') === before.endsWith('[]')) return null;
  return now.endsWith('[]')
    ? { to: intoList, back: outOfList(from.nullable) }
    : { to: outOfList(to.nullable), back: intoList };
}
