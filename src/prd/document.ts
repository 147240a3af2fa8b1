import type { Range } from '../diagnostic.ts';

/** The PRD as written: every value with its place, names not yet resolved. */
export interface Document {
  readonly path: string;
  readonly text: string;
  /** Set by `lang:`, else by what the prose is mostly written in. */
  readonly lang: 'en' | 'zh';
  readonly name: Located<string>;
  readonly title: Located<string> | null;
  readonly currency: Located<string> | null;
  /** `stack: { db: postgres, api: [rest, graphql] }`: scalars and lists as lists of words. */
  readonly stack: readonly Setting[];
  readonly architecture: Located<string> | null;
  readonly tenancy: TenancySyntax | null;
  readonly principal: {
    readonly entity: Located<string>;
    readonly by: Located<string> | null;
  } | null;
  readonly access: AccessSyntax | null;
  readonly roles: readonly RoleSyntax[];
  readonly modules: readonly {
    readonly name: NameSyntax;
    readonly entities: readonly Located<string>[];
  }[];
  readonly enums: readonly {
    readonly name: NameSyntax;
    readonly values: readonly EnumValueSyntax[];
  }[];
  readonly values: readonly {
    readonly name: NameSyntax;
    readonly fields: readonly FieldSyntax[];
  }[];
  readonly entities: readonly EntitySyntax[];
  readonly events: readonly EventSyntax[];
  readonly reactions: readonly {
    readonly event: Located<string>;
    readonly targets: readonly TargetSyntax[];
  }[];
  readonly sagas: readonly SagaSyntax[];
  readonly services: readonly ServiceSyntax[];
  readonly cache: readonly { readonly target: Located<string>; readonly ttlMs: Located<number> }[];
  readonly limits: readonly LimitSyntax[];
  readonly nfr: readonly Setting[];
  /** `nfr.retention`. */
  readonly retention: readonly { readonly target: Located<string>; readonly ms: Located<number> }[];
  readonly deploy: readonly Setting[];
  readonly seed: readonly {
    readonly entity: Located<string>;
    readonly rows: readonly SeedRowSyntax[];
  }[];
  readonly renames: readonly { readonly from: Located<string>; readonly to: Located<string> }[];
  readonly drops: readonly Located<string>[];
  readonly retire: readonly { readonly target: Located<string>; readonly to: Located<string> }[];
  readonly data: readonly { readonly from: Located<string>; readonly to: Located<string> }[];
  /** From the prose. */
  readonly requirements: readonly Requirement[];
  readonly openQuestions: readonly Located<string>[];
  /** Nothing, in a document that is built. */
  readonly unread: readonly UnreadSyntax[];
}

/** A part that could not be read. */
export interface UnreadSyntax {
  /** The keys that lead to it: `entities`, `Order`, `fields`, `count`. */
  readonly path: readonly string[];
  /** All words in it: what it may declare, and what it may use. */
  readonly words: readonly string[];
}

export interface Located<T> {
  readonly value: T;
  readonly at: Range;
}

export interface Setting {
  readonly key: Located<string>;
  readonly values: readonly Located<string>[];
}

/** `Order 订单`: the name in code, the label for people. */
export interface NameSyntax {
  readonly code: string;
  readonly label: string | null;
  readonly at: Range;
}

export interface TenancySyntax {
  readonly kind: 'none' | 'row' | 'schema';
  readonly claim: Located<string> | null;
  readonly defaultTenant: Located<string> | null;
  readonly at: Range;
}

/** `[owner, staff]`: principals and roles as written. */
export type WhoSyntax = readonly Located<string>[];

export interface AccessSyntax {
  readonly read: WhoSyntax | null;
  readonly write: WhoSyntax | null;
  readonly at: Range;
}

export interface RoleSyntax {
  readonly name: NameSyntax;
  readonly description: string | null;
  readonly extends: readonly Located<string>[];
  readonly assigns: readonly Located<string>[];
  /** `{ tenants: all }`. */
  readonly allTenants: boolean;
}

export interface EnumValueSyntax {
  readonly code: string;
  readonly label: string | null;
  readonly at: Range;
}

export interface EntitySyntax {
  readonly name: NameSyntax;
  readonly fields: readonly FieldSyntax[];
  readonly states: readonly EnumValueSyntax[];
  readonly moves: readonly MoveSyntax[];
  readonly rules: readonly {
    readonly name: NameSyntax;
    readonly condition: Expr;
    readonly message: string | null;
  }[];
  readonly unique: readonly UniqueSyntax[];
  readonly index: readonly IndexSyntax[];
  readonly commands: readonly CommandSyntax[];
  readonly queries: readonly QuerySyntax[];
  readonly access: AccessSyntax | null;
  /** `self` or a path: `customer`, `article.author`. */
  readonly owner: Located<string> | null;
  readonly crud: readonly Located<string>[] | null;
  /** `from` is the flag of `softDelete: from isDeleted`. */
  readonly softDelete: { readonly from: Located<string> | null; readonly at: Range } | null;
  readonly audit: boolean;
  readonly plural: Located<string> | null;
  readonly table: Located<string> | null;
  readonly tenancy: Located<'none'> | null;
  readonly at: Range;
}

export interface FieldSyntax {
  readonly name: NameSyntax;
  readonly type: TypeSyntax;
  readonly many: boolean;
  readonly optional: boolean;
  readonly mods: readonly ModSyntax[];
  readonly default: DefaultSyntax | null;
  /** The whole of the field, key included. */
  readonly at: Range;
}

export type TypeSyntax =
  /** A scalar, an enum, a value object or an owned entity, by name. */
  | {
      readonly kind: 'named';
      readonly name: string;
      readonly args: readonly string[];
      readonly currencyField: Located<string> | null;
      readonly at: Range;
    }
  /** `enum(a | b)`. */
  | { readonly kind: 'enum'; readonly values: readonly EnumValueSyntax[]; readonly at: Range }
  /** `-> A | B`. */
  | { readonly kind: 'reference'; readonly targets: readonly Located<string>[]; readonly at: Range }
  /** `<- X.f`. */
  | {
      readonly kind: 'inverse';
      readonly entity: Located<string>;
      readonly field: Located<string>;
      readonly at: Range;
    };

export type ModSyntax = { readonly at: Range } & (
  | {
      readonly kind:
        | 'unique'
        | 'index'
        | 'immutable'
        | 'readonly'
        | 'secret'
        | 'pii'
        | 'search'
        | 'ci'
        | 'ordered'
        | 'cascade'
        | 'restrict'
        | 'setnull';
    }
  | { readonly kind: 'read'; readonly who: WhoSyntax }
  | { readonly kind: 'bound'; readonly op: '>=' | '<=' | '>' | '<'; readonly value: string }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  /** `expr` is null for `computed(custom)`. */
  | { readonly kind: 'computed'; readonly expr: Expr | null }
  | { readonly kind: 'counter'; readonly inverse: Located<string> }
  | { readonly kind: 'sequence'; readonly format: string }
  | { readonly kind: 'was'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string }
  /** `expr` is null for `backfill(custom)`. */
  | { readonly kind: 'backfill'; readonly expr: Expr | null }
  | { readonly kind: 'orphans'; readonly action: 'stop' | 'delete' }
);

export type DefaultSyntax = { readonly at: Range } &
  /** A word or text or number as written; `quoted` says that it was in quotes. */
  (
    | { readonly kind: 'literal'; readonly text: string; readonly quoted: boolean }
    | {
        readonly kind: 'list';
        readonly items: readonly { readonly text: string; readonly quoted: boolean }[];
      }
    /** `now()`, `today()`, `uuid()`. */
    | { readonly kind: 'call'; readonly name: string }
    | { readonly kind: 'me' }
    /** `product.price`. */
    | { readonly kind: 'path'; readonly segments: readonly string[] }
  );

export interface MoveSyntax {
  readonly name: NameSyntax;
  readonly from: readonly Located<string>[];
  readonly to: Located<string>;
}

export interface UniqueSyntax {
  readonly fields: readonly Located<string>[];
  /** `overlap(startsAt endsAt)`. */
  readonly overlap: readonly [Located<string>, Located<string>] | null;
  readonly where: Expr | null;
  readonly at: Range;
}

export interface IndexSyntax {
  readonly fields: readonly { readonly path: Located<string>; readonly desc: boolean }[];
  readonly where: Expr | null;
  readonly at: Range;
}

/** A name in `input: [items]` has no type; `{ qty: int >= 1 }` is a field of its own. */
export type InputSyntax =
  | { readonly kind: 'name'; readonly name: Located<string> }
  | { readonly kind: 'field'; readonly field: FieldSyntax };

export interface CommandSyntax {
  readonly name: NameSyntax;
  readonly by: WhoSyntax | null;
  readonly input: readonly InputSyntax[] | null;
  readonly when: { readonly condition: Expr; readonly message: string | null } | null;
  readonly sets: readonly { readonly field: Located<string>; readonly value: Expr }[];
  readonly emits: readonly Located<string>[];
  /** An owned collection: the command is for one element of it. */
  readonly on: Located<string> | null;
  readonly returns: readonly FieldSyntax[];
  readonly everyMs: Located<number> | null;
  readonly custom: boolean;
  readonly idempotent: boolean;
  readonly at: Range;
}

export interface QuerySyntax {
  readonly name: NameSyntax;
  readonly by: WhoSyntax | null;
  readonly filter: readonly {
    readonly path: Located<string>;
    readonly op: 'eq' | 'range' | 'in';
  }[];
  readonly search: readonly Located<string>[];
  readonly sort: readonly { readonly path: Located<string>; readonly desc: boolean }[];
  readonly page: {
    readonly kind: 'cursor' | 'offset';
    readonly size: number;
    readonly max: number;
    readonly at: Range;
  } | null;
  readonly find: Located<string> | null;
  readonly custom: boolean;
  readonly at: Range;
}

export interface EventSyntax {
  readonly name: NameSyntax;
  /** A bare name is a field of the emitter; `name type` is of its own. */
  readonly data: readonly InputSyntax[];
}

/** `Inventory.reserve each items at product with (qty: qty)`. */
export interface TargetSyntax {
  /** An entity or a service. */
  readonly subject: Located<string>;
  readonly call: Located<string>;
  readonly each: Located<string> | null;
  readonly at: Located<string> | null;
  readonly with: readonly { readonly name: Located<string>; readonly value: Expr }[];
  readonly range: Range;
  /** As written; a reaction is remembered by it. */
  readonly text: string;
}

export interface SagaSyntax {
  readonly name: NameSyntax;
  readonly starts: Located<string>;
  readonly steps: readonly {
    readonly run: TargetSyntax;
    readonly undo: TargetSyntax | null;
    readonly timeoutMs: number | null;
    readonly retry: number | null;
  }[];
  readonly fails: TargetSyntax | null;
}

export interface ServiceSyntax {
  readonly name: NameSyntax;
  readonly url: Located<string>;
  readonly timeoutMs: number | null;
  readonly retry: number | null;
  readonly breaker: {
    readonly percent: number;
    readonly of: number;
    readonly forMs: number;
  } | null;
  readonly calls: readonly {
    readonly name: NameSyntax;
    readonly input: readonly FieldSyntax[];
    readonly output: readonly FieldSyntax[];
  }[];
  readonly at: Range;
}

export interface LimitSyntax {
  readonly target: Located<string>;
  readonly count: number;
  readonly windowMs: number;
  readonly per: 'user' | 'ip' | 'tenant' | 'global';
  readonly at: Range;
}

export interface SeedRowSyntax {
  readonly values: readonly {
    readonly field: Located<string>;
    readonly text: string | null;
    readonly quoted: boolean;
  }[];
  readonly at: Range;
}

export interface Requirement {
  readonly id: string;
  readonly text: string;
  /** Given/When/Then and EARS lines next to it. */
  readonly criteria: readonly string[];
  readonly at: Range;
}

export type Expr = { readonly at: Range } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** Months are calendar months, so they stand apart from milliseconds. */
  | {
      readonly kind: 'duration';
      readonly ms: number;
      readonly months: number;
      readonly text: string;
    }
  /** `items.subtotal`, `me`, `tenant`, `input.qty`, and bare words such as states. */
  | { readonly kind: 'path'; readonly segments: readonly string[] }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expr[];
      readonly where: Expr | null;
    }
  | { readonly kind: 'unary'; readonly op: 'not' | '-'; readonly operand: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'in'; readonly value: Expr; readonly items: readonly Expr[] }
  | { readonly kind: 'if'; readonly condition: Expr; readonly then: Expr; readonly else: Expr }
);

export type BinaryOp = 'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';
