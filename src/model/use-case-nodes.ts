import type { Range } from '../diagnostic.ts';
import type { Entity, Field, Move } from './entity-nodes.ts';
import type { Event } from './event-nodes.ts';
import type { TypedExpr } from './expression.ts';

/** Who may; roles are expanded by what extends them: any of these codes is enough. */
export interface Who {
  readonly anyone: boolean;
  readonly signedIn: boolean;
  readonly owner: boolean;
  readonly system: boolean;
  readonly roles: readonly string[];
}

export type CommandKind =
  | 'create'
  | 'update'
  | 'delete'
  | 'restore'
  /** A move of the lifecycle, perhaps with input and `sets`. */
  | 'move'
  /** `sets` without a move. */
  | 'change'
  | 'changePassword'
  | 'assignRole'
  | 'revokeRole'
  /** One for each file or image field, with the rights of update. */
  | 'attachFile'
  | 'detachFile'
  | 'custom';

export interface Command {
  readonly kind: CommandKind;
  readonly entity: Entity;
  /** As in the PRD: `ship`. */
  readonly name: string;
  readonly label: string;
  /** `Order.ship`. */
  readonly action: string;
  /** The handler and the key in `application`: `shipOrder`. */
  readonly handler: string;
  /** `ship-order`. */
  readonly kebab: string;
  /** PascalCase of its input schema, `ShipOrder`; null when it takes no input. */
  readonly inputName: string | null;
  /** The method of the aggregate; safe as a member name. */
  readonly method: string;
  /** Path segment after the id for all but create, update, delete. */
  readonly route: string;
  readonly by: Who;
  readonly inputs: readonly Input[];
  readonly move: Move | null;
  /** The field of `attachFile` and `detachFile`. */
  readonly file: Field | null;
  readonly when: {
    readonly condition: TypedExpr;
    readonly message: string;
    readonly code: string;
  } | null;
  readonly sets: readonly { readonly field: Field; readonly value: TypedExpr }[];
  /** Declared by `emits`; those there by themselves are not among them. */
  readonly emits: readonly Event[];
  /** An owned collection: the command is for one element. */
  readonly on: Field | null;
  readonly returns: readonly Input[];
  readonly everyMs: number | null;
  readonly idempotent: boolean;
  /** Whether it has a way in over HTTP: some `by` besides system. */
  readonly exposed: boolean;
  readonly at: Range;
}

/** One member of a command's input (or of an event's data, a service call's parameters and results). */
export interface Input {
  readonly name: string;
  readonly label: string;
  /** JSON name: references end in `Id` (`customerId`), sets in `Ids`. */
  readonly jsonName: string;
  /** The field of the entity that it fills or repeats; null for a field of its own. */
  readonly field: Field | null;
  /** What it looks like: `field`, or its own declaration. */
  readonly shape: Field;
  readonly optional: boolean;
}

export type QueryKind = 'get' | 'list' | 'find' | 'history' | 'custom';

export interface Query {
  readonly kind: QueryKind;
  readonly entity: Entity;
  readonly name: string;
  readonly label: string;
  readonly action: string;
  /** `listOrders`, `getOrder`, `findProductBySku`. */
  readonly handler: string;
  readonly kebab: string;
  /** PascalCase of its parameters' schema: `ListOrders`. */
  readonly inputName: string;
  /** Path segment after the collection for queries with a name of their own; null for get and list. */
  readonly route: string | null;
  readonly by: Who;
  readonly filters: readonly Filter[];
  readonly search: readonly Field[];
  /** The first is the default order; without any: newest first. */
  readonly sorts: readonly { readonly field: Field | SystemField; readonly desc: boolean }[];
  readonly page: {
    readonly kind: 'cursor' | 'offset';
    readonly size: number;
    readonly max: number;
  };
  readonly find: Field | null;
  readonly cacheMs: number | null;
  /** The inverse that this list answers: `GET /users/:id/orders`. */
  readonly inverse: { readonly entity: Entity; readonly field: Field } | null;
  readonly at: Range;
}

/** There without being declared. */
export type SystemField = 'id' | 'status' | 'createdAt' | 'updatedAt' | 'version' | 'deletedAt';

export interface Filter {
  /** Parameter in the URL: `status`, `categoryId`; a range gives `<name>From` and `<name>To`. */
  readonly param: string;
  readonly path: readonly (Field | SystemField)[];
  readonly op: 'eq' | 'range' | 'in';
}
