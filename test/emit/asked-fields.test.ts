import { expect, test } from 'vitest';
import { askedFieldChecks } from '../../src/emit/application/asked-fields.ts';
import { usualSort } from '../../src/emit/application/restricted-fields.ts';
import type { Code } from '../../src/emit/typescript/code.ts';
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

const withReferences = (sort: string) => {
  const model = modelOf(`---
prd: 1
name: asked
roles: { reader: reads, editor: edits }
entities:
  Author:
    fields:
      email: email unique read(owner editor)
      born: date? read(editor)
      password: password
    owner: self
    commands: { create: { by: anyone, input: [email, password] } }
  Book:
    fields: { author: -> Author, title: string, price: int? read(editor) }
    access: { read: reader, write: editor }
    queries:
      list: { filter: [author.email, author.born range], sort: [${sort}] }
---
`);
  const query = model.roots
    .find((root) => root.names.code === 'Book')
    ?.queries.find(({ kind }) => kind === 'list');
  if (query === undefined) throw new Error('no list');
  return query;
};

test('a filter through a reference asks for the right to what it leads to', () => {
  const checks = askedFieldChecks(withReferences('title')).map(textOf);

  expect(checks).toHaveLength(2);
  expect(checks[0]).toContain("'Author', 'email'");
  expect(checks[1]).toContain('BornFrom');
});

test.each([
  ['price, title', 'title'],
  ['price', undefined],
])('a list that may be sorted by %s is sorted by what all may read: %s', (sorts, usual) => {
  const field = usualSort(withReferences(sorts))?.field;
  expect(typeof field === 'object' ? field.name : field).toBe(usual);
});

function textOf(code: Code): string {
  return code.parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}
