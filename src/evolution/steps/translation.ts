import type { Field } from '../../model/model.ts';
import { sqlText } from '../../emit/sql/text.ts';
import type { OldName } from '../names/work.ts';
import type { Planning } from '../planning.ts';

export interface Change {
  readonly from: string;
  readonly to: string;
}

/** Values of a choice, a state or a kind that are written otherwise, and how the last version writes them. */
export interface Translation {
  readonly forward: readonly Change[];
  readonly back: readonly Change[];
}

/** A column whose values are written otherwise. */
export interface Place extends Translation {
  readonly table: string;
  readonly column: string;
  readonly many: boolean;
}

/** What got another name, or gave way to another value. */
export function translationOf(old: OldName): Translation {
  const used = old.children.filter((one) => !one.wasLeft);
  const renamed = used.filter((one) => one.becomes === null && one.now !== null);
  const retired = used.filter((one) => one.becomes !== null);
  const changes = [...renamed, ...retired].map((one) => ({
    from: one.was,
    to: one.becomes ?? one.name,
  }));
  return translation(changes);
}

/** From all names, those that stay too, to what they are now. */
function translation(all: readonly Change[]): Translation {
  const isKept = (name: string): boolean => all.some((one) => one.from === name && one.to === name);
  const back = all.filter(
    (one, at) => !isKept(one.to) && all.findIndex(({ to }) => to === one.to) === at,
  );
  return {
    forward: all.filter((one) => one.from !== one.to),
    back: back.map(({ from, to }) => ({ from: to, to: from })),
  };
}

/** Whether a new value is another's old one: then nobody can tell who wrote it. */
export function isChained(changes: readonly Change[]): boolean {
  return changes.some((one) => changes.some((each) => each.to === one.from));
}

export function reversed({ forward, back }: Translation): Translation {
  return { forward: back, back: forward };
}

/** By `table.column`. */
export function placesOf(planning: Planning): ReadonlyMap<string, Place> {
  const known = places.get(planning) ?? allPlaces(planning);
  places.set(planning, known);
  return known;
}

/** Every column asks: found once. */
const places = new WeakMap<Planning, ReadonlyMap<string, Place>>();

function allPlaces({ after, old }: Planning): ReadonlyMap<string, Place> {
  const all = after.entities.flatMap(({ names: { table }, fields }) => [
    ...statusesOf(old, table),
    ...fields.flatMap((field) =>
      field.columns.flatMap((one) => {
        const words = one.path[0] === 'kind' ? kindsOf(old, field) : choiceOf(old, one.field);
        const many = one.sqlType.endsWith('[]');
        return words === null ? [] : [{ table, column: one.name, many, ...words }];
      }),
    ),
  ]);
  const changed = all.filter(({ forward }) => forward.length > 0);
  return new Map(changed.map((one) => [`${one.table}.${one.column}`, one]));
}

function statusesOf(old: readonly OldName[], table: string): readonly Place[] {
  const entity = old.find((one) => one.kind === 'entity' && one.now?.table === table);
  const status = entity?.children.find((one) => one.now?.type === 'status');
  const [column] = status?.now?.columns ?? [];
  if (status === undefined || column === undefined) return [];
  return [{ table, column: column.name, many: false, ...translationOf(status) }];
}

/** Entities by which a reference to several says where it leads. */
function kindsOf(old: readonly OldName[], { type }: Field): Translation | null {
  if (type.kind !== 'reference') return null;
  const targets = type.targets.map((one) => one.names.code);
  const entities = old.filter((one) => one.kind === 'entity' && one.now !== null);
  const known = entities.filter((one) => targets.includes(one.name));
  return translation(known.map(({ was, name }) => ({ from: was, to: name })));
}

/** The values of an enum, one that has a name or the field's own. */
export function choiceOf(old: readonly OldName[], field: Field): Translation | null {
  if (field.type.kind !== 'enum') return null;
  const { enum: choice } = field.type;
  const node =
    choice.inlineIn === null
      ? old.find((one) => one.kind === 'enum' && one.now?.name === choice.className)
      : old.flatMap((one) => one.children).find((one) => one.now?.field === field);
  return node === undefined ? null : translationOf(node);
}

/** SQL of a value, or of each in a list, as it is written from now on. */
export function translated(value: string, changes: readonly Change[], many: boolean): string {
  if (changes.length === 0) return value;
  const cases = changes.map((one) => `when ${sqlText(one.from)} then ${sqlText(one.to)}`).join(' ');
  if (!many) return `case ${value} ${cases} else ${value} end`;
  return `case when ${value} is not null then array(select case "one" ${cases} else "one" end from unnest(${value}) with ordinality as "each" ("one", "at") order by "at") end`;
}
