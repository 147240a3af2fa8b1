import { parseArgs } from 'node:util';
import type { Lang } from '../diagnostic.ts';
import { nearest } from '../nearest.ts';
import { commonFlags, flag, flags } from './flags.ts';
import type { FlagName } from './flags.ts';
import { refuse } from './problem.ts';

/** What stands on the command line after the generator's name. */
export interface Arguments {
  readonly positional: string | null;
  has(name: FlagName): boolean;
  text(name: FlagName): string | null;
  list(name: FlagName): readonly string[];
}

export interface Accepted {
  /** The name of the one positional, or null when there is none. */
  readonly positional: string | null;
  readonly flags: readonly FlagName[];
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

export function readArguments(argv: readonly string[], accepted: Accepted, lang: Lang): Arguments {
  const known = new Set<FlagName>([...accepted.flags, ...commonFlags]);
  const values = new Map<FlagName, string[]>();
  const positionals: string[] = [];
  for (const token of tokensOf(argv)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') {
      const name = knownFlag(token.name, token.rawName, known, lang);
      values.set(name, [...(values.get(name) ?? []), valueOf(token, name, lang)]);
    }
  }
  refuseTooMany(positionals, accepted, lang);
  return {
    positional: positionals[0] ?? null,
    has: (name) => values.has(name),
    text: (name) => values.get(name)?.at(-1) ?? null,
    list: (name) => values.get(name) ?? [],
  };
}

/** What follows a lone `--` is read like the rest, as npm and plop pass it on. */
function tokensOf(argv: readonly string[]): readonly Token[] {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { kind }]) => [
      name,
      { type: kind === 'switch' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const args = argv.filter((one) => one !== '--');
  return parseArgs({
    args,
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  }).tokens;
}

function knownFlag(name: string, raw: string, known: ReadonlySet<FlagName>, lang: Lang): FlagName {
  for (const one of known) if (one === name) return one;
  const guess = nearest(name, known);
  const elsewhere = Object.hasOwn(flags, name);
  throw refuse(
    'cli.unknown_flag',
    lang,
    elsewhere
      ? { en: `${raw} has no meaning here`, zh: `此处不支持 ${raw}` }
      : { en: `unknown flag "${raw}"`, zh: `未知选项 "${raw}"` },
    guess === null
      ? { en: '--help names all of them', zh: '--help 列出全部选项' }
      : { en: `did you mean "--${guess}"?`, zh: `是否想写 "--${guess}"？` },
  );
}

function valueOf(token: Extract<Token, { kind: 'option' }>, name: FlagName, lang: Lang): string {
  const { kind, values, value: example = '' } = flag(name);
  if (kind === 'switch') {
    if (token.value === undefined) return '';
    throw refuse('cli.bad_value', lang, {
      en: `--${name} takes no value`,
      zh: `--${name} 不带参数值`,
    });
  }
  if (
    token.value === undefined ||
    token.value === '' ||
    (!token.inlineValue && token.value.startsWith('-'))
  ) {
    throw refuse(
      'cli.missing_value',
      lang,
      { en: `--${name} needs a value`, zh: `--${name} 缺少参数值` },
      { en: `write --${name}=${example}`, zh: `请写 --${name}=${example}` },
    );
  }
  if (values && !values.includes(token.value)) {
    const all = values.join(' | ');
    throw refuse(
      'cli.bad_value',
      lang,
      { en: `--${name} cannot be "${token.value}"`, zh: `--${name} 不能是 "${token.value}"` },
      { en: `write one of: ${all}`, zh: `可选值：${all}` },
    );
  }
  return token.value;
}

function refuseTooMany(positionals: readonly string[], { positional }: Accepted, lang: Lang): void {
  const extra = positionals[positional === null ? 0 : 1];
  if (extra === undefined) return;
  throw refuse(
    'cli.too_many_arguments',
    lang,
    { en: `"${extra}" is one argument too many`, zh: `多余的参数 "${extra}"` },
    { en: '--help shows how it is called', zh: '--help 显示用法' },
  );
}
