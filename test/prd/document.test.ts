import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { prdSchema } from '../../src/prd/index.ts';
import { splitBlocks } from '../../src/prd/source/blocks.ts';
import { bare, wide } from './samples.ts';
import { prdWith, prdWithField, problemsOf, read } from './prd-text.ts';

function fieldOf(field: string): unknown {
  const json = JSON.stringify(read(prdWithField(field)).entities[0]?.fields[0]);
  return JSON.parse(json, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'start' in value ? undefined : value,
  ) as unknown;
}

describe('the long form says what the shorthand says', () => {
  const pairs: readonly [string, string][] = [
    ['string(1..200) unique', '{ type: string, length: [1, 200], unique: true, required: true }'],
    ['string(..80)? "x"', '{ type: string, length: [null, 80], required: false, label: x }'],
    ['decimal(12 2)', '{ type: decimal, precision: 12, scale: 2 }'],
    ['file(..5MB)[]', '{ type: file, size: [null, 5MB], many: true }'],
    ['money in unit >= 0 < 9', '{ type: money, currency: unit, min: 0, below: 9 }'],
    ['-> A | B cascade', '{ to: [A, B], onDelete: cascade }'],
    ['<- A.b', '{ inverse: A.b }'],
    ['enum(a | b "B")', '{ values: [a, b B] }'],
    ['string /^a$/i', '{ type: string, pattern: /^a$/i }'],
    ['string /a\\/b/', '{ type: string, pattern: a/b }'],
    ['int computed(a + b)', '{ type: int, computed: a + b }'],
    [
      'int computed(custom) read(owner desk)',
      '{ type: int, computed: custom, read: [owner, desk] }',
    ],
    ['string sequence("A-{n}")', '{ type: string, sequence: "A-{n}" }'],
    ['int counter(likes) was(old) column(c)', '{ type: int, counter: likes, was: old, column: c }'],
    ['int backfill(1) orphans(stop)', '{ type: int, backfill: 1, orphans: stop }'],
    ['role[] = [customer]', '{ type: role, many: true, default: [customer] }'],
    ['money readonly = product.price', '{ type: money, readonly: true, default: product.price }'],
    ['datetime = now()', '{ type: datetime, default: now() }'],
    ['string = "a.b"', '{ type: string, default: "a.b" }'],
  ];
  it.each(pairs)('%s', (short, long) => {
    expect(fieldOf(`a: ${long}`)).toEqual(fieldOf(`a: ${short}`));
  });
});

describe('blocks', () => {
  const fenced = (body: string): string => `${bare}\n${body}\n`;

  it('adds the blocks of the body to the front matter', () => {
    const document = read(
      fenced('```yaml prd\nenums: { A: x | y }\ndrops: [B]\n```\n~~~ yaml prd\ndrops: [C]\n~~~'),
    );
    expect(document.enums[0]?.name.code).toBe('A');
    expect(document.drops.map((one) => one.value)).toEqual(['B', 'C']);
    expect(document.drops[0]?.at.start).toMatchObject({ line: 10, column: 9 });
  });

  it.each([
    ['inside a longer fence', '````\n```yaml prd\nnonsense\n```\n````'],
    ['inside a comment', '<!--\n```yaml prd\nnonsense\n```\n-->'],
    ['indented as code', '    ```yaml prd\n    nonsense\n    ```'],
    ['of another language', '```yaml\nnonsense\n```'],
  ])('leaves out what is %s', (_, body) => {
    expect(problemsOf(fenced(body))).toEqual([]);
  });

  it.each([
    ['a scalar twice', '```yaml prd\nname: other\n```', '9:1 prd.duplicate_name'],
    [
      'a name twice',
      '```yaml prd\nentities: { Task 任务: { fields: { a: int } } }\n```',
      '9:13 prd.duplicate_name',
    ],
  ])('refuses %s', (_, body, want) => {
    expect(problemsOf(fenced(body))).toEqual([want]);
  });

  it('takes the model from a block where the front matter is another tool’s', () => {
    const text =
      '---\nlayout: page\n---\n```yaml prd\nprd: 1\nname: a\nentities: { A: { fields: { b: int } } }\n```\n';
    expect(read(text).name.value).toBe('a');
  });
});

describe('prose', () => {
  it('gives requirements with their criteria, and open questions', () => {
    const { requirements, openQuestions } = read(wide);
    expect(requirements.map(({ id, text, criteria }) => [id, text, criteria.length])).toEqual([
      ['FR-001', 'WHEN a visit is booked THE SYSTEM SHALL send a mail.', 1],
      ['AC-1.1', 'Given a room, When it is taken, Then booking fails.', 1],
      ['NFR-002', 'answers within 200 ms, also on Mondays.', 0],
      ['US-3', 'As a patient I book.', 0],
      ['US-4', 'As a nurse I see the day', 3],
    ]);
    expect(openQuestions.map((one) => one.value)).toEqual(['who pays?', '退款']);
  });

  it('takes an id in a sentence for a reference', () => {
    expect(read(`${bare}As FR-001 says, it works.\n`).requirements).toEqual([]);
  });

  it('guesses the language where none is given', () => {
    expect(read(`${bare}\n这是一个产品需求文档，正文使用中文书写，英文只是代号。\n`).lang).toBe(
      'zh',
    );
    expect(read(bare).lang).toBe('en');
  });
});

describe('expressions', () => {
  const shapes: readonly [string, unknown][] = [
    ['a or b and c', { op: 'or', right: { op: 'and' } }],
    ['not a == b', { kind: 'unary', operand: { op: '==' } }],
    ['a + b * c', { op: '+', right: { op: '*' } }],
    ['a - b - c', { op: '-', left: { op: '-' } }],
    ['x not in (a b)', { kind: 'unary', operand: { kind: 'in' } }],
    ['count(a where b == c) > 1', { left: { name: 'count', where: { op: '==' } } }],
    ['round(x to 2)', { args: [{ kind: 'path' }, { text: '2' }] }],
    ['coalesce(a b 0)', { args: [{}, {}, {}] }],
    ['concat(a, "b")', { args: [{}, { kind: 'string', value: 'b' }] }],
    ['now() + 1mo', { right: { kind: 'duration', months: 1, ms: 0 } }],
    ['30m', { kind: 'duration', ms: 1_800_000 }],
    ['if a then 1 else 2', { kind: 'if', else: { text: '2' } }],
  ];
  it.each(shapes)('%s', (text, want) => {
    expect(read(prdWith(`rules:\n  r: ${text}`)).entities[0]?.rules[0]?.condition).toMatchObject(
      want as object,
    );
  });
});

describe('every value knows its place', () => {
  it('points at the text it came from, in any kind of YAML scalar', () => {
    const words = (text: string): string[] => {
      const { entities, text: source } = read(text);
      return (entities[0]?.rules ?? []).map(({ condition }) => {
        const at = condition.kind === 'binary' ? condition.right.at : condition.at;
        return source.slice(at.start.offset, at.end.offset);
      });
    };
    const rules = [
      'a: x > bound',
      'b: "x > bound"',
      "c: 'x > bound'",
      'd: |\n    x\n    > bound',
      'e: x\n    > bound',
    ];
    expect(words(prdWith(`rules:\n  ${rules.join('\n  ')}`))).toEqual(Array(5).fill('bound'));
  });

  it('counts in the Markdown, not in the block', () => {
    const { entities } = read(
      `${bare}\n# x\n\n\`\`\`yaml prd\nentities:\n  B: { fields: { qty 数量: int } }\n\`\`\`\n`,
    );
    expect(entities[1]?.fields[0]?.type.at.start).toMatchObject({ line: 12, column: 26 });
  });
});

describe('prdSchema', () => {
  it('accepts what the reader accepts and refuses an unknown key', () => {
    const schema = z.fromJSONSchema(prdSchema() as Parameters<typeof z.fromJSONSchema>[0]);
    for (const text of [bare, wide]) {
      const block = splitBlocks(text).frontMatter;
      const data = parseDocument(text.slice(block?.start, block?.end)).toJS() as object;
      expect(schema.safeParse(data).error).toBeUndefined();
      expect(schema.safeParse({ ...data, entitys: {} }).success).toBe(false);
    }
  });
});
