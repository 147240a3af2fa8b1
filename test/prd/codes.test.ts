import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPrd } from '../../src/prd/index.ts';
import { prdWith, prdWithField, problemsOf } from './prd-text.ts';

const front = (lines: string): string => `---\n${lines}---\n`;
const whole = 'prd: 1\nname: demo\nentities: { A: }\n';

/** One text for each code, with the place where it is reported. */
const cases: readonly [string, string, readonly string[]][] = [
  ['prd.no_front_matter', '# only prose\n', ['1:1']],
  ['prd.unclosed_front_matter', '---\nprd: 1\n', ['1:1']],
  ['prd.unclosed_block', `${front(whole)}\n\`\`\`yaml prd\nenums: {}\n`, ['7:1']],
  ['prd.too_large', 'x'.repeat(9_000_000), ['1:1']],
  ['prd.too_deep', front(`prd: ${'['.repeat(500)}\n`), ['2:55']],
  ['prd.too_long', prdWith(`rules:\n  r: ${'a + '.repeat(3000)}a`), ['8:7']],
  ['prd.yaml', prdWith('access:\n  read: anyone\n write: x'), ['9:1']],
  ['prd.key_shape', prdWith('fields:\n  ? [a]\n  : int'), ['8:9']],
  ['prd.duplicate_name', prdWith('fields:\n  a: int\n  a: int'), ['9:7']],
  ['prd.version', front(whole.replace('1', '2')), ['2:6']],
  ['prd.missing_key', front('prd: 1\nname: demo\n'), ['2:1']],
  ['prd.unknown_key', prdWith('wibblewobble: 1'), ['7:5']],
  ['prd.unknown_word', prdWith('crud: [crate]'), ['7:12']],
  ['prd.wrong_shape', prdWith('fields: [a]'), ['7:13']],
  ['prd.empty_value', prdWith('moves:\n  pay:'), ['8:11']],
  ['prd.bad_value', front(whole.replace('demo', 'Demo Shop')), ['3:7']],
  ['prd.control_character', prdWith('owner: "a\\u0007"'), ['7:12']],
  ['prd.expected', prdWith('moves:\n  pay: a - b'), ['8:14']],
  ['prd.unknown_modifier', prdWithField('a: int unqiue'), ['8:14']],
  ['prd.type_first', prdWithField('a: \'sequence("A{000}")\''), ['8:11']],
  ['prd.bare_choices', prdWithField('a: basic 普通 | gold "金 卡" = gold'), ['8:10']],
  ['prd.move_by', prdWith('moves:\n  pay: a -> b by x'), ['8:19']],
  ['prd.repeated_modifier', prdWithField('a: int unique unique'), ['8:21']],
  ['prd.two_labels', prdWithField('a x: int "y"'), ['8:16']],
  ['prd.bad_label', prdWithField(`a: int "${'x'.repeat(121)}"`), ['8:14']],
  ['prd.bad_name', prdWithField('first-name: int'), ['8:7']],
  [
    'prd.bad_duration',
    prdWith('fields:\n  a: int', 'services: { s: { url: U, breaker: 5% of 2 for ever } }\n'),
    ['5:47'],
  ],
  ['prd.bad_type_argument', prdWithField('a: string(x)'), ['8:17']],
  ['prd.no_type_arguments', prdWithField('a: int(5)'), ['8:14']],
  ['prd.bad_pattern', prdWithField('a: string /(/'), ['8:17']],
  ['prd.unclosed_quote', prdWithField("a: 'string \"x'"), ['8:18']],
  ['prd.bad_escape', prdWithField('a: \'string = "\\q"\''), ['8:21']],
  ['prd.unknown_function', prdWith('rules:\n  r: cont(x) > 1'), ['8:10']],
  ['prd.argument_count', prdWith('rules:\n  r: len() > 1'), ['8:10']],
  ['prd.chained_comparison', prdWith('rules:\n  r: 1 < x < 5'), ['8:16']],
  ['prd.operator', prdWith('rules:\n  r: a && b'), ['8:12']],
];

describe('every code has a text that gives it, alone and in its place', () => {
  it.each(cases)('%s', (code, text, places) => {
    expect(problemsOf(text)).toEqual(places.map((place) => `${place} ${code}`));
  });

  it('leaves no code of the catalogue out', () => {
    const folder = new URL('../../src/prd/messages/', import.meta.url);
    const catalogue = readdirSync(folder).map((name) =>
      readFileSync(new URL(name, folder), 'utf8'),
    );
    const codes = new Set(catalogue.join('\n').match(/(?<=code: ')prd\.\w+/g));
    const traps = readFileSync(new URL('traps.test.ts', import.meta.url), 'utf8');
    const tested = new Set([...cases.map(([code]) => code), ...(traps.match(/prd\.\w+/g) ?? [])]);
    // A file of 400,000 values is too slow to build for one line.
    expect([...codes].filter((code) => !tested.has(code))).toEqual(['prd.too_many']);
  });

  it('speaks the language of the PRD, or the one asked for', () => {
    const text = prdWithField('a: int unqiue').replace('lang: en', 'lang: zh');
    expect(readPrd(text, 'PRD.md').diagnostics[0]).toMatchObject({
      message: '字段中有未知的词“unqiue”',
      next: '是否想写“unique”？',
    });
    expect(readPrd(text, 'PRD.md', { lang: 'en' }).diagnostics[0]?.next).toBe(
      'did you mean "unique"?',
    );
  });

  it.each([
    ['first-name', 'firstName'],
    ['Room(房间)', 'Room 房间'],
    ['Room（房间）', 'Room 房间'],
  ])('says how %s is written', (written, meant) => {
    const [problem] = readPrd(prdWithField(`${written}: int`), 'PRD.md').diagnostics;
    expect(problem?.next).toBe(`did you mean "${meant}"?`);
  });

  it('takes a misspelt key for the one it means: one problem, not two', () => {
    const text = '---\nprd: 1\nnmae: demo\nentitys: { A: { feilds: { a: int } } }\n---\n';
    expect(problemsOf(text)).toEqual([
      '3:1 prd.unknown_key',
      '4:1 prd.unknown_key',
      '4:17 prd.unknown_key',
    ]);
  });

  it('passes over the keys of other tools', () => {
    expect(
      problemsOf(front(`${whole}status: draft\nowner: me\ntags: [a, b]\nx-any: { a: [1] }\n`)),
    ).toEqual([]);
  });
});
