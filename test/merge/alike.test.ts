import { describe, expect, it } from 'vitest';
import { apply, editsOf, pick, randomOf, truths, verdictOf } from './random-edits.ts';
import { parse } from '../../src/merge/typescript/parser.ts';
import { tokensOf } from '../../src/merge/typescript/tokens.ts';
import { edited, merged } from './texts.ts';

const RUNS = Number(process.env['MERGES'] ?? 300);

const inTest = (...statements: readonly string[]): string =>
  `describe('a breaker', () => {\n  it('opens', async () => {\n${statements
    .map((one) => `    ${one}\n`)
    .join('')}  });\n});\n`;

interface Story {
  readonly story: string;
  readonly base: readonly string[];
  readonly user: readonly string[];
  readonly prd: readonly string[];
  /** Null: a conflict is due. */
  readonly want: readonly string[] | null;
}

const wait = (seconds: number): string => `clock.wait(${seconds});`;

const insert = (place: string, last: string): string =>
  `await sql\`insert into "${place}" ("id", "last") values (\${id}, \${${last}})\`.execute(db);`;

const stories: readonly Story[] = [
  {
    story: 'I take a statement whose query the generator changes',
    base: ['begin();', insert('progress', 'range.at(-1)'), 'end();'],
    user: ['begin();', 'end();'],
    prd: ['begin();', insert('progress', 'range.at(-2)'), 'end();'],
    want: null,
  },
  {
    story: 'each side changes another of two queries',
    base: [insert('progress', 'one'), insert('done', 'one')],
    user: [insert('progress', 'two'), insert('done', 'one')],
    prd: [insert('progress', 'one'), insert('done', 'three')],
    want: [insert('progress', 'two'), insert('done', 'three')],
  },
  {
    story: 'each side another number of one of three equal statements',
    base: [wait(1), wait(1), wait(1)],
    user: [wait(2), wait(1), wait(1)],
    prd: [wait(1), wait(1), wait(3)],
    want: [wait(2), wait(1), wait(3)],
  },
  {
    story: 'equal statements are told apart by what stands between them',
    base: [wait(1), 'fail();', wait(1), 'call();', wait(1)],
    user: [wait(1), 'fail();', wait(2), 'call();', wait(1)],
    prd: [wait(1), 'fail();', wait(1), 'call();', wait(1), 'log();'],
    want: [wait(1), 'fail();', wait(2), 'call();', wait(1), 'log();'],
  },
  {
    story:
      'I take one of two equal statements, the generator changes one: which is mine cannot be told',
    base: [wait(1), wait(1)],
    user: [wait(1)],
    prd: [wait(1), wait(2)],
    want: null,
  },
  {
    story: 'I add between equal statements of which the generator takes one',
    base: [wait(1), wait(1), wait(1)],
    user: [wait(1), wait(1), 'mine();', wait(1)],
    prd: [wait(1), wait(1)],
    want: null,
  },
  {
    story:
      'I take one of two nearly equal statements and change the other; the generator changes one',
    base: [wait(1), wait(2)],
    user: [wait(3)],
    prd: [wait(4), wait(2)],
    want: null,
  },
  {
    story: 'both take one of three equal statements',
    base: [wait(1), wait(1), wait(1), 'fail();'],
    user: [wait(1), wait(1), 'fail();'],
    prd: [wait(1), wait(1), 'fail();'],
    want: [wait(1), wait(1), 'fail();'],
  },
];

describe('statements in a row that are alike', () => {
  it.each(stories)('$story', async ({ base, user, prd, want }) => {
    const result = await merged(inTest(...base), inTest(...user), inTest(...prd), 'a.test.ts');
    if (want === null) {
      expect(result.conflicts).not.toEqual([]);
      expect(result.text).toBe(inTest(...user));
    } else {
      expect(result.conflicts).toEqual([]);
      expect(result.text).toBe(inTest(...want));
    }
  });

  it('elements of a list that are alike', async () => {
    const base = 'export const steps = [\n  step(1),\n  step(1),\n  step(2),\n];\n';
    const user = edited(base, ['step(2)', 'step(4)']);
    const prd = edited(base, ['  step(1),\n', '  step(3),\n']);
    const result = await merged(base, user, prd, 'steps.ts');
    expect(result.conflicts).toEqual([]);
    expect(result.text).toBe('export const steps = [\n  step(3),\n  step(1),\n  step(4),\n];\n');
  });

  it('random edits of both sides: merged right, or reported', async () => {
    const makers: readonly ((one: number, two: number) => string)[] = [
      (one, two) => `expect(clock.at(${one})).toBe(${two});`,
      () => 'breaker.fail();',
      (one, two) => `await step(${one}, { wait: ${two} });`,
      (one, two) => `if (size > ${one}) {\n      fail(${two});\n    }`,
      (one) => `time += ${one};`,
    ];
    for (let seed = 0; seed < RUNS; seed += 1) {
      const random = randomOf(seed * 7919 + 17);
      const below = (limit: number): number => Math.floor(random() * limit);
      const used = [makers[below(makers.length)], makers[below(makers.length)]];
      const statements = Array.from({ length: 2 + below(5) }, () =>
        used[below(4) === 0 ? 1 : 0]?.(below(4), below(4)),
      );
      const base = inTest(...statements.filter((one) => one !== undefined));
      const user = pick(editsOf(base), 1 + below(3), 'mine', random);
      const generator = pick(editsOf(base), 1 + below(3), 'gen', random);
      const verdict = verdictOf(user, generator);
      const ours = apply(base, user);
      const theirs = apply(base, generator);
      const result = await merged(base, ours, theirs, 'a.test.ts');
      if (result.conflicts.length > 0 || verdict === 'may') continue;
      const told = `${seed}\n${base}\n${ours}\n${theirs}\n${result.text}`;
      expect(verdict, told).toBe('clean');
      expect(truths(base, user, generator).map(words), told).toContain(words(result.text));
    }
  });
});

function words(text: string): string {
  return tokensOf(parse(text))
    .map((token) => token.text)
    .join(' ');
}
