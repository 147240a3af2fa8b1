import { quoted } from '../../emit/sql/text.ts';
import type { Planning } from '../planning.ts';
import { addBatch, BATCH } from './batch.ts';
import { eachOf, isRepeatable, reshapeOf } from './json-shape.ts';
import { addPassingTrigger } from './passing-trigger.ts';

/** Value objects that are kept as JSON: renamed members and values are renamed in every row. */
export function renameMembers(planning: Planning): void {
  for (const entity of planning.after.entities) {
    for (const field of entity.fields) {
      const [column] = field.columns;
      const { table } = entity.names;
      if (field.type.kind !== 'value' || column?.sqlType !== 'jsonb') continue;
      const isKept = planning.origins.get(table)?.get(column.name) === column.name;
      const one = isKept ? reshapeOf(planning, field.type.value) : null;
      if (one === null) continue;
      const reshape = field.many ? eachOf(one) : one;
      reshapeAt(planning, table, column.name, reshape, isRepeatable(planning, field.type.value));
    }
  }
}

function reshapeAt(
  planning: Planning,
  table: string,
  column: string,
  reshape: (value: string) => string,
  repeatable: boolean,
): void {
  const [t, name] = [quoted(table), quoted(column)];
  const what = {
    en: `${table}.${column}: members and values have their new names`,
    zh: `${table}.${column}：成员与取值改用新名称`,
  };
  addBatch(planning, {
    table,
    where: `${name} is not null`,
    statement: `update ${t} set ${name} = ${reshape(name)}\n  where ${BATCH} and ${name} is not null;`,
    what,
  });
  // Where a new name is another's old one, nobody can tell who wrote it.
  if (!repeatable) return;
  addPassingTrigger(planning, {
    table,
    name: `${table}_${column}_members`,
    body: `if new.${name} is not null then\n  new.${name} := ${reshape(`new.${name}`)};\nend if;`,
    what,
  });
}
