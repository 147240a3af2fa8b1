import type { ConflictKind, SymbolReport } from '../change-set.ts';
import type { OpenConflict } from '../texts.ts';
import type { Source } from './source.ts';

/** The three texts and what is found while they are merged. */
export interface Context {
  readonly base: Source;
  readonly ours: Source;
  readonly theirs: Source;
  readonly markers: boolean;
  /** How many untouched tokens must stand between changes of both sides in one leaf. */
  readonly apart: number;
  readonly conflicts: OpenConflict[];
  readonly symbols: SymbolReport[];
  /** Names of the items around, for the report. */
  readonly around: readonly string[];
}

/** Raised where two changes cannot be joined; caught where the list around can go on without. */
export class Open extends Error {
  readonly kind: ConflictKind;

  constructor(kind: ConflictKind) {
    super(kind);
    this.name = 'Open';
    this.kind = kind;
  }
}
