import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import type { PlannedFile } from '../../src/emit/index.ts';
import { run } from './backend.ts';
import type { Project } from './project.ts';

/** A piece of a file that somebody breaks by hand, and the titles of tests that tell it. */
export interface Mutant {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly instead: string;
  readonly told: RegExp;
}

/** Each statement that calls one of `names` taken out; `tell` reads its arguments. */
export function dropped(
  plan: readonly PlannedFile[],
  folder: string,
  name: string,
  tell: (args: readonly string[], path: string) => RegExp | null,
): readonly Mutant[] {
  return within(plan, folder).flatMap((source) => {
    const found: Mutant[] = [];
    visit(source);
    return found;

    function visit(node: ts.Node): void {
      ts.forEachChild(node, visit);
      if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return;
      const { expression: called, arguments: args } = node.expression;
      if (called.getText(source).split('.').at(-1) !== name) return;
      const words = args.map((one) => (ts.isStringLiteralLike(one) ? one.text : ''));
      const told = tell(words, source.fileName);
      if (told === null) return;
      found.push({
        path: source.fileName,
        from: node.getStart(source),
        to: node.end,
        // What stood there may have been all that used a variable or an import.
        instead: '',
        told,
      });
    }
  });
}

/** Each list of grantees opened to all. */
export function opened(plan: readonly PlannedFile[]): readonly Mutant[] {
  return within(plan, 'internal/application/access.ts').flatMap(({ fileName, text }) => {
    const table = text.slice(0, text.indexOf('satisfies'));
    return [...table.matchAll(/'(\S+)': (\[[^\]]*\])/g)]
      .filter(([, , granted]) => !granted?.includes('anyone'))
      .map(({ 0: row, 1: action = '', 2: granted = '', index }) => ({
        path: fileName,
        from: index + row.length - granted.length,
        to: index + row.length,
        instead: "['anyone']",
        told: new RegExp(`^${action} is for those whom`),
      }));
  });
}

function within(plan: readonly PlannedFile[], folder: string): readonly ts.SourceFile[] {
  return plan
    .filter(({ path }) => path.startsWith(folder) && path.endsWith('.ts'))
    .map(({ path, text }) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
}

/** What survives: mutants that none of the tests tells, all of them made at once. */
export async function survivors(
  project: Project,
  mutants: readonly Mutant[],
  tests: readonly string[],
): Promise<readonly string[]> {
  const broken = Map.groupBy(mutants, ({ path }) => path);
  for (const [path, those] of broken) {
    await writeFile(join(project.folder, path), mutated(project.text(path), those));
  }
  const failed = await failedTests(project, tests);
  for (const path of broken.keys()) {
    await writeFile(join(project.folder, path), project.text(path));
  }
  return mutants
    .filter(({ told }) => !failed.some((title) => told.test(title)))
    .map(({ path, told }) => `${path}: ${told.source}`);
}

function mutated(text: string, mutants: readonly Mutant[]): string {
  return mutants
    .toSorted((one, other) => other.from - one.from)
    .reduce((all, { from, to, instead }) => all.slice(0, from) + instead + all.slice(to), text);
}

async function failedTests(
  { name, folder }: Project,
  tests: readonly string[],
): Promise<readonly string[]> {
  const report = join(folder, 'report.json');
  const args = ['run', ...tests, '--reporter=json', `--outputFile=${report}`];
  await run(name, 'vitest', args, { NODE_ENV: 'test' });
  const { testResults }: Report = JSON.parse(await readFile(report, 'utf8'));
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ title }) => title),
  );
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[];
  }[];
}
