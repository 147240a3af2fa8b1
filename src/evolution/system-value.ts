import type { ConstraintSchema } from '../emit/sql/database.ts';
import { parentColumn } from '../emit/expression/sql.ts';
import type { Entity } from '../model/model.ts';
import type { Planning } from './planning.ts';

const zeros: Readonly<Record<string, string>> = {
  text: "''",
  uuid: "'00000000-0000-0000-0000-000000000000'::uuid",
  jsonb: "'{}'",
  boolean: 'false',
  date: 'current_date',
  bytea: "''",
};

/**
 * What rows that exist get in a required column that no field declares: a newer generator keeps
 * more than the last one did, and nothing in the PRD could say with what.
 */
export function systemValue(
  planning: Planning,
  entity: Entity | null,
  table: string,
  column: string,
): string | null {
  if (planning.after.tenancy?.column === column) return null;
  if (entity?.kind === 'owned' && parentColumn(entity) === column) return null;
  const target = planning.target.tables.find((one) => one.name === table);
  const type = target?.columns.find((one) => one.name === column)?.sqlType;
  if (target === undefined || type === undefined) return null;
  // No row could be made up that it leads to.
  if (target.constraints.some((one) => leadsElsewhere(one, column))) return null;
  const isAlone = [...target.constraints, ...target.indexes].some(
    (one) => isUnique(one) && one.definition.includes(`("${column}")`),
  );
  if (isAlone && (type === 'uuid' || type === 'text')) return `gen_random_uuid()::${type}`;
  const choice = target.constraints
    .map((one) => one.definition.split(`("${column}" in (`)[1]?.match(/^'(?:[^']|'')*'/)?.[0])
    .find((one) => one !== undefined);
  if (choice !== undefined) return choice;
  if (type.endsWith('[]')) return "'{}'";
  if (type.startsWith('timestamp')) return 'now()';
  return zeros[type] ?? '0';
}

function leadsElsewhere(one: ConstraintSchema, column: string): boolean {
  return one.kind === 'foreign' && one.definition.startsWith(`foreign key ("${column}")`);
}

function isUnique(one: { readonly kind?: string; readonly unique?: boolean }): boolean {
  return one.kind === 'unique' || one.unique === true;
}
