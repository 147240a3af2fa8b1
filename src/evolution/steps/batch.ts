import { quoted } from '../../emit/sql/text.ts';
import type { Words } from '../problems.ts';
import { add, locks, workTable } from '../planning.ts';
import type { Planning } from '../planning.ts';

/** The rows of one batch: the runner hands their ids over, which are read once, not for each row. */
export const BATCH = '"id" = any((select $1::text::uuid[])::uuid[])';

export interface Batch {
  /** Whose rows it goes through, by id. */
  readonly table: string;
  /** Which of them, over their own columns. */
  readonly where?: string;
  readonly statement: string;
  readonly what: Words;
  /** False where nothing in the rows tells what they were. */
  readonly reversible?: boolean;
}

/** A statement that runs for all rows, a thousand at a time, each batch a transaction. */
export function addBatch(planning: Planning, batch: Batch): void {
  const { table, what, reversible = true } = batch;
  const { columns } = workTable(planning, table);
  if (!columns.some((one) => one.name === 'id' && one.sqlType === 'uuid')) {
    // Tables of features are small, and have no ids to go by.
    const rows = batch.where === undefined ? 'true' : `(${batch.where})`;
    return add(planning, {
      phase: 'backfill',
      table,
      statements: [batch.statement.replace(BATCH, () => rows)],
      what,
      lock: locks.allRows,
      reversible,
    });
  }
  const where = batch.where === undefined ? '' : ` where ${batch.where}`;
  add(planning, {
    phase: 'backfill',
    table,
    statements: [`-- batch: ${quoted(table)}${where}\n${batch.statement}`],
    what,
    lock: locks.rows,
    reversible,
  });
}

export interface Guard {
  readonly table: string;
  /** Its rows stop the run. */
  readonly query: string;
  readonly message: Words;
  /** The line that helps. */
  readonly write: Words;
  readonly phase?: 'check' | 'validate' | 'contract';
}

/** A query whose rows stop the run, before anything has changed. */
export function addGuard(planning: Planning, guard: Guard): void {
  const { lang } = planning.problems;
  const line = (text: string): string => text.replaceAll(/\s+/g, ' ');
  add(planning, {
    phase: guard.phase ?? 'check',
    table: guard.table,
    statements: [
      `-- stop: ${line(guard.message[lang])}\n-- write: ${line(guard.write[lang])}\n${guard.query};`,
    ],
    what: {
      en: `stops if ${guard.message.en}`,
      zh: `若${guard.message.zh}则停止`,
    },
    lock: locks.none,
  });
}
