import { generate } from '../engine.ts';
import type { Part, Request, Result } from '../engine.ts';
import type { Arguments } from './arguments.ts';
import type { FlagName } from './flags.ts';
import type { Outcome, Shell } from './generator.ts';
import { awaiting, resultText } from './result-text.ts';
import { stages } from './words.ts';

/** Flags of every generator that generates. */
export const runFlags = [
  'out',
  'dry-run',
  'diff',
  'check',
  'strict',
  'recreate',
  'conflict',
  'contract',
] as const satisfies readonly FlagName[];

/** `backend`, or one part of it. */
export async function runBackend(
  args: Arguments,
  shell: Shell,
  part: Part | null = null,
  next = 'npm install && npm start',
): Promise<Outcome> {
  const result = await generate(requestOf(args, shell, part));
  shell.progress.end();
  return outcomeOf(result, args, shell, next);
}

export async function outcomeOf(
  result: Result,
  args: Arguments,
  shell: Shell,
  next: string,
): Promise<Outcome> {
  const { report, diagnostics } = result;
  const isRefused = report.status === 'refused';
  const text =
    isRefused && !args.has('check')
      ? ''
      : resultText(result, { shell, diff: args.has('diff'), next });
  const told = diagnostics.length === 0 ? [] : await rendered(result, shell);
  // What awaits the user is said in the report, or else by itself.
  const problems = [...told, ...(args.has('quiet') ? awaiting(result) : [])];
  return { report, text, problems: problems.join('\n\n') };
}

/** The reader is loaded only when there is something to say of the PRD. */
async function rendered({ diagnostics, prd, lang }: Result, { color }: Shell) {
  const { renderDiagnostic } = await import('../prd/index.ts');
  return diagnostics.map((one) =>
    renderDiagnostic(one, one.file === prd.name ? prd.text : '', { color, lang }),
  );
}

function requestOf(args: Arguments, shell: Shell, part: Part | null): Request {
  return {
    cwd: shell.cwd,
    prd: args.positional,
    out: args.text('out'),
    lang: langOf(args.text('lang')),
    strict: args.has('strict'),
    dryRun: args.has('dry-run') || args.has('diff'),
    check: args.has('check'),
    recreate: args.list('recreate'),
    conflicts: args.has('conflict') ? 'markers' : 'keep',
    contract: args.has('contract'),
    part,
    onProgress: (stage, done, of) => shell.progress.step(stages[stage][shell.lang], done, of),
  };
}

function langOf(text: string | null): 'en' | 'zh' | null {
  return text === 'en' || text === 'zh' ? text : null;
}
