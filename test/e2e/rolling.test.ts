import { cp, mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/engine.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { put } from '../support/tree.ts';
import { boot, projectFolder, run } from './backend.ts';
import type { Answer, Backend } from './backend.ts';
import { install } from './workshop.ts';

const minutes = 60_000;
const postgres = await hasPostgres();

const prd = (entities: string): string => `---
prd: 1
name: rolling
lang: en
stack: { db: postgres }
access: { read: anyone, write: anyone }
entities:
${entities}---

# Rolling
`;

const first = prd(`  Item:
    fields:
      title: string(1..80) unique
      size: int
      weight: decimal(8 2)
      stock: int
      code: string(1..20)
      tag: string(1..20)
      left: string(1..20)
      right: string(1..20)
      color: enum(red | blue)
      note: string?
      home: Address
      stops: Stop[]
      grade: enum(low | high)
      no: string readonly sequence("I-{n:4}")
      box: -> Box?
  Box:
    fields: { label: string(1..40) }
values:
  Address: { city: string, zip: string }
  Stop: { place: string, km: decimal(6 2) }
`);

/**
 * Every kind of edit that rows outlive: names, types, a list, a swap, values, members, those in JSON
 * too, a choice with its values, a set, bounds, and what is required.
 */
const second = prd(`  Item:
    fields:
      name: string(1..90) unique was(title)
      size: int >= 0
      weight: decimal(12 2)
      stock: bigint
      code: int
      tag: string[]
      left: string(1..20)
      right: string(1..20)
      color: enum(rouge | blue)
      note: string = "none"
      home: Address
      stops: Stop[]
      level: enum(small | high) was(grade)
      no: string readonly sequence("I-{n:4}")
      box: -> Crate[]
      key: uuid = uuid()
  Crate:
    fields: { label: string(1..40) }
values:
  Address: { town: string, zip: int }
  Stop: { where: string, km: decimal(6 2) }
renames:
  - Box -> Crate
  - Item.color.red -> Item.color.rouge
  - Address.city -> Address.town
  - Stop.place -> Stop.where
  - Item.grade.low -> Item.grade.small
  - Item.left -> Item.aside
  - Item.right -> Item.left
  - Item.aside -> Item.right
`);

const oldItem = (title: string, count: number) => ({
  title,
  size: count,
  weight: '1.50',
  stock: count,
  code: String(count),
  tag: 'a',
  left: 'L',
  right: 'R',
  color: 'red',
  home: { city: 'Bern', zip: '3000' },
  stops: [{ place: 'Bonn', km: '1.50' }],
  grade: 'low',
});

const newItem = (name: string, count: number) => ({
  name,
  size: count,
  weight: '2.50',
  stock: String(count),
  code: count,
  tag: ['a'],
  left: 'L',
  right: 'R',
  color: 'rouge',
  home: { town: 'Ulm', zip: 89_000 },
  stops: [{ where: 'Bonn', km: '1.50' }],
  level: 'small',
  boxIds: [],
});

const [old, fresh] = ['rolling-old', 'rolling-new'] as const;

beforeAll(async () => {
  await install();
  for (const name of [old, fresh]) await rm(projectFolder(name), { recursive: true, force: true });
  await mkdir(projectFolder(old), { recursive: true });
  await make(old, first);
  await cp(projectFolder(old), projectFolder(fresh), { recursive: true });
  await make(fresh, second);
}, 10 * minutes);

async function make(name: string, text: string, contract = false): Promise<void> {
  put(projectFolder(name), 'PRD.md', text);
  const { report } = await generate({ cwd: projectFolder(name), contract });
  expect(report.status, JSON.stringify(report.problems)).not.toBe('failed');
}

async function migrate(name: string, url: string): Promise<void> {
  const done = await run(name, 'node', ['cmd/migration/main.ts'], { DATABASE_URL: url });
  expect(done.exitCode, done.all).toBe(0);
}

/** Asks without a pause what users ask, and keeps every answer that is none. */
function customers(backend: Backend, act: (count: number) => Promise<readonly Answer[]>) {
  const failed: string[] = [];
  let [count, goes] = [0, true];
  const done = (async () => {
    while (goes) {
      const answers = await act(count).catch((error: unknown) => [String(error)]);
      for (const one of answers) {
        if (typeof one === 'string') failed.push(one);
        else if (one.status >= 400) failed.push(`${one.status} ${JSON.stringify(one.body)}`);
      }
      count += 1;
      await sleep(20);
    }
  })();
  return {
    failed,
    /** Waits until they have asked for all of it a few times more. */
    async goOn() {
      const before = count;
      await expect.poll(() => count, { timeout: minutes }).toBeGreaterThan(before + 2);
    },
    async stop() {
      goes = false;
      await done;
      const { output } = await backend.stop();
      if (failed.length > 0) failed.push(output.slice(0, 4_000));
    },
  };
}

const live = test.skipIf(!postgres);

live(
  'an old process serves while the next version migrates, starts and contracts',
  {
    timeout: 5 * minutes,
  },
  async () => {
    const url = await makeDatabase('rolling');
    const env = { DATABASE_URL: url };
    try {
      await migrate(old, url);
      const before = await boot(old, env);
      const asBefore = customers(before, async (count) => {
        const box = await before.post('/boxes', undefined, { label: 'old' });
        const item = { ...oldItem(`old ${count}`, count), boxId: box.body.id };
        const made = await before.post('/items', undefined, item);
        const path = `/items/${made.body.id}`;
        return [
          made,
          await before.get(path),
          await before.patch(path, undefined, { title: `old ${count}!` }, ifMatch(made)),
          await before.get('/items'),
          box,
          await before.get('/boxes'),
        ];
      });
      await asBefore.goOn();
      await migrate(fresh, url);
      const after = await boot(fresh, env);
      const asAfter = customers(after, async (count) => {
        const made = await after.post('/items', undefined, newItem(`new ${count}`, count));
        const seen = await before.get(`/items/${made.body.id}`);
        if (made.status !== 201) return [made];
        expect(seen.body).toMatchObject({
          ...oldItem(`new ${count}`, count),
          weight: '2.50',
          left: 'R',
          right: 'L',
          color: 'rouge',
          home: { city: 'Ulm', zip: '89000' },
        });
        return [made, seen, await after.get('/items'), await after.get('/crates')];
      });
      await Promise.all([asBefore.goOn(), asAfter.goOn()]);
      // What the old process writes beside the new one is whole for the new one.
      const box = await before.post('/boxes', undefined, { label: 'the last' });
      const last = { ...oldItem('the last', 1), boxId: box.body.id };
      const item = await before.post('/items', undefined, last);
      // A name that is taken is a conflict for both, whichever index tells.
      const twice = [
        await before.post('/items', undefined, last),
        await after.post('/items', undefined, newItem('the last', 1)),
      ];
      expect(twice.map(({ status }) => status)).toEqual([409, 409]);
      const known = await after.get(`/items/${item.body.id}`);
      expect(known.body).toMatchObject({
        ...newItem('the last', 1),
        weight: '1.50',
        left: 'R',
        right: 'L',
        note: 'none',
        home: { town: 'Bern', zip: 3_000 },
        boxIds: [box.body.id],
      });
      expect(known.body['key']).toMatch(/^[0-9a-f-]{36}$/);
      await asAfter.stop();
      await asBefore.stop();
      expect(asBefore.failed).toEqual([]);
      expect(asAfter.failed).toEqual([]);

      // Columns that waited take their own names with the first contract, and are alone with the next.
      for (const round of ['first', 'next']) {
        const alone = await boot(fresh, env);
        const whileContracted = customers(alone, async (count) => [
          await alone.post('/items', undefined, newItem(`${round} ${count}`, count)),
          await alone.get('/items'),
        ]);
        await make(fresh, second, true);
        await migrate(fresh, url);
        await whileContracted.goOn();
        await whileContracted.stop();
        expect(whileContracted.failed).toEqual([]);
      }
      const alone = await boot(fresh, env);
      const at = await alone.get(`/items/${item.body.id}`);
      expect(at.body).toMatchObject({ ...known.body });
      await alone.stop();
    } finally {
      await dropDatabase(url);
    }
  },
);

function ifMatch(answer: Answer): Record<string, string> {
  const tag = answer.headers.get('etag');
  return tag === null ? {} : { 'if-match': tag };
}
