import { describe, expect, it } from 'vitest';
import { readPrd, renderDiagnostic } from '../../src/prd/index.ts';
import { displayWidth } from '../../src/prd/source/display-width.ts';
import { prdWith, prdWithField } from './prd-text.ts';

function rendered(text: string, lang: 'en' | 'zh' = 'en'): string {
  const [first] = readPrd(text, 'PRD.md', { lang }).diagnostics;
  if (!first) throw new Error('nothing is wrong');
  return renderDiagnostic(first, text, { lang });
}

describe('renderDiagnostic', () => {
  it('points under the text', () => {
    expect(rendered(prdWithField('a: int unqiue'))).toBe(
      [
        'PRD.md:8:14 error: unknown word "unqiue" in a field (prd.unknown_modifier)',
        '  8 |       a: int unqiue',
        '    |              ^^^^^^',
        '  did you mean "unique"?',
      ].join('\n'),
    );
  });

  it('counts a CJK character as two columns', () => {
    expect(rendered(prdWithField('qty 数量: int 唯一'), 'zh')).toBe(
      [
        'PRD.md:8:19 错误：字段中有未知的词“唯一” (prd.unknown_modifier)',
        '  8 |       qty 数量: int 唯一',
        `    | ${' '.repeat(20)}^^^^`,
        '  文字与标签请写在双引号里',
      ].join('\n'),
    );
  });

  it('shows the part of a long line where the mistake is', () => {
    const flow = Array.from({ length: 40 }, (_, index) => `field${index}: int`).join(', ');
    const text = prdWith(`fields: { ${flow}, last: int unqiue, more: int }`);
    const [, line = '', caret = ''] = rendered(text).split('\n');
    expect(displayWidth(line)).toBeLessThan(130);
    expect(line.slice(caret.indexOf('^')).startsWith('unqiue')).toBe(true);
  });

  it('lets no control character of the source reach the terminal', () => {
    const text = prdWithField('a: int \u001b[31mred');
    expect(rendered(text)).not.toContain('\u001b');
  });

  it('colours when asked to', () => {
    const [first] = readPrd(prdWithField('a: int unqiue'), 'PRD.md').diagnostics;
    if (!first) throw new Error('nothing is wrong');
    expect(renderDiagnostic(first, '', { color: true })).toContain('\u001b[31merror:\u001b[0m');
  });
});
