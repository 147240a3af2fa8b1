import type { Range } from '../diagnostic.ts';
import type { BinaryOp } from '../prd/document.ts';
import type { Entity, Enum, Field, FieldType, SystemField } from './model.ts';

/** What an expression yields. */
export interface ExprType {
  readonly of: ExprKind;
  readonly optional: boolean;
  readonly many: boolean;
}

export type ExprKind =
  | { readonly kind: 'field'; readonly type: FieldType }
  | { readonly kind: 'status'; readonly entity: Entity }
  | { readonly kind: 'id'; readonly entity: Entity }
  | { readonly kind: 'enum'; readonly enum: Enum }
  | {
      readonly kind:
        'int' | 'decimal' | 'string' | 'boolean' | 'date' | 'datetime' | 'duration' | 'null';
    };

/** Where a path starts. */
export type PathRoot =
  /** The aggregate or row that the expression belongs to. */
  | { readonly kind: 'self'; readonly entity: Entity }
  /** An element of a collection, within `count(items where …)` and owned children. */
  | { readonly kind: 'element'; readonly entity: Entity }
  /** The command's input: `input.qty`. */
  | { readonly kind: 'input' }
  /** The principal's id. */
  | { readonly kind: 'me' }
  | { readonly kind: 'tenant' }
  /** The data of the event that a reaction or saga takes. */
  | { readonly kind: 'event' }
  /** What an earlier step of a saga answered; the first name is the result's. */
  | { readonly kind: 'result'; readonly step: number }
  /** The row that a saga's event speaks of. */
  | { readonly kind: 'aggregate'; readonly entity: Entity };

/** One step; `reference` steps cross to another row when another step follows. */
export interface PathStep {
  /** As written. */
  readonly name: string;
  readonly field: Field | null;
  readonly system: SystemField | null;
  /** Whether this step goes through a collection. */
  readonly many: boolean;
}

export type TypedExpr = { readonly type: ExprType; readonly at: Range } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'duration';
      readonly ms: number;
      readonly months: number;
      readonly text: string;
    }
  /** A state or an enum value. */
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'path'; readonly root: PathRoot; readonly steps: readonly PathStep[] }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly args: readonly TypedExpr[];
      /** Of `count(items where …)`; its paths start at the element. */
      readonly where: TypedExpr | null;
    }
  | { readonly kind: 'unary'; readonly op: 'not' | '-'; readonly operand: TypedExpr }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly left: TypedExpr;
      readonly right: TypedExpr;
    }
  | { readonly kind: 'in'; readonly value: TypedExpr; readonly items: readonly TypedExpr[] }
  | {
      readonly kind: 'if';
      readonly condition: TypedExpr;
      readonly then: TypedExpr;
      readonly else: TypedExpr;
    }
);

export type FunctionName =
  | 'now'
  | 'today'
  | 'uuid'
  | 'sum'
  | 'count'
  | 'min'
  | 'max'
  | 'len'
  | 'lower'
  | 'upper'
  | 'concat'
  | 'slugify'
  | 'round'
  | 'trunc'
  | 'coalesce'
  | 'exists';
