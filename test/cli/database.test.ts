import { expect, test } from 'vitest';
import { onePrd } from '../support/prd.ts';
import { filesIn, put, tree } from '../support/tree.ts';
import { shell } from './shell.ts';

const languages = [
  {
    lang: 'en',
    renamed: [
      /^ {4}notes\.title .*\(ACCESS EXCLUSIVE, an instant; reversible\)$/m,
      /^ {4}notes\.title .*\(ROW EXCLUSIVE, the rows of one batch; reversible\)$/m,
      /^ {4}.*\(SHARE UPDATE EXCLUSIVE, reads and writes go on; reversible\)$/m,
    ],
    contracted:
      /^ {4}.*\(ACCESS EXCLUSIVE, an instant; cannot be undone; asked for by --contract\)$/m,
  },
  {
    lang: 'zh',
    renamed: [
      /^ {4}notes\.title .*\(ACCESS EXCLUSIVE，一瞬间; 可撤销\)$/m,
      /^ {4}notes\.title .*\(ROW EXCLUSIVE，一批行; 可撤销\)$/m,
      /^ {4}.*\(SHARE UPDATE EXCLUSIVE，读写照常; 可撤销\)$/m,
    ],
    contracted: /^ {4}.*\(ACCESS EXCLUSIVE，一瞬间; 不可撤销; 由 --contract 触发\)$/m,
  },
];

test.each(languages)(
  'the plan of a migration is printed in $lang, step by step, and nothing is written',
  async ({ lang, renamed, contracted }) => {
    const prd = onePrd.replace('lang: en', `lang: ${lang}`);
    const root = tree({ 'PRD.md': prd });
    const plan = async (...more: readonly string[]): Promise<string> => {
      const before = filesIn(root, []);
      const { status, out } = await shell(root, 'database', '--dry-run', ...more);
      expect(status).toBe(0);
      expect(filesIn(root, [])).toEqual(before);
      return out;
    };
    await shell(root, 'backend');
    put(root, 'PRD.md', prd.replace('title: string(1..80)', 'name: string(1..80) was(title)'));
    const expanded = await plan();
    for (const line of renamed) expect(expanded).toMatch(line);
    const steps = expanded.split('\n').filter((line) => /^ {4}\S.*\)$/.test(line));
    expect(steps.length).toBeGreaterThan(5);
    for (const step of steps) expect(step).toMatch(/; (reversible|可撤销)\)$/);
    await shell(root, 'database');
    expect(await plan('--contract')).toMatch(contracted);
  },
);
