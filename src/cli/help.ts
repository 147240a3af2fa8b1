import { commonFlags, flag } from './flags.ts';
import type { FlagName } from './flags.ts';
import type { Generator, Shell } from './generator.ts';
import { paintOf } from './paint.ts';
import { speaker } from './words.ts';

/** The page of one generator. */
export function helpOf(generator: Generator, calledAs: string, shell: Shell): string {
  const paint = paintOf(shell.color);
  const say = speaker(shell.lang);
  const argument = generator.positional === null ? '' : ` [${generator.positional}]`;
  const names: readonly FlagName[] = [...generator.flags, ...commonFlags];
  const rows = names.map((name) => [written(name), flag(name).help[shell.lang]] as const);
  const width = Math.max(...rows.map(([text]) => text.length));
  return [
    generator.describe[shell.lang],
    '',
    `${paint.bold(say('usage'))}: npx plop ${calledAs}${argument} [${say('flags')}]`,
    '',
    ...rows.map(([text, help]) => `  ${paint.cyan(text.padEnd(width))}  ${help}`),
    '',
  ].join('\n');
}

/** The page of them all. */
export function listOf(
  generators: readonly Generator[],
  shell: Pick<Shell, 'lang' | 'color'>,
): string {
  const paint = paintOf(shell.color);
  const say = speaker(shell.lang);
  const rows = generators.map((one) => {
    const argument = one.positional === null ? '' : ` [${one.positional}]`;
    return [`${one.name}${argument}`, one.chinese ?? '', one.describe[shell.lang]] as const;
  });
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `${paint.bold(say('usage'))}: npx plop ${say('generator')} [${say('flags')}]  ${paint.dim(say('each'))}`,
    '',
    ...rows.map(
      ([name, chinese, text]) =>
        `  ${paint.cyan(name.padEnd(width))}  ${text}${chinese === '' ? '' : paint.dim(` (${chinese})`)}`,
    ),
    '',
  ].join('\n');
}

function written(name: FlagName): string {
  const { kind, value } = flag(name);
  return kind === 'switch' ? `--${name}` : `--${name}=${value ?? ''}`;
}
