import type { ColumnSchema } from '../../emit/sql/database.ts';
import { quoted } from '../../emit/sql/text.ts';
import { createCastable } from '../conversion.ts';
import type { Conversion } from '../conversion.ts';
import { add, entityOf, fieldOfColumn, formerTable, inFormerNames, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Column } from '../snapshot.ts';
import { addGuard } from './batch.ts';

/** Rows that the plain cast would fail on, or change. */
export function guardCast(
  planning: Planning,
  table: string,
  column: Column,
  wanted: ColumnSchema,
  plain: Conversion,
): void {
  if (plain.fails === null) return;
  const field = fieldOfColumn(entityOf(planning, table), wanted.name);
  const former = inFormerNames(planning, table, quoted(column.name));
  const condition = plain.fails(former);
  if (condition.includes('is_castable')) {
    add(planning, {
      phase: 'check',
      table,
      statements: [createCastable],
      what: { en: 'a helper that tries casts', zh: '用于试转换的辅助函数' },
      lock: locks.none,
    });
    planning.helpers.add('is_castable');
  }
  addGuard(planning, {
    table,
    query: `select "id", ${former} from ${quoted(formerTable(planning, table))} where ${former} is not null and (${condition})`,
    message: {
      en: `values of ${table}.${column.name} cannot become ${wanted.sqlType} unchanged`,
      zh: `${table}.${column.name} 的值无法原样转换为 ${wanted.sqlType}`,
    },
    write: {
      en: `${field?.name ?? wanted.name}: … backfill(expression)`,
      zh: `${field?.name ?? wanted.name}: … backfill(表达式)`,
    },
  });
}

export function refuseCast(planning: Planning, table: string, column: string): void {
  const entity = entityOf(planning, table);
  const field = fieldOfColumn(entity, column);
  const old = planning.old
    .flatMap((one) => one.children)
    .find((one) => one.now?.field === field && field !== null);
  const name = `${entity?.names.code ?? table}.${field?.name ?? column}`;
  planning.problems.refuse(
    'no_cast',
    field?.at ?? null,
    {
      en: `${name}: nothing turns ${old?.type ?? 'the old type'} into ${old?.now?.type ?? 'the new one'}`,
      zh: `${name}：无法把 ${old?.type ?? '旧类型'} 转换为 ${old?.now?.type ?? '新类型'}`,
    },
    {
      en: `say how: \`${field?.name ?? column}: … backfill(expression)\` or \`backfill(custom)\``,
      zh: `请说明如何转换：\`${field?.name ?? column}: … backfill(表达式)\` 或 \`backfill(custom)\``,
    },
  );
}
