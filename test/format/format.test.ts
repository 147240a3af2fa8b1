import { format } from 'prettier';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FilePlan } from '../../src/emit/define.ts';
import { formatPlan } from '../../src/format/index.ts';
import { memoryCache } from '../../src/text-cache.ts';
import { formatter } from '../../src/version.ts';

function planOf(files: Readonly<Record<string, string>>): FilePlan {
  return Object.entries(files).map(([path, text]) => ({ path, text, kind: 'managed', causes: [] }));
}

async function formatted(path: string, text: string): Promise<string | undefined> {
  const [file] = await formatPlan(planOf({ [path]: text }), memoryCache());
  return file?.text;
}

describe('formatPlan', () => {
  test.each([
    ['a.ts', 'const  a = "b"', "const a = 'b';\n"],
    ['a.json', '{"a":1}', '{ "a": 1 }\n'],
    ['a.yaml', 'a:   1', 'a: 1\n'],
    ['package.json', '{"name":"a"}', '{\n  "name": "a"\n}\n'],
  ])('%s is as prettier has it', async (path, text, want) => {
    expect(await formatted(path, text)).toBe(want);
  });

  test.each(['a.sql', '.gitignore', 'Dockerfile', '.env.example', 'a.md'])(
    '%s stays',
    async (path) => {
      expect(await formatted(path, 'a   b')).toBe('a   b');
    },
  );

  test('is what prettier gives with the options of the generated project', async () => {
    const folder = new URL('../../src/emit/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    for (const name of files) {
      const text = readFileSync(new URL(name, folder), 'utf8').replaceAll("'", '"');
      const want = await format(text, { filepath: name, singleQuote: true, printWidth: 100 });
      expect(await formatted(name, text)).toBe(want);
    }
  });

  test.each([
    [
      'a union over lines',
      'export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }',
    ],
    [
      'an arrow below its call',
      'const sorted = [...these, { path: file.name, text: file.text, kind: file.kind }].sort((a, b) => a.path < b.path ? -1 : 1)',
    ],
    [
      'a negation over lines',
      'if (!("first member" in whatIsFound && "second member" in whatIsFound && "third" in whatIsFound)) stop()',
    ],
  ])('%s is as prettier has it, though the quick way differs', async (_, text) => {
    const want = await format(text, { filepath: 'a.ts', singleQuote: true, printWidth: 100 });
    expect(want).toMatch(/\n  /);
    expect(await formatted('a.ts', text)).toBe(want);
  });

  test('many files are formatted at once, in their order', async () => {
    const files = Array.from(
      { length: 400 },
      (_, index) => [`f${index}.ts`, `let a  = ${index}`] as const,
    );
    const seen: number[] = [];
    const plan = await formatPlan(planOf(Object.fromEntries(files)), memoryCache(), {
      onProgress: (done) => seen.push(done),
    });
    expect(plan.map(({ text }) => text)).toEqual(files.map((_, index) => `let a = ${index};\n`));
    expect(seen.at(-1)).toBe(400);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  });

  test('what is in the cache is not formatted again', async () => {
    const cache = memoryCache();
    const plan = planOf({ 'a.ts': 'let a  = 1' });
    await formatPlan(plan, cache);
    let asked = 0;
    const again = await formatPlan(plan, {
      get: (digest) => {
        asked += 1;
        return cache.get(digest);
      },
      set: () => expect.fail('nothing is new'),
    });
    expect(asked).toBe(1);
    expect(again[0]?.text).toBe('let a = 1;\n');
  });

  test('text that does not parse names its file', async () => {
    await expect(formatted('broken.ts', 'let = =')).rejects.toThrow('broken.ts');
  });

  test('the version in the state is the one that runs', async () => {
    const { version } = await import('prettier');
    const oxfmt = await import('oxfmt/package.json', { with: { type: 'json' } });
    expect(formatter).toBe(`prettier ${version}, oxfmt ${oxfmt.default.version}`);
  });
});
