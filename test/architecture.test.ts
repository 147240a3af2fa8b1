import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** What each room may import from; files beside the rooms are open to all. */
const below: Readonly<Record<string, readonly string[]>> = {
  prd: [],
  model: ['prd'],
  emit: ['model', 'prd'],
  format: ['emit'],
  evolution: ['emit', 'model', 'prd'],
  state: ['emit'],
  merge: ['state', 'emit'],
  apply: ['merge', 'state'],
  line: ['merge', 'state', 'evolution', 'emit', 'model', 'prd'],
  cli: ['apply', 'line', 'merge', 'state', 'emit', 'model', 'prd'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsUnder(folder: string): readonly Import[] {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  return files.flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8');
    return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, specifier = '']) => ({
      from,
      to: normalize(join(dirname(from), specifier)),
    }));
  });
}

test.each(Object.keys(below))('%s imports only rooms that come before it', (room) => {
  const allowed = new Set([room, ...(below[room] ?? [])]);
  const wrong = importsUnder(`src/${room}`).filter(({ to }) => {
    const [top, other = ''] = to.split('/');
    if (top === 'generators') return room !== 'cli';
    return top === 'src' && Object.hasOwn(below, other) && !allowed.has(other);
  });
  expect(wrong).toEqual([]);
});

test('only one folder knows ts-morph, and only one room prettier', () => {
  const knows = (word: string) =>
    readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) =>
        new RegExp(`(from|import\\()\\s*'${word}'`).test(readFileSync(file, 'utf8')),
      )
      .map((file) => file.slice(root.length));
  expect(knows('ts-morph').every((file) => /^src\/(emit|merge)\/typescript\//.test(file))).toBe(
    true,
  );
  expect(knows('prettier').every((file) => /^src\/(format|merge)\//.test(file))).toBe(true);
});

test('each generator is short', () => {
  for (const name of readdirSync(join(root, 'generators'))) {
    const lines = readFileSync(join(root, 'generators', name), 'utf8').split('\n').length;
    expect(lines, name).toBeLessThanOrEqual(40);
  }
});
