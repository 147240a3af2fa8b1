/** A database as data: what the first migration prints, and what later ones compare. */
export interface DatabaseSchema {
  readonly extensions: readonly string[];
  readonly functions: readonly FunctionSchema[];
  /** Works on behalf of callers, with rights on all tables; null without tenants. */
  readonly role: string | null;
  /** Referred tables first, as far as there is a first. */
  readonly tables: readonly TableSchema[];
}

export interface FunctionSchema {
  readonly name: string;
  /** The whole statement. */
  readonly create: string;
}

export interface TableSchema {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  readonly primaryKey: readonly string[];
  readonly constraints: readonly ConstraintSchema[];
  readonly indexes: readonly IndexSchema[];
  readonly triggers: readonly TriggerSchema[];
  /** Which rows a statement may see; null where all may see all. */
  readonly guard: GuardSchema | null;
}

/** Row-level security. */
export interface GuardSchema {
  /** SQL of the condition that rows fulfil. */
  readonly policy: string;
}

export interface ColumnSchema {
  readonly name: string;
  readonly sqlType: string;
  readonly nullable: boolean;
  /** SQL of its default, for columns that no save writes. */
  readonly default: string | null;
  /** Numbered by the database. */
  readonly identity: boolean;
}

export interface ConstraintSchema {
  readonly name: string;
  readonly kind: 'unique' | 'check' | 'foreign' | 'exclude';
  /** What follows the name: `unique ("sku")`, `check (…)`. */
  readonly definition: string;
  /** Of foreign keys: the table they lead to. */
  readonly target: string | null;
}

export interface IndexSchema {
  readonly name: string;
  readonly unique: boolean;
  /** What follows the table's name: `("status") where …`, `using gin (…)`. */
  readonly definition: string;
}

/** A trigger and the function of the same name that it runs. */
export interface TriggerSchema {
  readonly name: string;
  /** What stands between `begin` and `end`. */
  readonly body: string;
  /** `after insert or delete`. */
  readonly when: string;
}

export function column(
  name: string,
  sqlType: string,
  more: Partial<Omit<ColumnSchema, 'name' | 'sqlType'>> = {},
): ColumnSchema {
  return { name, sqlType, nullable: false, default: null, identity: false, ...more };
}
