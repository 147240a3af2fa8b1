import type { Row } from '../world.ts';

/** An edit between two versions whose code runs at the same time. */
export interface Rolling {
  readonly name: string;
  readonly before: string;
  readonly rows: readonly string[];
  readonly after: string;
  /** What the one version writes, and what the other reads then. */
  readonly acts: readonly {
    readonly write: string;
    readonly ask: string;
    readonly want: readonly Row[];
  }[];
  /** What is asked and answered when all is contracted. */
  readonly last: readonly [ask: string, want: readonly Row[]];
}
