import { describe, expect, it } from 'vitest';
import { formatPrd } from '../../src/prd/index.ts';
import { bare, wide } from './samples.ts';
import { prdWith, read } from './prd-text.ts';

const lines: readonly [string, string, string][] = [
  [
    'modifiers in their order',
    'fields:\n  a: int readonly = 0 >=  0 unique',
    'fields:\n  a: int >= 0 unique readonly = 0',
  ],
  [
    'a comment beside a value',
    'fields:\n  a: int   unique # why',
    'fields:\n  a: int unique # why',
  ],
  ['full-width forms', 'fields:\n  a: string（1..20）？', 'fields:\n  a: string(1..20)?'],
  ['arguments', 'fields:\n  a: decimal(12, 2)', 'fields:\n  a: decimal(12 2)'],
  [
    'a long form in flow',
    'fields:\n  a: { type: string, length: [1, 200], unique: true }',
    'fields:\n  a: string(1..200) unique',
  ],
  [
    'a long form in block',
    'fields:\n  a:\n    type: int\n    min: 1\n  b: int',
    'fields:\n  a: int >= 1\n  b: int',
  ],
  [
    'a long form with a comment is left',
    'fields:\n  a:\n    type: int # why\n    min: 1',
    'fields:\n  a:\n    type: int # why\n    min: 1',
  ],
  [
    'a value that needs quotes in flow',
    'fields: { a: { type: string, many: true } }',
    "fields: { a: 'string[]' }",
  ],
  ['a rule', 'rules:\n  r: (a+b)*2>=(c) "it\'s"', 'rules:\n  r: (a + b) * 2 >= c "it\'s"'],
  [
    'a condition',
    'rules:\n  r: not (a == b and (c or d))',
    'rules:\n  r: not (a == b and (c or d))',
  ],
  ['subtraction', 'rules:\n  r: a-(b-c)-d > 0', 'rules:\n  r: a - (b - c) - d > 0'],
  ['a move', 'moves:\n  pay: draft|open->paid', 'moves:\n  pay: draft | open -> paid'],
  ['a label', 'fields:\n  a   数量: int', 'fields:\n  a 数量: int'],
];

describe('formatPrd', () => {
  it.each(lines)('%s', (_, given, want) => {
    expect(formatPrd(prdWith(given), 'PRD.md').text).toBe(prdWith(want));
  });

  it.each([
    ['small', bare],
    ['large', wide],
  ])('changes nothing the second time: %s', (_, text) => {
    const once = formatPrd(text, 'PRD.md').text;
    expect(formatPrd(once, 'PRD.md').text).toBe(once);
    expect(read(once).entities.length).toBe(read(text).entities.length);
  });

  it('keeps prose, comments and line ends', () => {
    const text = wide.replaceAll('\n', '\r\n');
    expect(formatPrd(text, 'PRD.md').text).toBe(
      formatPrd(wide, 'PRD.md').text.replaceAll('\n', '\r\n'),
    );
  });

  it('leaves a text with problems as it is', () => {
    const text = prdWith('fields:\n  a:   int   foo');
    expect(formatPrd(text, 'PRD.md')).toMatchObject({
      text,
      diagnostics: [{ code: 'prd.unknown_modifier' }],
    });
  });
});
