import type { DatabaseSchema, GuardSchema, TableSchema } from '../emit/sql/database.ts';
import { isOfTenantSchema } from '../emit/sql/tenant-schema.ts';
import type { SchemaMark } from '../emit/sql/tenant-schema.ts';
import { fittingName } from '../emit/sql/text.ts';
import type { Entity, Field, Model } from '../model/model.ts';
import type { Document, FieldSyntax } from '../prd/index.ts';
import { freeName, tableNamed, withColumns } from './database.ts';
import type { Applied } from './names/apply-lines.ts';
import type { NewName } from './names/tree.ts';
import type { OldName } from './names/work.ts';
import type { Problems, Words } from './problems.ts';
import type { Database, MovedRows, Snapshot, Table, TableGuard } from './snapshot.ts';

/** In the order in which they run; each is a file of its own. */
export const phases = [
  'check',
  // What earlier runs left goes before anything new comes.
  'contract',
  'expand',
  'backfill',
  'owner',
  'index',
  'constrain',
  'validate',
  'switch',
  'seed',
] as const;

export type Phase = (typeof phases)[number];

export interface Step {
  readonly phase: Phase;
  /** Whose tables it is for. */
  readonly schema: SchemaMark;
  readonly table: string;
  readonly statements: readonly string[];
  readonly what: Words;
  /** The lock that it takes, in PostgreSQL's words, and for how long. */
  readonly lock: Words;
  readonly reversible: boolean;
}

/** What all kinds of step share while a plan is made; `work` follows every step. */
export interface Planning {
  readonly before: Snapshot;
  readonly after: Model;
  readonly document: Document;
  readonly target: DatabaseSchema;
  readonly old: OldName[];
  readonly next: readonly NewName[];
  readonly applied: Applied;
  readonly problems: Problems;
  readonly work: Database;
  readonly steps: Step[];
  /** The number of the first new migration, in names of what is put aside. */
  readonly tag: string;
  /** What tables and columns were called before this plan, by what they are called now. */
  readonly formerTables: Map<string, string>;
  readonly formerColumns: Map<string, Map<string, string>>;
  /** By table and column of the target: the column that holds its values so far. */
  readonly origins: Map<string, Map<string, string>>;
  /** `table.column` of renamed columns whose old name stays until contract. */
  readonly keptBoth: Set<string>;
  /** `table.column` whose values, written otherwise, come from another column. */
  readonly translated: Set<string>;
  /** Tables that this plan makes. */
  readonly fresh: Set<string>;
  /** `table.column` that this plan adds. */
  readonly added: Set<string>;
  /** `table.column` whose values this plan changes. */
  readonly changedValues: Set<string>;
  /** Rows that go from one table to another by the owner's SQL. */
  readonly moved: MovedRows[];
  /** Functions that only guards need. */
  readonly helpers: Set<string>;
}

export const locks = {
  none: { en: 'no lock', zh: '不加锁' },
  instant: { en: 'ACCESS EXCLUSIVE, an instant', zh: 'ACCESS EXCLUSIVE，一瞬间' },
  trigger: { en: 'SHARE ROW EXCLUSIVE, an instant', zh: 'SHARE ROW EXCLUSIVE，一瞬间' },
  rows: { en: 'ROW EXCLUSIVE, the rows of one batch', zh: 'ROW EXCLUSIVE，一批行' },
  allRows: { en: 'ROW EXCLUSIVE, all rows at once', zh: 'ROW EXCLUSIVE，一次全部行' },
  validate: {
    en: 'SHARE UPDATE EXCLUSIVE, reads and writes go on',
    zh: 'SHARE UPDATE EXCLUSIVE，读写照常',
  },
  concurrently: {
    en: 'SHARE UPDATE EXCLUSIVE, reads and writes go on',
    zh: 'SHARE UPDATE EXCLUSIVE，读写照常',
  },
  created: {
    en: 'SHARE ROW EXCLUSIVE on tables it refers to, an instant',
    zh: '所引用的表上 SHARE ROW EXCLUSIVE，一瞬间',
  },
  reference: {
    en: 'SHARE ROW EXCLUSIVE on both tables, an instant',
    zh: '两个表上 SHARE ROW EXCLUSIVE，一瞬间',
  },
  scan: {
    en: 'ACCESS EXCLUSIVE while the table is read',
    zh: '读取整表期间 ACCESS EXCLUSIVE',
  },
  owner: { en: 'as your SQL takes', zh: '取决于你的 SQL' },
} as const satisfies Record<string, Words>;

export function add(
  planning: Planning,
  step: Omit<Step, 'reversible' | 'schema'> & { readonly reversible?: boolean },
): void {
  if (step.statements.length === 0) return;
  planning.steps.push({ reversible: true, schema: schemaOf(planning, step.table), ...step });
}

/** By any of the names that the table has in the plan. */
function schemaOf({ work, before, target, after }: Planning, name: string): SchemaMark {
  const found = [work, target, before.database]
    .flatMap(
      (database): readonly { name: string; guard?: GuardSchema | TableGuard | null }[] =>
        database.tables,
    )
    .find((one) => one.name === name);
  return found !== undefined && isOfTenantSchema(found, after) ? 'tenants' : 'shared';
}

export function workTable(planning: Planning, name: string): Table {
  return tableNamed(planning.work, name);
}

/** Tables of the target that were there before. */
export function keptTables(planning: Planning): readonly { table: Table; target: TableSchema }[] {
  return planning.target.tables.flatMap((target) => {
    const table = planning.work.tables.find((one) => one.name === target.name);
    const isKept = table !== undefined && !planning.fresh.has(target.name);
    return isKept ? [{ table, target }] : [];
  });
}

export function entityOf(planning: Planning, table: string): Entity | null {
  const { after } = planning;
  const known =
    entities.get(after) ?? new Map(after.entities.map((one) => [one.names.table, one] as const));
  entities.set(after, known);
  return known.get(table) ?? null;
}

/** By their tables: every column asks. */
const entities = new WeakMap<Model, ReadonlyMap<string, Entity>>();

export function fieldOfColumn(entity: Entity | null, column: string): Field | null {
  return entity?.fields.find((field) => field.columns.some((one) => one.name === column)) ?? null;
}

export function syntaxOf(
  planning: Planning,
  entity: Entity | null,
  field: Field | null,
): FieldSyntax | null {
  const found = planning.document.entities.find((one) => one.name.code === entity?.names.code);
  return found?.fields.find((one) => one.name.code === field?.name) ?? null;
}

/** A name for what is put aside: never one that was used for another before. */
export function asideName(planning: Planning, taken: readonly string[], name: string): string {
  return freeName(taken, fittingName(`${name}__${planning.tag}`));
}

/** SQL over a table as it is before anything of this plan has run. */
export function inFormerNames(planning: Planning, table: string, text: string): string {
  return withColumns(text, planning.formerColumns.get(table) ?? new Map());
}

export function formerTable(planning: Planning, table: string): string {
  return planning.formerTables.get(table) ?? table;
}

export function noteRenamedColumn(
  planning: Planning,
  table: string,
  from: string,
  to: string,
): void {
  const columns = planning.formerColumns.get(table) ?? new Map<string, string>();
  columns.set(to, columns.get(from) ?? from);
  if (from !== to) columns.delete(from);
  planning.formerColumns.set(table, columns);
}
