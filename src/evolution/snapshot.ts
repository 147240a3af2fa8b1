import type {
  ColumnSchema,
  ConstraintSchema,
  FunctionSchema,
  GuardSchema,
  IndexSchema,
} from '../emit/sql/database.ts';
import type { TriggerSchema } from '../emit/sql/database.ts';
import type { Waiting } from './waiting.ts';

/**
 * What the last run made of a PRD: its names with ids that outlive renames, and the database that
 * all migrations together give. Plain JSON, kept in the state folder.
 */
export interface Snapshot {
  readonly format: 1;
  /** The number of the last migration. */
  readonly migrations: number;
  readonly names: readonly NameNode[];
  readonly database: Database;
  readonly tenancy: {
    readonly column: string;
    readonly defaultTenant: string | null;
    /** Whether each tenant has tables of its own. */
    readonly schema?: true;
  } | null;
  /** Reference rows as the PRD had them, by entity id and key. */
  readonly seed: Readonly<Record<string, Readonly<Record<string, SeedRow>>>>;
  /** Files of SQL that the owner has to write before anything is contracted. */
  readonly owner: readonly string[];
  /** Tables whose rows the owner's SQL brings into another, not yet contracted. */
  readonly moved?: readonly MovedRows[];
  /** Columns of fields whose own name the last version uses for other values. */
  readonly waiting?: Waiting;
  /** Lines of `renames`, `drops`, `retire` and `data` that have done their work. */
  readonly lines: readonly string[];
}

export interface MovedRows {
  readonly from: string;
  readonly to: string;
}

export type SeedRow = Readonly<Record<string, string | null>>;

export type NameKind = 'entity' | 'field' | 'value' | 'enum' | 'object';

/** A name of the PRD and where its values are kept. */
export interface NameNode {
  readonly id: string;
  readonly kind: NameKind;
  readonly name: string;
  /** What it is, in words that can be compared: `money`, `-> User`, `root`. */
  readonly type: string;
  /** Of fields: columns as they are called now. */
  readonly columns: readonly NamedColumn[];
  /** Of entities their table, of sets the join table. */
  readonly table: string | null;
  /** Whether it stands there without being declared: a status, the parent of an owned child. */
  readonly implicit: boolean;
  /** Gone from the PRD, while its values are kept. */
  readonly left: boolean;
  /** A printed formula, for stored computed fields. */
  readonly formula: string | null;
  /** Names chosen at first. */
  readonly frozen: FrozenNames | null;
  readonly softDelete: boolean;
  readonly children: readonly NameNode[];
}

export interface NamedColumn {
  readonly name: string;
  readonly path: readonly string[];
  readonly sqlType: string;
  readonly nullable: boolean;
}

export interface FrozenNames {
  readonly table: string;
  readonly route: string;
  readonly plural: string;
  /** As written in the PRD: while these stay, so do the names above. */
  readonly given: { readonly table: string | null; readonly plural: string | null };
}

/** The database as it is, with what outlives its use. */
export interface Database {
  extensions: string[];
  functions: FunctionSchema[];
  /** The role that works on behalf of callers; older snapshots know none. */
  role?: string | null;
  tables: Table[];
  views: View[];
}

/** `dropped`: by a line of the PRD; `replaced`: its values live on elsewhere; `quarantined`: out of the way, next to be dropped. */
export type Left = 'dropped' | 'replaced' | 'quarantined';

export interface Table {
  name: string;
  columns: Column[];
  primaryKey: PrimaryKey;
  constraints: ConstraintSchema[];
  indexes: IndexSchema[];
  triggers: Trigger[];
  guard?: TableGuard | null;
  left: Left | null;
}

/** `role`: has rights on the table; `forced`: binds the owner too, which the code of the last version may be. */
export interface TableGuard {
  role: string | null;
  policy: GuardSchema['policy'] | null;
  forced: boolean;
}

export interface PrimaryKey {
  name: string;
  columns: string[];
}

export interface Column extends Omit<ColumnSchema, 'name' | 'nullable' | 'default'> {
  name: string;
  nullable: boolean;
  default: string | null;
  /** Whether its default only serves the code of the last version. */
  passing: boolean;
  left: Left | null;
}

/** `passing`: only serves the code of the last version. */
export interface Trigger extends TriggerSchema {
  passing: boolean;
  /** Old names of columns that it watches too, until contract. */
  also?: readonly string[];
}

/** The old name of a renamed table. */
export interface View {
  name: string;
  table: string;
}
