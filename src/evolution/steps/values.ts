import { fittingName, quoted, sqlText } from '../../emit/sql/text.ts';
import type { Planning } from '../planning.ts';
import { addBatch, BATCH } from './batch.ts';
import { addPassingTrigger, dropPassingTrigger } from './passing-trigger.ts';
import { isChained, placesOf, translated } from './translation.ts';
import type { Place } from './translation.ts';

/** States, values and kinds that got another name, or gave way to another value. */
export function changeValues(planning: Planning): void {
  for (const place of placesOf(planning).values()) changeAt(planning, place);
}

/** In place; where two columns stand side by side each has the values of its version. */
export function changeAt(
  planning: Planning,
  { table, column, many, forward: changes, back }: Place,
): void {
  const kept = planning.origins.get(table)?.get(column) === column;
  if (changes.length === 0 || !kept) return;
  planning.changedValues.add(`${table}.${column}`);
  if (planning.translated.has(`${table}.${column}`)) return;
  const list = changes.map((one) => sqlText(one.from)).join(', ');
  const name = quoted(column);
  const used = many ? `${name} && array[${list}]` : `${name} in (${list})`;
  const words = changes.map((one) => `${one.from} -> ${one.to}`).join(', ');
  addBatch(planning, {
    table,
    where: used,
    statement: `update ${quoted(table)} set ${name} = ${translated(name, changes, many)}\n  where ${BATCH};`,
    what: { en: `${table}.${column}: ${words}`, zh: `${table}.${column}：${words}` },
    // A retired value stands among those that it gave way to.
    reversible: back.length >= changes.length,
  });
  const trigger = fittingName(`${table}_${column}_values`);
  if (isChained(changes)) return dropPassingTrigger(planning, table, trigger);
  addPassingTrigger(planning, {
    table,
    name: trigger,
    body: `new.${name} := ${translated(`new.${name}`, changes, many)};`,
    what: {
      en: `old values written to ${table}.${column} become the new ones`,
      zh: `写入 ${table}.${column} 的旧值自动变为新值`,
    },
  });
}
