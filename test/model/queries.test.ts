import { expect, test } from 'vitest';
import { modelOf } from '../support/domain.ts';

test.each([
  ['User', 'Get a user'],
  ['Unit', 'Get a unit'],
  ['Update', 'Get an update'],
  ['Event', 'Get an event'],
  ['Eulogy', 'Get a eulogy'],
  ['Order', 'Get an order'],
  ['Book', 'Get a book'],
])('a query for one %s is called "%s"', (name, summary) => {
  const model = modelOf(
    `---\nprd: 1\nname: one\nentities:\n  ${name}:\n    fields: { note: string }\n---\n`,
  );
  expect(model.roots[0]?.queries.find(({ kind }) => kind === 'get')?.label).toBe(summary);
});
