import { Validator } from '@seriousme/openapi-schema-validator';
import { validate as validateDockerfile } from 'dockerfile-utils';
import { ts } from 'ts-morph';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { run, runTests } from './backend.ts';
import type { Json } from './backend.ts';
import { hostilePrd, hostileTexts } from './hostile.ts';
import { open, writeProject } from './project.ts';
import type { Opened, Project } from './project.ts';
import { tablesOf } from './tables.ts';
import { install } from './workshop.ts';

const minutes = 60_000;
const { prd, put } = hostilePrd();
const at = (place: string): string => put.get(place) ?? `nothing at ${place}`;

describe('a PRD whose text tries to get out of wherever it stands', () => {
  let project: Project;
  let service: Opened;

  beforeAll(async () => {
    await install();
    project = await writeProject('hostile', prd);
    service = await open(project);
    return () => service.close();
  }, 10 * minutes);

  const files = (ending: RegExp) => project.plan.filter(({ path }) => ending.test(path));

  test('gives code that typechecks', { timeout: 2 * minutes }, async () => {
    const { exitCode, all } = await run('hostile', 'tsc', ['--noEmit']);
    expect(all).toBe('');
    expect(exitCode).toBe(0);
  });

  test('gives code that does only what ours does', () => {
    // They end processes, and nothing of a PRD stands in them.
    const own = ['pkg/main/main.ts', 'plopfile.ts'];
    for (const { path, text } of files(/\.ts$/)) {
      if (own.includes(path)) continue;
      expect(exits(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)), path).toEqual(
        [],
      );
    }
  });

  test('gives YAML, JSON and a Dockerfile that can be read', () => {
    for (const { path, text } of files(/\.json$/))
      expect(() => JSON.parse(text), path).not.toThrow();
    for (const { path, text } of files(/\.ya?ml$/)) {
      expect(
        parseAllDocuments(text).flatMap(({ errors }) => errors),
        path,
      ).toEqual([]);
      expect(() => parse(text, { merge: true }), path).not.toThrow();
    }
    expect(validateDockerfile(project.text('deployments/Dockerfile'))).toEqual([]);
    for (const { path, text } of files(/\.env\.example$/)) {
      expect(
        text.split('\n').filter((line) => !/^(#.*|)$/.test(line)),
        path,
      ).toEqual([]);
    }
  });

  test('gives Markdown whose tables, diagrams and fences hold', () => {
    for (const { path, text } of files(/\.md$/)) {
      if (path === 'PRD.md') continue;
      for (const { head, rows } of tablesOf(text)) {
        for (const row of rows) expect(row, path).toHaveLength(head.length);
      }
      const prose = text.replaceAll(/^```[^]*?^```$/gm, '');
      expect(prose.replaceAll(/(`+).*?\1/g, ''), path).not.toMatch(/<\/?(?:script|b|img)\b|<!--/);
      for (const [, diagram = ''] of text.matchAll(/^```mermaid\n([^]*?)^```$/gm)) {
        expect(diagram.replaceAll(/"[^"\n]*"/g, ''), path).not.toMatch(/click|javascript|<|`/);
      }
    }
  });

  test('stands in the specification as it was written', () => {
    const cells = tablesOf(project.text('BACKEND_SPEC.md')).flatMap(({ rows }) => rows.flat());
    for (const place of ['role', 'move', 'command', 'custom', 'query', 'list']) {
      expect(cells).toContain(at(place).replaceAll(/\s+/g, ' '));
    }
  });

  test('passes its own tests', { timeout: 5 * minutes }, async () => {
    const { exitCode, all } = await runTests('hostile');
    expect(exitCode, all).toBe(0);
  });

  test('stands in the description of the API as it was written', async () => {
    const { document } = service;
    expect(document['info']?.['title']).toBe(at('title'));
    expect((await new Validator().validate(structuredClone(document))).valid).toBe(true);
    const strings = new Set(stringsIn(document));
    const places = ['entity', 'move', 'command', 'custom', 'list', 'query', 'seeded'];
    const members = [
      'fieldKey',
      'field',
      'children',
      'image',
      'computed',
      'input',
      'childField',
      'valueMember',
    ];
    expect([...places, ...members].filter((place) => !strings.has(at(place)))).toEqual([]);
  });

  test('comes back from the service as it was written', async () => {
    const made = await post('/notes', {
      title: 'a',
      place: {},
      lines: [{ words: hostileTexts[0] }],
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        text: at('default'),
        place: { city: at('valueDefault') },
        number: `${at('sequence').replaceAll(/[{}]/g, '')}-0001`,
        lines: [{ words: hostileTexts[0] }],
      },
    });
    const path = `/notes/${made.body.id}/rename`;
    expect((await post(path, { title: 'b' })).body['text']).toBe(at('set'));
    expect((await post(path, { title: 'never' })).body['detail']).toBe(at('when'));
    expect((await post(path, { title: at('literal') })).body['detail']).toBe(at('rule'));
    for (const title of hostileTexts) {
      expect((await post(path, { title })).status).toBe(200);
      expect((await get(`/notes?q=${encodeURIComponent(title)}`)).body.items).toHaveLength(1);
    }
    const { items } = (await get('/tags?limit=100', {})).body;
    expect(items.map((tag) => tag['name'])).toEqual(expect.arrayContaining([...hostileTexts]));
  });

  async function post(url: string, body: object) {
    const claims = { sub: '018f3c1a-7c00-7000-8000-000000000001', roles: ['keeper'], org: 't1' };
    const headers = {
      authorization: `Bearer ${await service.token(claims)}`,
      'content-type': 'application/json',
    };
    return received(
      await service.send({ method: 'POST', url, headers, payload: JSON.stringify(body) }),
    );
  }

  /** Of the tenant, or of the one that callers are in who name none. */
  async function get(url: string, headers: Record<string, string> = { 'x-tenant-id': 't1' }) {
    return received(await service.send({ method: 'GET', url, headers }));
  }
});

function received({ statusCode, body }: { statusCode: number; body: string }) {
  return { status: statusCode, body: JSON.parse(body) as Json };
}

/** Calls that no generated file makes. */
function exits(node: ts.Node): readonly string[] {
  const own = ts.isCallExpression(node) && /^(?:process\.exit|\$)$/.test(node.expression.getText());
  return [...(own ? [node.getText()] : []), ...node.getChildren().flatMap(exits)];
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
