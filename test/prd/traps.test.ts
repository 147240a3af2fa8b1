import { describe, expect, it } from 'vitest';
import { readPrd } from '../../src/prd/index.ts';
import { prdWith, prdWithField, problemsOf, read } from './prd-text.ts';

const fieldsIn = (flow: string): string => prdWith(`fields: ${flow}`);

describe('traps of YAML, each one problem at its place', () => {
  const traps: readonly [string, string, string][] = [
    ['a tag', prdWithField('email: !string unique'), '8:14 prd.tag'],
    [
      'a comma in arguments in flow',
      fieldsIn('{ price: decimal(12,2), qty: int }'),
      '7:32 prd.flow_comma',
    ],
    ['a bracket in flow', fieldsIn('{ photos: image[], qty: int }'), '7:28 prd.flow_character'],
    [
      'a pattern in flow',
      fieldsIn('{ code: string /^[A-Z]{2}$/, qty: int }'),
      '7:30 prd.flow_character',
    ],
    [
      'two of them in one line',
      fieldsIn('{ photos: image[], code: string /^[A-Z]{2}$/ }'),
      '7:28 prd.flow_character',
    ],
    ['": " in a quoted part', prdWith('rules:\n  r: x > 0 "stock: none"'), '8:22 prd.quoted_colon'],
    ['" #" in a quoted part', prdWith('rules:\n  r: x > 0 "no #1"'), '8:20 prd.quoted_hash'],
    [
      'a quote that a # leaves open',
      prdWith('rules:\n  r: x > 0 "no #1'),
      '8:16 prd.unclosed_quote',
    ],
    ['a full-width colon', prdWithField('qty 数量：int'), '8:13 prd.full_width_colon'],
    [
      'a full-width space as indentation',
      prdWith('fields:\n\u3000qty: int'),
      '8:5 prd.indent_character',
    ],
    [
      'a no-break space as indentation',
      prdWith('fields:\n\u00a0\u00a0qty: int'),
      '8:5 prd.indent_character',
    ],
    ['a tab as indentation', prdWith('fields:\n\tqty: int'), '8:5 prd.indent_character'],
    [
      'one name with two labels',
      prdWith('fields:\n  qty 数量: int\n  qty 数目: int'),
      '9:7 prd.duplicate_name',
    ],
    [
      'a label in the key and at the end',
      prdWithField('qty 数量: int "amount"'),
      '8:19 prd.two_labels',
    ],
    ['an anchor', prdWithField('qty: &a int'), '8:15 prd.alias'],
    ['an alias', prdWithField('qty: *a'), '8:12 prd.alias'],
    ['a merge key', prdWith('fields:\n  <<: { a: int }'), '8:7 prd.merge_key'],
    ['__proto__', prdWithField('__proto__: int'), '8:7 prd.forbidden_key'],
    ['constructor', prdWithField('constructor: int'), '8:7 prd.forbidden_key'],
    ['prototype with a label', prdWithField('prototype 原型: int'), '8:7 prd.forbidden_key'],
    ['no space after a colon', prdWithField('qty:int'), '8:10 prd.colon_space'],
    ['an open bracket', prdWith('access: { read: anyone\nowner: self'), '7:13 prd.unclosed_flow'],
  ];
  it.each(traps)('%s', (_, text, want) => {
    expect(problemsOf(text)).toEqual([want]);
  });

  it('checks the rest of the file all the same', () => {
    const text = prdWith('fields: { price: decimal(12,2), qty: int >= }\nownr: self');
    expect(problemsOf(text)).toEqual([
      '7:32 prd.flow_comma',
      '7:48 prd.expected',
      '8:5 prd.unknown_key',
    ]);
  });

  it('normalises full-width forms outside quotes', () => {
    const [entity] = read(prdWithField('size: string（1..20）？＝"（a）"')).entities;
    expect(entity?.fields[0]).toMatchObject({
      type: { name: 'string', args: ['1..20'] },
      optional: true,
      default: { text: '（a）', quoted: true },
    });
    const [other] = read(prdWith('states: draft｜live')).entities;
    expect(other?.states.map((one) => one.code)).toEqual(['draft', 'live']);
  });

  it('reads numbers as they were written', () => {
    const seed =
      'seed:\n  Thing: [{ a: 010, b: 1.10, c: 12345678901234567890, d: "null", e: null }]\n';
    const [rows] = read(prdWith('fields:\n  a: string', seed)).seed;
    expect(rows?.rows[0]?.values.map((one) => one.text)).toEqual([
      '010',
      '1.10',
      '12345678901234567890',
      'null',
      null,
    ]);
  });

  it('keeps values that other YAML readers interpret', () => {
    const [entity] = read(prdWith('states: on | no | null | 1 | yes')).entities;
    expect(entity?.states.map((one) => one.code)).toEqual(['on', 'no', 'null', '1', 'yes']);
  });

  it('ends the front matter at a line --- in column 0 only', () => {
    const text = prdWith('fields:\n  a: string', 'title: |\n  above\n  ---\n  below\n');
    expect(read(text).title?.value).toBe('above\n---\nbelow\n');
  });

  it('strips a byte order mark and carriage returns', () => {
    const text = `\uFEFF${prdWith('fields:\n  a: string\n  b: strin(')}`.replaceAll('\n', '\r\n');
    expect(problemsOf(text)).toEqual(['9:16 prd.expected']);
    expect(readPrd(text.replace('strin(', 'int'), 'x').document?.name.at.start).toMatchObject({
      line: 3,
      column: 7,
    });
  });
});
