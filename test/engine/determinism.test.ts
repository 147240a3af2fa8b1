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
  const places = ['here', 'a/b/其他 目录', 'there'];
  for (const place of places) put(root, `${place}/PRD.md`, onePrd);
  mkdirSync(`${root}/elsewhere`);
  await made(`${root}/here`, { TZ: 'UTC', LANG: 'C' }, []);
  const chinese = { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' };
  await made(`${root}/elsewhere`, chinese, ['../a/b/其他 目录/PRD.md']);
  const turkish = { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  await made('/', turkish, [`${root}/there/PRD.md`]);
  const [first, ...others] = places.map((place) => filesIn(`${root}/${place}`));
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(50);
  for (const other of others) expect(other).toEqual(first);
});
