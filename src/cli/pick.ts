import { parseArgs } from 'node:util';
import { generators } from '../../generators/index.ts';
import type { Lang } from '../diagnostic.ts';
import { nearest } from '../nearest.ts';
import type { Generator } from './generator.ts';
import { listOf } from './help.ts';

/** plop's own, which are never ours. */
const ofPlop = {
  cwd: { type: 'string' },
  preload: { type: 'string', multiple: true },
  plopfile: { type: 'string' },
  completion: { type: 'string' },
  dest: { type: 'string' },
  progress: { type: 'boolean' },
  'no-progress': { type: 'boolean' },
  'show-type-names': { type: 'boolean', short: 't' },
} as const;

export interface Picked {
  readonly generator: Generator;
  readonly calledAs: string;
}

/** The generator of that name, in either language. */
export function pick(name: string): Picked | null {
  const generator = generators.find((one) => one.name === name || one.chinese === name);
  return generator === undefined ? null : { generator, calledAs: name };
}

/** What to say to a name that nobody has. */
export function unknownGenerator(name: string | null): string {
  const lang: Lang = name !== null && /\p{Script=Han}/u.test(name) ? 'zh' : 'en';
  const list = listOf(generators, { lang, color: false });
  if (name === null) return `${{ en: 'name a generator', zh: '请指明生成器' }[lang]}\n\n${list}`;
  const guess = nearest(name, allNames());
  const unknown = { en: `unknown generator "${name}"`, zh: `未知的生成器 "${name}"` }[lang];
  if (guess === null) return `${unknown} (cli.unknown_generator)\n\n${list}`;
  const hint = { en: `did you mean "${guess}"?`, zh: `是否想写 "${guess}"？` }[lang];
  return `${unknown} (cli.unknown_generator)\n  ${hint}\n`;
}

/** Before plop asks or guesses: a name that nobody has, or none where nobody can be asked. */
export function refuseUnknown(argv: readonly string[]): void {
  const name = nameIn(argv);
  if (name === null ? canAsk() : pick(name) !== null) return;
  process.stderr.write(unknownGenerator(name));
  process.exit(1);
}

/** Beside generators of others: plop refuses what nobody has, and we add what may have been meant. */
export function hintAtUnknown(argv: readonly string[]): void {
  const name = nameIn(argv);
  if (name === null) return refuseUnknown(argv);
  const guess = pick(name) === null ? nearest(name, allNames()) : null;
  if (guess === null) return;
  process.once('exit', (code) => {
    if (code === 1) process.stderr.write(`did you mean "${guess}"?\n`);
  });
}

function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** What plop takes for the generator's name. */
function nameIn(argv: readonly string[]): string | null {
  const { positionals } = parseArgs({
    args: [...argv],
    options: ofPlop,
    strict: false,
    allowPositionals: true,
  });
  return positionals[0] ?? null;
}

function allNames(): readonly string[] {
  return generators.flatMap((one) => [one.name, ...(one.chinese === null ? [] : [one.chinese])]);
}

/** The arguments of a generator: without its name and without what is plop's. */
export function argumentsOf(name: string, argv: readonly string[]): readonly string[] {
  const { tokens } = parseArgs({ args: [...argv], options: ofPlop, strict: false, tokens: true });
  const dropped = new Set<number>();
  const own = tokens.find((token) => token.kind === 'positional' && token.value === name);
  if (own !== undefined) dropped.add(own.index);
  for (const token of tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(ofPlop, token.name)) continue;
    dropped.add(token.index);
    if (token.value !== undefined && !token.inlineValue) dropped.add(token.index + 1);
  }
  return argv.filter((_, index) => !dropped.has(index));
}
