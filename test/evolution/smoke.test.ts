import { expect, test } from 'vitest';
import { catalog, differences } from './catalog.ts';
import { embedded, empty, loadRunner, Project, query } from './world.ts';

const v1 = `entities:
  Author:
    fields: { name: "string(1..80)", email: email unique }
  Book:
    fields:
      title: string(1..200)
      pages: int >= 1
      author: -> Author
      kind: enum(novel | essay)
      price: decimal(8 2)
    states: draft | out
    moves: { publish: draft -> out }
`;
const v2 = `entities:
  Writer:
    fields: { name: "string(1..80)", email: email unique ci, city: string? }
  Book:
    fields:
      name: string(1..200) was(title)
      pages: bigint >= 1
      author: -> Writer
      kind: enum(story | essay)
      price: decimal(10 2)
      code: uuid = uuid()
      isbn: string = "none"
      label: string(1..500) backfill(concat(title, " x"))
    states: draft | published
    moves: { publish: draft -> published }
renames: [Author -> Writer, Book.status.out -> Book.status.published, Book.kind.novel -> Book.kind.story]
`;

test('smoke', async () => {
  const runner = await loadRunner();
  const db = embedded();
  const project = new Project();
  project.edit(v1);
  const say: string[] = [];
  await runner.migrate(db, (line) => say.push(line), project.folder);
  await query(db, `insert into authors values (gen_random_uuid(), 'a', 'a@b.c', 1, now(), now())`);
  await query(db, `insert into books (id, title, pages, author_id, kind, price, status, version, created_at, updated_at) select gen_random_uuid(), 't', 3, id, 'novel', 1.5, 'out', 1, now(), now() from authors`);
  const two = project.edit(v2);
  for (const one of two.migrations) console.log(`==== ${one.name}\n${one.text}`);
  await runner.migrate(db, (line) => say.push(line), project.folder);
  console.log(await query(db, 'select * from books'), await query(db, 'select * from authors'));
  const three = project.edit(v2, { contract: true });
  for (const one of three.migrations) console.log(`==== ${one.name}\n${one.text}`);
  await runner.migrate(db, (line) => say.push(line), project.folder);
  const evolved = await catalog(db);
  await empty(db);
  const fresh = new Project();
  fresh.edit(v2);
  await runner.migrate(db, (line) => say.push(line), fresh.folder);
  expect(differences(evolved, await catalog(db))).toEqual([]);
  console.log(say);
});
