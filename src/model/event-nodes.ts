import type { Range } from '../diagnostic.ts';
import type { Entity, Field } from './entity-nodes.ts';
import type { TypedExpr } from './expression.ts';
import type { Command, Input, SystemField } from './use-case-nodes.ts';

export interface Event {
  readonly name: string;
  readonly label: string;
  readonly entity: Entity;
  /** Not declared in the PRD: `OrderCreated`, `OrderUpdated`, `OrderDeleted`, `OrderStatusChanged`. */
  readonly builtIn: boolean;
  readonly data: readonly EventMember[];
  /** Whether some reaction or saga takes it. */
  readonly used: boolean;
  readonly at: Range;
}

export interface EventMember extends Input {
  /** `id`, `status` and the like. */
  readonly system: SystemField | null;
}

export interface Reaction {
  readonly event: Event;
  readonly targets: readonly Target[];
}

export interface Target {
  readonly call: CommandCall | ServiceCallTarget;
  /** An owned collection in the event's data: once for each element. */
  readonly each: EventMember | null;
  /** As written: the stored name of a reaction. */
  readonly name: string;
  readonly arguments: readonly { readonly input: Input; readonly value: TypedExpr }[];
  readonly at: Range;
}

export interface CommandCall {
  readonly kind: 'command';
  readonly command: Command;
  /** How the row is found; null for create. */
  readonly row: RowBinding | null;
}

export type RowBinding =
  /** `value` gives the id. */
  | { readonly kind: 'id'; readonly value: TypedExpr }
  /** The row of the target whose unique reference `field` equals `value`. */
  | { readonly kind: 'unique'; readonly field: Field; readonly value: TypedExpr };

export interface ServiceCallTarget {
  readonly kind: 'service';
  readonly service: Service;
  readonly call: ServiceCall;
}

export interface Saga {
  readonly name: string;
  readonly label: string;
  readonly kebab: string;
  readonly starts: Event;
  readonly steps: readonly SagaStep[];
  /** Run once the steps that were done have been undone. */
  readonly fails: Target | null;
  readonly at: Range;
}

export interface SagaStep {
  readonly run: Target;
  /** On the rows that `run` ran on, once for each element done. */
  readonly undo: Target | null;
  /** Null: as the service says, or without an end for a command. */
  readonly timeoutMs: number | null;
  readonly retry: number;
  /** What later steps may read by name. */
  readonly results: readonly StepResult[];
}

/** A service's output, a command's `returns`, or the row of a command under its entity's name. */
export interface StepResult {
  /** Position of the step, from 0. */
  readonly step: number;
  readonly input: Input;
}

export interface Service {
  readonly name: string;
  readonly label: string;
  /** `PaymentService`: the port; `payment`: its key among the ports. */
  readonly className: string;
  readonly camel: string;
  readonly kebab: string;
  /** The environment variable that holds the URL. */
  readonly urlVariable: string;
  readonly timeoutMs: number;
  readonly retry: number;
  readonly breaker: Breaker | null;
  readonly calls: readonly ServiceCall[];
  readonly at: Range;
}

/** Open for `forMs` once `percent` of the last `of` calls failed. */
export interface Breaker {
  readonly percent: number;
  readonly of: number;
  readonly forMs: number;
}

export interface ServiceCall {
  readonly name: string;
  readonly label: string;
  readonly input: readonly Input[];
  readonly output: readonly Input[];
}
