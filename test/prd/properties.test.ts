import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPrd, readPrd, renderDiagnostic } from '../../src/prd/index.ts';
import { runs } from '../support/runs.ts';
import { bare, wide } from './samples.ts';

const pieces = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ',',
  ':',
  ': ',
  '：',
  ' #',
  '#',
  '|',
  '>',
  '-',
  '- ',
  '->',
  '<-',
  '?',
  '&a',
  '*a',
  '!t',
  '<<: ',
  '%',
  '@',
  '`',
  '\t',
  '\n',
  '\n\n',
  '\n  ',
  '\n---\n',
  '\u3000',
  '\u00a0',
  '\\',
  '\\u',
  '/',
  '=',
  '==',
  '.',
  '..',
  '0',
  '010',
  'null',
  'true',
  'enum(',
  'computed(',
  'if ',
  ' where ',
  '（',
  '）',
  '“',
  '名称',
  '\u202e',
  '\u0000',
  '\ud800',
  '😀',
  '\ue001',
  '__proto__: 1',
  '```',
  '```yaml prd\n',
  '<!--',
  'prd: 1\n',
  'entities:\n',
  'fields:\n',
  'x'.repeat(200),
  '(('.repeat(90),
  '[['.repeat(60),
];

interface Change {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(10_000),
  cut: fc.oneof(fc.nat(3), fc.nat(60)),
  put: fc.oneof(fc.constantFrom('', ...pieces), fc.string({ maxLength: 6 })),
});

function mutate(text: string, changes: readonly Change[]): string {
  return changes.reduce((current, { at, cut, put }) => {
    const start = at % (current.length + 1);
    return current.slice(0, start) + put + current.slice(start + cut);
  }, text);
}

const mutated = fc
  .tuple(fc.constantFrom(bare, wide), fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) => mutate(text, changes));

describe('any text', () => {
  it('gives a document or diagnostics, never a throw', () => {
    const check = (text: string): void => {
      const { document, diagnostics } = readPrd(text, 'PRD.md');
      const errors = diagnostics.filter((one) => one.severity === 'error');
      expect(document === null).toBe(errors.length > 0);
      for (const one of diagnostics) {
        expect(one.at).toBeDefined();
        expect(renderDiagnostic(one, text)).toContain(one.code);
      }
    };
    fc.assert(fc.property(mutated, check), { numRuns: runs(100) });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), {
      numRuns: runs(50),
    });
  });

  it('formats to a text with the same model that formats to itself', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const once = formatPrd(text, 'PRD.md').text;
        expect(formatPrd(once, 'PRD.md').text).toBe(once);
      }),
      { numRuns: runs(75) },
    );
  });

  it('stays quick on hostile input', () => {
    const hostile = [
      '[',
      '{a: ',
      '- ',
      '(',
      '"',
      '? ',
      '| ',
      '\n ',
      '/ ',
      '\n\tx: y',
      '\nx：y',
      '&a ',
      '\n- "',
      '\nx: !t y',
    ].map((one) => one.repeat(30_000));
    for (const text of hostile) {
      // Its own work, whatever else the machine does.
      const start = process.cpuUsage();
      for (const where of [
        `---\nprd: 1\nname: a\nentities: ${text}\n---\n`,
        `---\nprd: ${text}`,
        text,
      ]) {
        expect(readPrd(where, 'PRD.md').document).toBeNull();
      }
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1_000).toBeLessThan(5_000);
    }
  });
});
