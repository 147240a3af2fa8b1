import { mkdir, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/engine.ts';
import { put } from '../support/tree.ts';
import { boot, projectFolder, root } from './backend.ts';
import type { Backend } from './backend.ts';
import { install } from './workshop.ts';

const project = 'versions';
const minutes = 60_000;

/** Where people do something that later versions have to carry; `EVERY_VERSION=1` asks all twenty. */
const asked =
  process.env['EVERY_VERSION'] === '1'
    ? Array.from({ length: 20 }, (_, index) => index + 1)
    : [1, 4, 6, 9, 12, 14, 15, 17, 20];

type Seen = Readonly<Record<string, unknown>>;
/** What a row shows from a version on; undefined takes a name away. */
type Life = Readonly<Record<number, Seen>>;

const person: Life = {
  1: { email: 'ada@example.com', name: 'Ada Lovelace' },
  8: { name: undefined, firstName: 'Ada Lovelace', lastName: '-' },
  12: { address: { city: 'Bern', zip: '3000' } },
  13: { address: { city: 'Bern', postcode: '3000' } },
};

const ticketOf = (author: string): Life => ({
  1: { title: 'Printer on fire', body: 'help', authorId: author, priority: 2, status: 'open' },
  2: { kind: 'question' },
  3: { title: undefined, subject: 'Printer on fire', authorId: undefined, reporterId: author },
  4: { status: 'pending' },
  5: { priority: undefined, urgency: 'low' },
  7: { replies: 1 },
  9: { kind: 'request', status: 'onHold' },
  10: { tagIds: [] },
  11: { reporterId: undefined, reporterIds: [author] },
  14: { effort: null },
  16: { urgency: 'normal' },
});

const effortIn = (version: number): Seen =>
  version < 14 ? {} : { effort: version === 14 ? 7 : '7.00' };

const commentOf = (author: string, ticket: string): Life => ({
  6: { ticketId: ticket, authorId: author, text: 'Which floor?' },
  20: { text: undefined, body: 'Which floor?' },
});

function seenIn(version: number, life: Life): Seen {
  const changes = Object.entries(life).filter(([from]) => Number(from) <= version);
  const all = Object.assign({}, ...changes.map(([, change]) => change)) as Seen;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

beforeAll(async () => {
  await install();
  await rm(projectFolder(project), { recursive: true, force: true });
  await mkdir(projectFolder(project), { recursive: true });
}, 10 * minutes);

/** The backend of a version, started on the database that the versions before have filled. */
async function start(version: number): Promise<Backend> {
  const name = `${String(version).padStart(2, '0')}.PRD.md`;
  put(
    projectFolder(project),
    'PRD.md',
    readFileSync(join(root, 'fixtures/evolution', name), 'utf8'),
  );
  const { report } = await generate({
    cwd: projectFolder(project),
    // Now and then what served the versions before goes.
    contract: version % 5 === 0,
  });
  expect(report.status, JSON.stringify(report.problems)).not.toBe('failed');
  return boot(project, { DATA_FOLDER: join(projectFolder(project), '.data/database') });
}

test(
  'each version serves what people wrote in those before',
  { timeout: 20 * minutes },
  async () => {
    const ids = { person: '', ticket: '', estimated: '', comment: '', key: '' };
    for (const version of asked) {
      const backend = await start(version);
      try {
        const people = version < 8 ? '/users' : '/people';
        const comments = version < 20 ? '/comments' : '/replies';
        // From version 17 on rows are those of a company.
        const as = version < 17 ? undefined : await backend.token('--tenant', 'first');
        const get = async (path: string): Promise<Seen> => {
          const answer = await backend.get(path, as);
          expect(answer.status, `${version} ${path} ${JSON.stringify(answer.body)}`).toBe(200);
          return answer.body;
        };
        const post = async (
          path: string,
          body?: object,
        ): Promise<Seen & { readonly id: string }> => {
          const answer = await backend.post(path, as, body);
          const text = `${version} ${path} ${JSON.stringify(answer.body)}`;
          expect(answer.status, text).toBeLessThan(300);
          return answer.body;
        };
        const change = async (path: string, body: object): Promise<void> => {
          const answer = await backend.patch(path, as, body);
          expect(answer.status, `${version} ${path} ${JSON.stringify(answer.body)}`).toBe(200);
        };

        if (version === 1) {
          ids.person = (await post('/users', seenIn(1, person))).id;
          const { status, ...ticket } = seenIn(1, ticketOf(ids.person));
          ids.ticket = (await post('/tickets', ticket)).id;
        }
        if (version === 4) await post(`/tickets/${ids.ticket}/wait`);
        if (version === 6) {
          ids.comment = (await post('/comments', seenIn(6, commentOf(ids.person, ids.ticket)))).id;
        }
        const { address } = seenIn(version, person);
        if (version === 12) await change(`/people/${ids.person}`, { address });

        const wanted = seenIn(version, ticketOf(ids.person));
        const ticket = await get(`/tickets/${ids.ticket}`);
        expect(ticket, `ticket in version ${version}`).toMatchObject(wanted);
        expect(await get(`${people}/${ids.person}`), `person in version ${version}`).toMatchObject(
          seenIn(version, person),
        );
        if (version > 14) {
          const estimated = await get(`/tickets/${ids.estimated}`);
          expect(estimated, `in version ${version}`).toMatchObject(effortIn(version));
        }
        // A key that was given out once stays.
        if (version >= 4) expect(ticket['key']).toBe(ids.key || ticket['key']);
        ids.key = String(ticket['key'] ?? '');
        if (version >= 6) {
          const comment = seenIn(version, commentOf(ids.person, ids.ticket));
          expect(await get(`${comments}/${ids.comment}`)).toMatchObject(comment);
          expect((await backend.get(comments, as)).body.items).toHaveLength(1);
        }
        if (version >= 10) expect((await backend.get('/tags', as)).body.items).toEqual([]);
        expect((await backend.get(people, as)).body.items).toHaveLength(1);

        // New rows are made in the words of the version, and stand in its list.
        const { status, replies, key, ...others } = wanted;
        const given = { ...others, ...effortIn(version) };
        const made = await post('/tickets', given);
        expect(made).toMatchObject({ ...given, status: 'open' });
        if (version === 14) ids.estimated = made.id;
        const list = (await backend.get('/tickets?limit=100', as)).body.items.map((one) => one.id);
        expect(list).toContain(made.id);
        expect(list).toHaveLength(asked.indexOf(version) + 2);
      } finally {
        await backend.stop();
      }
    }
  },
);
