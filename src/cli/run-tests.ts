import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Shell } from './generator.ts';

/** Runs the tests of the generated project, once its dependencies are installed. */
export async function runTests(outcome: Outcome, shell: Shell): Promise<Outcome> {
  const { report } = outcome;
  if (report.status === 'refused' || report.dryRun) return outcome;
  if (!existsSync(join(report.out, 'node_modules'))) {
    const note = {
      en: 'its tests were not run: its dependencies are not installed (npm install)',
      zh: '未运行测试：尚未安装依赖（npm install）',
    };
    return { ...outcome, text: `${outcome.text}\n${note[shell.lang]}\n` };
  }
  const { execa } = await import('execa');
  const run = await execa('npm', ['test'], { cwd: report.out, all: true, reject: false });
  if (run.exitCode === 0) return { ...outcome, text: `${outcome.text}\n${run.all}\n` };
  return failed(outcome, run.all, shell);
}

function failed(outcome: Outcome, output: string, { lang }: Shell): Outcome {
  const { report } = outcome;
  const text = { en: 'tests of the generated project failed', zh: '生成项目的测试未通过' };
  const place = { file: '', line: 0, column: 0, endLine: 0, endColumn: 0 };
  const problem = {
    code: 'test.failed',
    severity: 'error',
    message: text[lang],
    ...place,
  } as const;
  return {
    ...outcome,
    report: { ...report, status: 'attention', problems: [...report.problems, problem] },
    problems: [outcome.problems, output, text[lang]].filter((one) => one !== '').join('\n\n'),
  };
}
