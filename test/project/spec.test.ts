import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/emit/http/endpoints.ts';
import { databaseOf } from '../../src/emit/sql/schema.ts';
import { generated, modelOf } from './fixture.ts';

describe.each(['todo', 'corner-shop', 'shop', 'shop-zh', 'files'])('%s', (fixture) => {
  test('the folders that it names are those that there are', async () => {
    const { plan, text } = await generated(fixture);
    const named = rowsAfter(text('BACKEND_SPEC.md'), /^### (Folders|目录)$/).map(([path = '']) =>
      path.replaceAll(/[`]|\/$/g, '').replace(/\/`$/, ''),
    );
    const folders = named.map((path) => path.replace(/\/$/, ''));
    const code = plan.map((file) => file.path).filter((path) => path.includes('/'));
    for (const folder of folders) {
      expect(
        code.some((path) => path.startsWith(`${folder}/`)),
        folder,
      ).toBe(true);
    }
    const homeless = code.filter(
      (path) =>
        path.split('/').length > 2 && !folders.some((folder) => path.startsWith(`${folder}/`)),
    );
    expect(homeless).toEqual([]);
  });

  test('it lists every endpoint and every table', async () => {
    const { model, text } = await generated(fixture);
    const spec = text('BACKEND_SPEC.md');
    for (const { method, path, handler } of endpoints(model)) {
      const shown = path.replaceAll(/:(\w+)/g, '{$1}');
      expect(spec).toContain(`| ${method.toUpperCase()} | \`${shown}\` |`);
      expect(spec).toContain(`\`${handler}\``);
    }
    for (const { name } of databaseOf(model).tables) expect(spec).toContain(`#### \`${name}\``);
  });

  test('it says what each package is for, and names every metric', async () => {
    const { plan, text } = await generated(fixture);
    const spec = text('BACKEND_SPEC.md');
    expect(spec.match(/^\| `[@\w/.-]+` \| [\d.]+ \|\s+\|$/gm) ?? []).toEqual([]);
    const metrics = plan
      .filter(({ text: code }) => code.includes("from 'prom-client'"))
      .flatMap(({ text: code }) => [...code.matchAll(/^ +name: '(\w+)',$/gm)])
      .map(([, name]) => name);
    expect(metrics.length).toBeGreaterThan(1);
    expect(metrics.filter((name) => !spec.includes(`\`${name}\``))).toEqual([]);
  });

  test('it has its eleven sections in order', async () => {
    const { text } = await generated(fixture);
    const numbers = [...text('BACKEND_SPEC.md').matchAll(/^## (\d+)\. /gm)].map(([, n]) => n);
    expect(numbers).toEqual(Array.from({ length: 11 }, (_, index) => String(index + 1)));
  });
});

test('text of the PRD stays text', async () => {
  const nasty = '<script>alert(1)</script> | `x` *b* [l](u) ](';
  const model = modelOf(`---
prd: 1
name: evil
title: ${JSON.stringify(nasty)}
roles: { admin: ${JSON.stringify(nasty)} }
entities:
  Thing ${JSON.stringify(nasty)}:
    fields: { name: string }
    access: { read: anyone, write: admin }
---
# x

- FR-1 THE SYSTEM SHALL ${nasty} things.
`);
  const { emitter } = await import('../../src/emit/emitters/backend-spec.ts');
  const spec = String(emitter.build(model, model));
  expect(spec).not.toContain('<script>');
  expect(spec).not.toMatch(/(?<!\\)\[l\]\(u\)/);
  const columns = (line: string): number => line.match(/(?<!\\)\|/g)?.length ?? 0;
  const lines = spec.split('\n');
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1] ?? '';
    if (line.startsWith('|') && above.startsWith('|')) expect(columns(line)).toBe(columns(above));
  }
});

/** Cells of the first table after a heading. */
function rowsAfter(markdown: string, heading: RegExp): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => heading.test(line));
  const table = lines.slice(start).findIndex((line) => line.startsWith('|')) + start;
  const rows = lines.slice(table + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}
