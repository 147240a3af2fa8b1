import { fittingName, quoted } from '../../emit/sql/text.ts';
import { add, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';

/** NOT NULL without reading the table under a lock: a check first, validated, then taken over. */
export function requireColumn(planning: Planning, table: string, column: string): void {
  const name = fittingName(`${table}_${column}_present`);
  const [t, c, n] = [quoted(table), quoted(column), quoted(name)];
  const step = {
    table,
    what: {
      en: `${table}.${column} is required from now on`,
      zh: `${table}.${column} 从此必填`,
    },
  };
  add(planning, {
    ...step,
    phase: 'constrain',
    statements: [`alter table ${t} add constraint ${n} check (${c} is not null) not valid;`],
    lock: locks.instant,
  });
  add(planning, {
    ...step,
    phase: 'validate',
    statements: [`alter table ${t} validate constraint ${n};`],
    lock: locks.validate,
  });
  add(planning, {
    ...step,
    phase: 'switch',
    statements: [
      `alter table ${t} alter column ${c} set not null;`,
      `alter table ${t} drop constraint ${n};`,
    ],
    lock: locks.instant,
  });
}

export function allowAbsent(planning: Planning, table: string, column: string): void {
  add(planning, {
    phase: 'expand',
    table,
    statements: [`alter table ${quoted(table)} alter column ${quoted(column)} drop not null;`],
    what: { en: `${table}.${column} may be absent`, zh: `${table}.${column} 可以为空` },
    lock: locks.instant,
  });
}
