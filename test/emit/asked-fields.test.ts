import { expect, test } from 'vitest';
import { askedFieldChecks } from '../../src/emit/application/asked-fields.ts';
import { modelOf } from '../support/domain.ts';

const listOf = (by: string) => {
  const model = modelOf(`---
prd: 1
name: asked
roles: { reader: reads, editor: edits }
entities:
  Author:
    fields:
      email: email unique read(owner editor)
      name: string
      password: password
      roles: role[] readonly = [reader]
    owner: self
    commands:
      create: { by: anyone, input: [email, name, password] }
    queries:
      list: { by: ${by}, search: [name, email], sort: [name] }
---
`);
  const query = model.roots[0]?.queries.find(({ kind }) => kind === 'list');
  if (query === undefined) throw new Error('no list');
  return askedFieldChecks(query).length;
};

test.each([
  ['anyone', 1],
  ['reader', 1],
  ['editor', 0],
  ['owner', 0],
  ['[owner, reader]', 1],
])('a list for %s checks who asks about a field %i times', (by, times) => {
  expect(listOf(by)).toBe(times);
});
