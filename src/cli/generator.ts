import type { Lang } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import type { Arguments } from './arguments.ts';
import type { FlagName, Words } from './flags.ts';
import type { Progress } from './progress.ts';

/** What a generator works with besides its arguments. */
export interface Shell {
  /** The folder that relative paths are from. */
  readonly cwd: string;
  readonly lang: Lang;
  readonly progress: Progress;
  readonly color: boolean;
  /** Lines of a screen. */
  readonly rows: number;
}

export interface Outcome {
  readonly report: Report;
  /** What a person reads; without `--json` only. */
  readonly text: string;
  /** Said even with `--quiet`, on stderr: what is wrong. */
  readonly problems: string;
  /** Printed in place of the report, with and without `--json`. */
  readonly document?: string;
}

export interface Generator {
  readonly name: string;
  readonly chinese: string | null;
  readonly describe: Words;
  /** The name of the positional in the help: `PRD`. */
  readonly positional: string | null;
  readonly flags: readonly FlagName[];
  run(args: Arguments, shell: Shell): Promise<Outcome>;
}

export function defineGenerator(generator: Generator): Generator {
  return generator;
}
