import { quoted, sqlText } from '../../emit/sql/text.ts';
import type { Planning } from '../planning.ts';
import { addBatch, BATCH } from './batch.ts';

interface Place {
  readonly table: string;
  readonly column: string;
  readonly many: boolean;
}

/** Value objects that are kept as JSON: renamed members are renamed in every row. */
export function renameMembers(planning: Planning): void {
  for (const object of planning.old.filter((one) => one.kind === 'object' && one.now !== null)) {
    const renamed = object.children.filter((one) => one.now !== null && one.name !== one.was);
    if (renamed.length === 0) continue;
    for (const place of placesOf(planning, object.name)) {
      renameAt(
        planning,
        place,
        renamed.map((one) => [one.was, one.name] as const),
      );
    }
  }
}

function placesOf(planning: Planning, name: string): readonly Place[] {
  return planning.after.entities.flatMap((entity) =>
    entity.fields.flatMap((field) => {
      const [column] = field.columns;
      const isOf = field.type.kind === 'value' && field.type.value.className === name;
      if (!isOf || column?.sqlType !== 'jsonb') return [];
      const { table } = entity.names;
      const kept = planning.origins.get(table)?.get(column.name) === column.name;
      return kept ? [{ table, column: column.name, many: field.many }] : [];
    }),
  );
}

function renameAt(
  planning: Planning,
  { table, column, many }: Place,
  renamed: readonly (readonly [string, string])[],
): void {
  const name = quoted(column);
  const keys = renamed.map(([from]) => sqlText(from)).join(', ');
  const one = (value: string): string => {
    const moved = renamed
      .map(
        ([from, to]) =>
          `case when jsonb_exists(${value}, ${sqlText(from)}) then jsonb_build_object(${sqlText(to)}, ${value} -> ${sqlText(from)}) else '{}' end`,
      )
      .join(' || ');
    return `(${value} - array[${keys}]) || ${moved}`;
  };
  const sql = many
    ? `(select coalesce(jsonb_agg(${one('"one"')} order by "at"), '[]') from jsonb_array_elements(${name}) with ordinality as "each" ("one", "at"))`
    : one(name);
  addBatch(planning, {
    table,
    where: `${name} is not null`,
    statement: `update ${quoted(table)} set ${name} = ${sql}\n  where ${BATCH} and ${name} is not null;`,
    what: {
      en: `${table}.${column}: ${renamed.map(([from, to]) => `${from} is called ${to}`).join(', ')}`,
      zh: `${table}.${column}：${renamed.map(([from, to]) => `${from} 改名为 ${to}`).join('，')}`,
    },
  });
}
