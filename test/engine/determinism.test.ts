import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { filesIn, put, tree } from '../support/tree.ts';
import { onePrd } from '../support/prd.ts';

const bin = fileURLToPath(new URL('../../bin/ashlar.ts', import.meta.url));

/** All that is written, the state included, by a run in its own process. */
async function made(cwd: string, env: Record<string, string>, args: readonly string[]) {
  await execa(process.execPath, [bin, 'backend', ...args, '--quiet'], { cwd, env });
}

test('the same PRD gives the same bytes in any time zone, locale and folder', async () => {
  const root = tree();
  put(root, 'here/PRD.md', onePrd);
  put(root, 'a/b/其他 目录/PRD.md', onePrd);
  mkdirSync(`${root}/elsewhere`);
  await made(`${root}/here`, { TZ: 'UTC', LANG: 'C' }, []);
  await made(
    `${root}/elsewhere`,
    { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
    ['../a/b/其他 目录/PRD.md'],
  );
  await made('/', { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, [
    `${root}/here/PRD.md`,
    '--out',
    `${root}/elsewhere`,
  ]);
  const first = filesIn(`${root}/here`);
  const { 'PRD.md': _prd, ...generated } = first;
  expect(Object.keys(generated).length).toBeGreaterThan(50);
  expect(filesIn(`${root}/a/b/其他 目录`)).toEqual(first);
  expect(filesIn(`${root}/elsewhere`)).toEqual(generated);
});
