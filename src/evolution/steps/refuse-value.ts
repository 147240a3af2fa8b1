import { entityOf, fieldOfColumn } from '../planning.ts';
import type { Planning } from '../planning.ts';

/** A column that must be filled, and nothing that says with what. */
export function refuseWithoutValue(
  planning: Planning,
  table: string,
  column: string,
  how: 'new' | 'required',
): void {
  const entity = entityOf(planning, table);
  const field = fieldOfColumn(entity, column);
  if (planning.after.tenancy?.column === column) {
    planning.problems.refuse(
      'no_default_tenant',
      planning.after.at,
      {
        en: `rows of ${table} that exist belong to no tenant`,
        zh: `${table} 的现有行不属于任何租户`,
      },
      {
        en: `write \`tenancy: row by ${planning.after.tenancy.claim} default <id>\``,
        zh: `请写 \`tenancy: row by ${planning.after.tenancy.claim} default <编号>\``,
      },
    );
    return;
  }
  const name = `${entity?.names.code ?? table}.${field?.name ?? column}`;
  const words = {
    new: { en: `${name} is new and required`, zh: `${name} 是新增的必填字段` },
    required: { en: `${name} becomes required`, zh: `${name} 变为必填` },
  };
  planning.problems.refuse(
    'no_value',
    field?.at ?? entity?.at ?? null,
    {
      en: `${words[how].en}, and rows that exist may have no value`,
      zh: `${words[how].zh}，而现有的行可能没有值`,
    },
    {
      en: `add a default (\`= …\`), \`backfill(expression)\` or \`backfill(custom)\` to it, or make it optional (\`?\`)`,
      zh: `请加默认值（\`= …\`）、\`backfill(表达式)\` 或 \`backfill(custom)\`，或改为可选（\`?\`）`,
    },
  );
}

/** Rows that exist would all get one value, where each must have its own. */
export function refuseSameValue(planning: Planning, table: string, column: string): void {
  const entity = entityOf(planning, table);
  const field = fieldOfColumn(entity, column);
  const name = `${entity?.names.code ?? table}.${field?.name ?? column}`;
  planning.problems.refuse(
    'same_value',
    field?.at ?? null,
    {
      en: `${name} is unique, and its default would give all rows the same value`,
      zh: `${name} 要求唯一，而默认值会让所有行取同一个值`,
    },
    {
      en: 'add `backfill(expression)` that differs from row to row, or make it optional (`?`)',
      zh: '请加各行不同的 `backfill(表达式)`，或改为可选（`?`）',
    },
  );
}
