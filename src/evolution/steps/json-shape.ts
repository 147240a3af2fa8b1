import { quoted, sqlText } from '../../emit/sql/text.ts';
import type { Field, ValueObject } from '../../model/model.ts';
import type { OldName } from '../names/work.ts';
import type { Planning } from '../planning.ts';
import { translationOf } from './translation.ts';
import type { Change } from './translation.ts';

/** SQL over one value of `jsonb`. */
export type Reshape = (value: string) => string;

/** What renamed members and values make of a value object that is kept as JSON; null: nothing. */
export function reshapeOf(planning: Planning, object: ValueObject): Reshape | null {
  const old = planning.old.find(
    (one) => one.kind === 'object' && one.now?.name === object.className,
  );
  if (old === undefined) return null;
  const members = object.fields.flatMap((field) => {
    const before = old.children.find((one) => one.now?.field === field);
    const reshape = memberReshape(planning, field, before);
    const isRenamed = before !== undefined && before.was !== field.name;
    if (before === undefined || (reshape === null && !isRenamed)) return [];
    return [{ from: before.was, to: field.name, reshape: reshape ?? ((value: string) => value) }];
  });
  if (members.length === 0) return null;
  const gone = members.map(({ from }) => sqlText(from)).join(', ');
  return (value) => {
    const moved = members.map(({ from, to, reshape }) => {
      const member = `(${value} -> ${sqlText(from)})`;
      return `case when jsonb_exists(${value}, ${sqlText(from)}) then jsonb_build_object(${sqlText(to)}, ${reshape(member)}) else '{}' end`;
    });
    return `(${value} - array[${gone}]) || ${moved.join(' || ')}`;
  };
}

/** Whether a value that has been reshaped would be reshaped again. */
export function isRepeatable(planning: Planning, object: ValueObject): boolean {
  const old = planning.old.find(
    (one) => one.kind === 'object' && one.now?.name === object.className,
  );
  const names = old?.children.filter((one) => one.now !== null && one.was !== one.name) ?? [];
  const isChained = names.some((one) => names.some((other) => other.was === one.name));
  const nested = object.fields.flatMap(({ type }) => (type.kind === 'value' ? [type.value] : []));
  const values = object.fields.flatMap((field) =>
    changesAt(
      planning,
      field,
      old?.children.find((one) => one.now?.field === field),
    ),
  );
  const isSwapped = values.some((one) => values.some((other) => other.from === one.to));
  return !isChained && !isSwapped && nested.every((one) => isRepeatable(planning, one));
}

function memberReshape(
  planning: Planning,
  field: Field,
  before: OldName | undefined,
): Reshape | null {
  const one =
    field.type.kind === 'value'
      ? reshapeOf(planning, field.type.value)
      : valueReshape(changesAt(planning, field, before));
  if (one === null) return null;
  return field.many ? eachOf(one) : (value) => unlessNull(value, one(value));
}

function changesAt(
  planning: Planning,
  field: Field,
  before: OldName | undefined,
): readonly Change[] {
  if (field.type.kind !== 'enum') return [];
  const { enum: choice } = field.type;
  const old =
    choice.inlineIn === null
      ? planning.old.find((one) => one.kind === 'enum' && one.now?.name === choice.className)
      : before;
  return old === undefined ? [] : translationOf(old).forward;
}

function valueReshape(changes: readonly Change[]): Reshape | null {
  if (changes.length === 0) return null;
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
    `(select coalesce(jsonb_agg(${one(each)} order by "at"), '[]') from jsonb_array_elements(${value}) with ordinality as "each" (${each}, "at"))`;
}
