import type { Snapshot } from '../../src/evolution/index.ts';
import type { Row } from './world.ts';

export const a = '00000000-0000-7000-8000-00000000000a';
export const b = '00000000-0000-7000-8000-00000000000b';
export const root = "1, '2024-01-01', '2024-01-02'";
export const system = '"version", "created_at", "updated_at"';

export interface Edit {
  readonly name: string;
  readonly before: string;
  /** What stood before that, where it has left something behind. */
  readonly from?: string;
  /** Rows of that time. */
  readonly early?: readonly string[];
  readonly rows: readonly string[];
  readonly after: string;
  /** The database as a generator knew it that knew less. */
  readonly known?: (snapshot: Snapshot) => Snapshot;
  /** What the owner writes into the files that are his, by what they are for. */
  readonly owner?: Readonly<Record<string, string>>;
  readonly ask: string;
  readonly want: readonly Row[];
  /** Asked when all is contracted, and answered the same. */
  readonly settled?: string;
  /** What has to be in the SQL of the migrations. */
  readonly sql?: readonly (string | RegExp)[];
}

export const entity = (fields: string, more = ''): string =>
  `entities:\n  Thing:\n    fields:\n${fields
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n${more}`;
export const thing = (column: string, value: string): string =>
  `insert into things ("id", ${column}, ${system}) values ('${a}', ${value}, ${root})`;
