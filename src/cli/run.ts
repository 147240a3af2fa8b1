import { resolve } from 'node:path';
import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import { emptyReport, exitCodeOf, reportProblem } from '../report.ts';
import { readArguments } from './arguments.ts';
import { faultText, worldProblem } from './faults.ts';
import type { Generator, Outcome, Shell } from './generator.ts';
import { helpOf } from './help.ts';
import { noProgress, plainProgress } from './progress.ts';
import type { Progress } from './progress.ts';

/** The streams and the surroundings of a run. */
export interface Surroundings {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly rows: number;
  readonly noColor: boolean;
  /** What moves on a terminal. */
  readonly terminalProgress: () => Progress;
}

/** Runs a generator as a command; gives the exit status. Nothing is ever asked. */
export async function runGenerator(
  generator: Generator,
  argv: readonly string[],
  around: Surroundings,
  calledAs = generator.name,
): Promise<0 | 1 | 2> {
  const lang = langOf(argv, calledAs === generator.chinese);
  const isJson = argv.includes('--json');
  const color = around.outIsTerminal && !around.noColor && !argv.includes('--no-color');
  const isQuiet = argv.includes('--quiet');
  const progress = progressOf(around, isJson || isQuiet);
  const shell: Shell = { cwd: around.cwd, lang, progress, color, rows: around.rows };
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      around.out(helpOf(generator, calledAs, shell));
      return 0;
    }
    const args = readArguments(argv, generator, lang);
    const outcome = await generator.run(args, shell);
    progress.end();
    print(outcome, around, isJson, isQuiet);
    return exitCodeOf(outcome.report.status);
  } catch (error) {
    progress.end();
    const found = error instanceof DiagnosticError ? error.diagnostics : worldProblem(error, lang);
    if (found === null) around.err(faultText(error, lang));
    const outcome = await refusal(found ?? [fault(error)], argv, shell);
    print(
      { ...outcome, problems: found === null ? '' : outcome.problems },
      around,
      isJson,
      isQuiet,
    );
    return 1;
  }
}

function langOf(argv: readonly string[], isChinese: boolean): Lang {
  const named = /(?:^|\s)--lang[= ](en|zh)(?:\s|$)/.exec(argv.join(' '))?.[1];
  if (named === 'en' || named === 'zh') return named;
  return isChinese ? 'zh' : 'en';
}

function progressOf(around: Surroundings, isSilent: boolean): Progress {
  if (isSilent) return noProgress;
  return around.errIsTerminal ? around.terminalProgress() : plainProgress(around.err);
}

function print(outcome: Outcome, around: Surroundings, isJson: boolean, isQuiet: boolean): void {
  if (outcome.document !== undefined) around.out(outcome.document);
  else if (isJson) around.out(`${JSON.stringify(outcome.report, null, 2)}\n`);
  else if (!isQuiet) around.out(outcome.text);
  if (outcome.problems !== '') around.err(`${outcome.problems}\n`);
}

async function refusal(
  diagnostics: readonly Diagnostic[],
  argv: readonly string[],
  shell: Shell,
): Promise<Outcome> {
  const { renderDiagnostic } = await import('../prd/index.ts');
  const problems = diagnostics.map((one) =>
    renderDiagnostic(one, '', { color: shell.color, lang: shell.lang }),
  );
  const isDry = ['--dry-run', '--diff', '--check'].some((flag) => argv.includes(flag));
  return {
    report: {
      ...emptyReport(resolve(shell.cwd), isDry),
      status: 'refused',
      problems: diagnostics.map((one) => reportProblem(one, (file) => file)),
    },
    text: '',
    problems: problems.join('\n\n'),
  };
}

function fault(error: unknown): Diagnostic {
  return { code: 'ashlar.fault', severity: 'error', message: String(error) };
}
