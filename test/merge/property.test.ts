import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../src/merge/typescript/parser.ts';
import { tokensOf } from '../../src/merge/typescript/tokens.ts';
import { treeOf } from '../../src/merge/typescript/tree.ts';
import type { Part } from '../../src/merge/tree/source.ts';
import { changedFiles, prdEdits, stepOf } from './corpus.ts';
import type { Pair, Step } from './corpus.ts';
import { apply, editsOf, pick, randomOf, truths, verdictOf } from './random-edits.ts';
import type { Edit } from './random-edits.ts';
import { merged } from './texts.ts';

const EDITS = ['a field', 'a state and its move', 'a rule', 'an entity', 'a move gone', 'a role'];
const RUNS = Number(process.env['MERGES'] ?? 300);

let steps: readonly Step[];
let pairs: readonly Pair[];
let sources: readonly { readonly path: string; readonly text: string }[];

beforeAll(async () => {
  const found = [];
  for (const name of EDITS) found.push(await stepOf(name));
  steps = found.filter((step) => step !== null);
  pairs = steps.flatMap(changedFiles);
  sources = (steps[0]?.before ?? []).filter(({ path }) => path.endsWith('.ts'));
});

const words = (text: string): string[] => tokensOf(parse(text)).map((token) => token.text);
const uniqueOf = (edit: Edit): string | null => /(mine|gen)\d+/.exec(edit.text)?.[0] ?? null;

describe('on real generated files', () => {
  it('the edits of the PRD are what they say', () => {
    expect(Object.keys(prdEdits)).toEqual(expect.arrayContaining(EDITS));
    expect(steps).toHaveLength(EDITS.length);
    expect(pairs.length).toBeGreaterThan(15);
  });

  it('a tree is its text, byte for byte', () => {
    for (const { path, text } of sources) {
      const tree = treeOf(text);
      expect(tree, path).not.toBeNull();
      if (tree !== null) expectExact(tree.parts, 0, text.length, path);
    }
  });

  it('whatever a hand adds is there after an edit of the PRD; what the PRD adds is there or reported', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 4 }), async (seed, count) => {
        const random = randomOf(seed);
        const pair = pairs[Math.floor(random() * pairs.length)];
        if (pair === undefined) throw new Error('no files');
        const user = pick(editsOf(pair.before), count, 'mine', random);
        const ours = apply(pair.before, user);
        const result = await merged(pair.before, ours, pair.after, pair.path);
        for (const edit of user) {
          const unique = uniqueOf(edit);
          if (unique !== null) expect(result.text, pair.path).toContain(unique);
        }
        const there = new Set([
          ...words(result.text),
          ...result.conflicts.flatMap((one) => words(one.theirs ?? '')),
        ]);
        const old = new Set(words(pair.before));
        const added = words(pair.after).filter((word) => !old.has(word) && word.length > 2);
        const isImported = new RegExp(`import[^;]*;`, 'g');
        const body = new Set(words(pair.after.replace(isImported, '')));
        expect(
          added.filter((word) => body.has(word) && !there.has(word)),
          pair.path,
        ).toEqual([]);
        expect(treeOf(result.text), result.text).not.toBeNull();
        const again = await merged(pair.after, result.text, pair.after, pair.path);
        expect(again.text).toBe(result.text);
        if (result.conflicts.length === 0) {
          const twice = await merged(pair.before, result.text, pair.after, pair.path);
          expect(twice.text).toBe(result.text);
        }
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('two sides that do not touch each other merge to what both say; those that do are told', async () => {
    const counts = { clean: 0, due: 0, may: 0, false: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const random = randomOf(seed);
        const source = sources[Math.floor(random() * sources.length)];
        const makes = source === undefined ? [] : editsOf(source.text);
        if (source === undefined || makes.length < 4) return;
        const user = pick(makes, 1 + Math.floor(random() * 3), 'mine', random);
        const generator = pick(makes, 1 + Math.floor(random() * 3), 'gen', random);
        const theirs = apply(source.text, generator);
        const result = await merged(source.text, apply(source.text, user), theirs, source.path);
        const verdict = verdictOf(user, generator);
        counts[verdict] += 1;
        const isConflict = result.conflicts.length > 0;
        if (verdict === 'due') expect(isConflict, source.path).toBe(true);
        if (verdict === 'clean' && isConflict) counts.false += 1;
        if (verdict !== 'clean' || isConflict) return;
        const wanted = truths(source.text, user, generator).map((text) => words(text).join(' '));
        expect(wanted).toContain(words(result.text).join(' '));
      }),
      { numRuns: RUNS },
    );
    expect(counts.false / Math.max(1, counts.clean)).toBeLessThan(0.01);
  });

  it('another layout of the whole file changes nothing in what is merged', async () => {
    const { format } = await import('prettier');
    for (const { path, before, after } of pairs.slice(0, 12)) {
      const options = {
        parser: 'typescript',
        tabWidth: 4,
        semi: false,
        singleQuote: false,
        printWidth: 80,
      } as const;
      const ours = await format(before, options);
      const result = await merged(before, ours, after, path);
      expect(result.conflicts, path).toEqual([]);
      expect(words(result.text), path).toEqual(words(after));
      expect(await format(result.text, options), path).toBe(await format(after, options));
    }
  });
});

function expectExact(parts: readonly Part[], from: number, to: number, path: string): void {
  let at = from;
  for (const part of parts) {
    expect(part.pos, path).toBe(at);
    if (part.kind === 'list') {
      let inside = part.pos;
      for (const item of part.items) {
        expect([item.pos, item.lead.end], path).toEqual([inside, item.core.pos]);
        expectExact(item.parts, item.core.pos, item.core.end, path);
        inside = item.end;
      }
      expect([part.tail.pos, part.tail.end], path).toEqual([inside, part.end]);
    }
    at = part.end;
  }
  expect(at, path).toBe(to);
}
