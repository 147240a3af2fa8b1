import { describe, expect, test } from 'vitest';
import { causeText } from '../../src/cli/causes.ts';
import { diffOf } from '../../src/cli/diff.ts';
import { paintOf } from '../../src/cli/paint.ts';
import { treeOf, wholeTree } from '../../src/cli/tree.ts';

const plain = paintOf(false);

describe('a diff', () => {
  test.each([
    ['a\nb\nc\n', 'a\nx\nc\n', ['@@ 1 @@', ' a', '-b', '+x', ' c']],
    [null, 'a\n', ['@@ 1 @@', '+a']],
    ['a\n', null, ['@@ 1 @@', '-a']],
    ['a\n', 'a\nb\n', ['@@ 1 @@', ' a', '+b']],
    ['a\nb\na\nb\n', 'b\na\nb\na\n', ['@@ 1 @@', '-a', ' b', ' a', ' b', '+a']],
  ])('%j → %j', (before, text, want) => {
    expect(diffOf({ path: 'f', before, text }, plain).slice(2)).toEqual(want);
  });

  test('shows a few lines around, and where they stand', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const before = `${lines.join('\n')}\n`;
    const text = before.replace('line 2\n', 'two\n').replace('line 25\n', 'twenty-five\n');
    const shown = diffOf({ path: 'f', before, text }, plain);
    expect(shown.filter((line) => line.startsWith('@@'))).toEqual(['@@ 1 @@', '@@ 24 @@']);
    expect(shown).not.toContain(' line 15');
  });

  test('applies to the text it came from', () => {
    const before = 'a\nb\nc\nd\ne\n';
    const text = 'a\nc\nx\nd\nf\n';
    const rows = diffOf({ path: 'f', before, text }, plain).slice(3);
    const kept = rows.filter((row) => !row.startsWith('-')).map((row) => row.slice(1));
    expect(kept.join('\n')).toBe(text.trimEnd());
  });
});

describe('a tree', () => {
  const leaves = ['a/b/c/one.ts', 'a/b/c/two.ts', 'a/d/three.ts', 'four.ts'].map((path) => ({
    path,
    mark: '+',
    note: '',
  }));

  test('shows all where there is room', () => {
    const whole = [
      '  a/',
      '    b/c/',
      '      + one.ts',
      '      + two.ts',
      '    d/',
      '      + three.ts',
      '  + four.ts',
    ];
    expect(wholeTree(leaves)).toEqual(whole);
    expect(treeOf(leaves, 20)).toEqual(whole);
  });

  test('closes folders where there is not', () => {
    expect(treeOf(leaves, 4)).toEqual(['  a/', '    b/c/  + 2', '    d/  + 1', '  + four.ts']);
    expect(treeOf(leaves, 2)).toEqual(['  a/  + 3', '  + four.ts']);
  });

  test('is never longer than the screen', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({
      path: `f${index}`,
      mark: '+',
      note: '',
    }));
    expect(treeOf(many, 10)).toHaveLength(10);
  });
});

test('causes are lines, each once', () => {
  const at = (line: number, end: number, column = 9) => ({
    start: { offset: 0, line, column: 1 },
    end: { offset: 0, line: end, column },
  });
  expect(causeText('PRD.md', [at(41, 41), at(10, 12), at(41, 41)])).toBe('PRD.md:10-12,41');
  expect(causeText('PRD.md', [at(3, 5, 1)])).toBe('PRD.md:3-4');
  expect(causeText('PRD.md', [])).toBe('');
});
