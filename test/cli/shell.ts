import { pick } from '../../src/cli/pick.ts';
import { noProgress } from '../../src/cli/progress.ts';
import { runGenerator } from '../../src/cli/run.ts';

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A command as typed without a terminal, run in this process. */
export async function shell(
  cwd: string,
  command: string,
  ...args: readonly string[]
): Promise<Ran> {
  const picked = pick(command);
  if (picked === null) throw new Error(`no generator ${command}`);
  const said = { out: '', err: '' };
  const around = {
    cwd,
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    outIsTerminal: false,
    errIsTerminal: false,
    rows: 40,
    noColor: false,
    terminalProgress: () => noProgress,
  };
  const status = await runGenerator(picked.generator, args, around, picked.calledAs);
  return { status, ...said };
}
