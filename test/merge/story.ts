type Edits = readonly (readonly [string, string])[];

/** What a hand and the PRD did to one file, and what is due. */
export interface Story {
  readonly story: string;
  readonly text?: string;
  readonly user: Edits;
  readonly prd: Edits;
  /** What must stand in the result, in this order; a `!` before what must not. */
  readonly want: readonly string[];
  /** `key kind` of each conflict due. */
  readonly conflicts?: readonly string[];
}
