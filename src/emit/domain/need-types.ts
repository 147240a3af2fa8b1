import type { Entity, Field } from '../../model/model.ts';
import type { InverseNeed } from './inverses.ts';

/** Fields to follow from the aggregate, or from the command's input, to a reference. */
export interface Source {
  readonly root: 'self' | 'input';
  readonly path: readonly Field[];
  /** The need whose rows the path starts from, when it leaves one referred row for another. */
  readonly from: RowNeed | null;
  /** Asked for by elements themselves: only those that come in with an update matter. */
  readonly ofElement: boolean;
}

/** Referred rows: one aggregate, or a map of them by id. */
export interface RowNeed {
  /** Its name among what the method is given: `customer`, `products`. */
  readonly name: string;
  readonly entity: Entity;
  readonly many: boolean;
  /** Whether the one row may be absent. */
  readonly nullable: boolean;
  readonly sources: readonly Source[];
  /** Fields whose change asks for the row; null: always. */
  readonly triggers: readonly Field[] | null;
}

export interface CountNeed extends InverseNeed {
  /** Path to the reference that leads to the parent; empty: the aggregate itself. */
  readonly path: readonly Field[];
  readonly root: 'self' | 'input';
  readonly nullable: boolean;
  /** Fields whose change asks for it; null: always. */
  readonly triggers: readonly Field[] | null;
}

export interface SequenceNeed {
  readonly field: Field;
  readonly entity: Entity;
}

/** What a factory or method of an aggregate takes beside the input. */
export interface Needs {
  readonly rows: readonly RowNeed[];
  readonly counts: readonly CountNeed[];
  readonly me: boolean;
  readonly tenant: boolean;
  readonly sequences: readonly SequenceNeed[];
}
