import { quoted, sqlText } from '../../emit/sql/text.ts';
import type { Column, Field } from '../../model/model.ts';
import type { OldName } from '../names/work.ts';
import type { NamedColumn } from '../snapshot.ts';
import { formerTable, inFormerNames } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Filling } from '../value.ts';
import { addGuard } from './batch.ts';
import { choiceOf, translated } from './translation.ts';

/** The values of a value object that had columns and is kept as JSON now, and the other way. */
export function storageFilling(
  planning: Planning,
  old: OldName,
  field: Field,
  column: Column,
): Filling | null {
  if (field.type.kind !== 'value' || !old.type.startsWith('value ')) return null;
  const object = field.type.value;
  const wasJson = isJson(old.columns);
  if (wasJson === isJson(field.columns)) return null;
  const node = planning.old.find((one) => one.now?.name === object.className);
  const formerly = (name: string): string =>
    node?.children.find((one) => one.now?.name === name)?.was ?? name;
  const local = { constant: false, all: false, local: true, follows: true };
  if (!wasJson) {
    const members = object.fields.flatMap((member) => {
      const path = formerly(member.name);
      const source = old.columns.find((one) => one.path.join('.') === path);
      return source === undefined ? [] : [{ member, source }];
    });
    return { ...local, sql: (row) => intoJson(planning, row, members, field) };
  }
  const [json] = old.columns;
  const [name = ''] = column.path;
  if (json === undefined || column.path.length !== 1) return null;
  const isList = old.type.endsWith('[]');
  return {
    ...local,
    sql: (row) => {
      const value = `${row}.${quoted(json.name)}`;
      return outOfJson(isList ? `(${value} -> 0)` : value, formerly(name), column);
    },
  };
}

function isJson(
  columns: readonly { readonly sqlType: string; readonly path: readonly string[] }[],
) {
  return columns.length === 1 && columns[0]?.sqlType === 'jsonb' && columns[0].path.length === 0;
}

function intoJson(
  planning: Planning,
  row: string,
  members: readonly { readonly member: Field; readonly source: NamedColumn }[],
  field: Field,
): string {
  const value = (source: NamedColumn): string => `${row}.${quoted(source.name)}`;
  const pairs = members.map(
    ({ member, source }) =>
      `${sqlText(member.name)}, ${asJson(member, wordsOf(planning, member, value(source)))}`,
  );
  const object = `jsonb_build_object(${pairs.join(', ')})`;
  const sources = members.map(({ source }) => value(source)).join(', ');
  const one = field.many ? `jsonb_build_array(${object})` : object;
  const none = field.many ? `else '[]' ` : '';
  return field.optional || field.many
    ? `case when num_nonnulls(${sources}) > 0 then ${one} ${none}end`
    : one;
}

function wordsOf({ old }: Planning, member: Field, value: string): string {
  return translated(value, choiceOf(old, member)?.forward ?? [], member.many);
}

/** As the code writes a member: exact numbers and instants are texts. */
function asJson(member: Field, value: string): string {
  const scalar = member.type.kind === 'scalar' ? member.type.scalar : '';
  if (member.many) return `to_jsonb(${value})`;
  switch (scalar) {
    case 'bigint':
    case 'decimal':
    case 'money':
      return `${value}::text`;
    case 'datetime':
      return `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'bytes':
      return `'\\x' || encode(${value}, 'hex')`;
    default:
      return value;
  }
}

function outOfJson(value: string, name: string, column: Column): string {
  const key = sqlText(name);
  if (column.sqlType === 'jsonb') return `nullif(${value} -> ${key}, 'null')`;
  if (!column.sqlType.endsWith('[]')) return `(${value} ->> ${key})::${column.sqlType}`;
  return `array(select jsonb_array_elements_text(${value} -> ${key}))::${column.sqlType}`;
}

/** Lists of value objects that become one: those with another number of elements than one. */
export function guardValueLists(planning: Planning): void {
  for (const old of planning.old.flatMap((one) => one.children)) {
    const [column] = old.columns;
    const { field } = old.now ?? { field: null };
    const table = old.parent?.now?.table;
    const ends = old.type.startsWith('value ') && old.type.endsWith('[]') && field?.many === false;
    if (!ends || field?.type.kind !== 'value' || column === undefined || !table) continue;
    const name = inFormerNames(planning, table, quoted(column.name));
    const few = field.optional ? '> 1' : '<> 1';
    addGuard(planning, {
      table,
      query: `select "id", ${name} from ${quoted(formerTable(planning, table))} where jsonb_array_length(${name}) ${few}`,
      message: {
        en: `lists of ${table}.${column.name} have more or fewer values than one`,
        zh: `${table}.${column.name} 的列表不是恰好一个值`,
      },
      write: {
        en: 'keep the list (`[]`), or leave one value each',
        zh: '请保留列表（`[]`），或每个只留一个值',
      },
    });
  }
}
