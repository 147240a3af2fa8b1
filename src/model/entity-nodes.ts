import type { Range } from '../diagnostic.ts';
import type { scalars } from '../prd/vocabulary.ts';
import type { TypedExpr } from './expression.ts';
import type { Enum, EnumValue, Module, Seed } from './model.ts';
import type { Command, Query, Who } from './use-case-nodes.ts';

export interface ValueObject {
  readonly className: string;
  readonly camel: string;
  readonly kebab: string;
  readonly label: string;
  readonly fields: readonly Field[];
  readonly at: Range;
}

/** Names of one entity in each dress, all decided here. */
export interface EntityNames {
  /** As in the PRD: `OrderItem`. Also the prefix of actions (`OrderItem.create`) and of brands. */
  readonly code: string;
  /** Safe as a TypeScript class: `Order`, or `OrderEntity` when the name is taken. */
  readonly className: string;
  readonly classPlural: string;
  readonly camel: string;
  readonly camelPlural: string;
  readonly kebab: string;
  readonly snake: string;
  /** The table, and the owner of constraint names: `order_items`. */
  readonly table: string;
  /** The path segment: `order-items`. */
  readonly route: string;
}

export interface Entity {
  readonly kind: 'root' | 'owned';
  readonly names: EntityNames;
  readonly label: string;
  readonly module: Module | null;
  /** For an owned child: whose, and by which field. */
  readonly parent: { readonly entity: Entity; readonly field: Field } | null;
  /** Declared fields in the PRD's order, inverses included; `id`, `version`, `createdAt`, `updatedAt`, `status`, tenant and `deletedAt` are not among them. */
  readonly fields: readonly Field[];
  readonly lifecycle: Lifecycle | null;
  readonly rules: readonly Rule[];
  readonly uniques: readonly Unique[];
  readonly indexes: readonly Index[];
  /** Of roots only; create, update, delete, restore, moves and the rest. */
  readonly commands: readonly Command[];
  readonly queries: readonly Query[];
  readonly ownership: Ownership | null;
  /** `from` is the boolean field whose role it takes over. */
  readonly softDelete: { readonly from: Field | null } | null;
  readonly audit: boolean;
  /** Whether rows carry the tenant. */
  readonly tenant: boolean;
  /** Milliseconds that a view may be cached; null: not cached. */
  readonly cacheMs: number | null;
  readonly seed: Seed | null;
  readonly at: Range;
}

/** How a row leads to its owner. */
export type Ownership =
  | { readonly kind: 'self' }
  /** References to follow from the entity, e.g. [customer] or [article, author] or [team, members, user]; an owned collection on the way means any of its elements. */
  | { readonly kind: 'path'; readonly steps: readonly Field[] };

export type Scalar = (typeof scalars)[number];

export type FieldType =
  | {
      readonly kind: 'scalar';
      readonly scalar: Scalar;
      readonly digits: Digits | null;
      readonly currencyField: Field | null;
    }
  | { readonly kind: 'enum'; readonly enum: Enum }
  | { readonly kind: 'value'; readonly value: ValueObject }
  | { readonly kind: 'owned'; readonly entity: Entity }
  /** More than one target: stored as kind and id. */
  | { readonly kind: 'reference'; readonly targets: readonly Entity[] }
  /** One where `field` is unique, else many; never stored, never embedded. */
  | {
      readonly kind: 'inverse';
      readonly entity: Entity;
      readonly field: Field;
      readonly one: boolean;
    };

/** Of decimal and money: all digits, and those after the point. */
export interface Digits {
  readonly precision: number;
  readonly scale: number;
}

/** Who fills a field, by the rules of `immutable`, `readonly`, `computed` and the rest. */
export type Filler = 'create+update' | 'create' | 'never';

export interface Field {
  readonly name: string;
  /**
   * Name in JSON, inputs and views: `customerId` for `customer: -> Customer`, `tagIds` for
   * `tags: -> Tag[]`, the name itself for all else (also `-> A | B`, an object of kind and id).
   */
  readonly member: string;
  /** Name in the aggregate's state: as `member`, but `passwordHash` for `password: password`. */
  readonly stateMember: string;
  readonly label: string;
  readonly type: FieldType;
  readonly many: boolean;
  readonly optional: boolean;
  /** What a client may do with it when no `input` narrows. */
  readonly clientMay: Filler;
  readonly unique: boolean;
  readonly index: boolean;
  readonly immutable: boolean;
  readonly readonly: boolean;
  readonly secret: boolean;
  readonly pii: boolean;
  /** Null: who may read the row. */
  readonly read: Who | null;
  readonly search: boolean;
  readonly ci: boolean;
  readonly ordered: boolean;
  readonly onDelete: 'restrict' | 'cascade' | 'setnull';
  /** Characters for text, bytes for files; both inclusive. */
  readonly length: { readonly min: number; readonly max: number } | null;
  readonly bounds: readonly Bound[];
  /** Source of a JavaScript regular expression, with its flags. */
  readonly pattern: { readonly source: string; readonly flags: string } | null;
  readonly computed: Computed | null;
  readonly counter: { readonly inverse: Field } | null;
  readonly sequence: Sequence | null;
  readonly default: Default | null;
  /** Where it is stored; empty for inverses, owned children, sets (join table) and custom computed. */
  readonly columns: readonly Column[];
  /** The join table of `-> X[]`. */
  readonly joinTable: string | null;
  readonly at: Range;
}

export interface Bound {
  readonly op: '>=' | '<=' | '>' | '<';
  /** As in the PRD, exact: `0`, `0.01`. */
  readonly value: string;
}

/** `custom`: a stub of the owner's that is given the viewer; else stored when `stored`. */
export type Computed =
  { readonly kind: 'custom' } | { readonly kind: 'expression'; readonly value: TypedExpr };

export interface Sequence {
  readonly format: string;
  /** `SO-{yyyy}-{n:6}` cut up. */
  readonly parts: readonly (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'date'; readonly part: 'yyyy' | 'yy' | 'mm' | 'dd' }
    | { readonly kind: 'number'; readonly width: number }
  )[];
}

export type Default =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | readonly string[] }
  | { readonly kind: 'now' | 'today' | 'uuid' | 'me' }
  /** Copied from the row that `reference` (a field of this entity) names. */
  | { readonly kind: 'copy'; readonly reference: Field; readonly field: Field };

export interface Column {
  readonly name: string;
  /** Path from the field into a value object: [] or ['city']. */
  readonly path: readonly string[];
  /** PostgreSQL: `text`, `numeric(17, 2)`, `timestamptz`, `text[]`, `jsonb` … */
  readonly sqlType: string;
  readonly nullable: boolean;
  /** The field of the value object at `path`, else the field itself. */
  readonly field: Field;
}

export interface Lifecycle {
  readonly states: readonly EnumValue[];
  readonly initial: string;
  readonly moves: readonly Move[];
}

export interface Move {
  readonly name: string;
  readonly label: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly at: Range;
}

export interface Rule {
  readonly name: string;
  /** snake_case error code after the entity: `order.not_empty`. */
  readonly code: string;
  readonly condition: TypedExpr;
  readonly message: string;
  /** Whether it reads through references, so that it is checked with those rows at hand. */
  readonly readsReferences: boolean;
  readonly at: Range;
}

export interface Unique {
  /** Constraint or index name, within 63 bytes. */
  readonly name: string;
  /** Error code: `product.sku_taken`. */
  readonly code: string;
  readonly columns: readonly UniqueColumn[];
  readonly fields: readonly Field[];
  readonly overlap: { readonly from: Field; readonly to: Field } | null;
  readonly where: TypedExpr | null;
  readonly at: Range;
}

export interface UniqueColumn {
  readonly name: string;
  readonly ci: boolean;
}

export interface Index {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly desc: boolean }[];
  /** `trigram` for searched text. */
  readonly kind: 'btree' | 'trigram';
  readonly where: TypedExpr | null;
  readonly at: Range;
}
