import { describe, expect, test } from 'vitest';
import { DiagnosticError } from '../../src/diagnostic.ts';
import { readArguments } from '../../src/cli/arguments.ts';
import { runFlags } from '../../src/cli/backend.ts';
import { argumentsOf } from '../../src/cli/pick.ts';

const accepted = { positional: 'PRD', flags: runFlags };

function problemOf(argv: readonly string[], lang: 'en' | 'zh' = 'en') {
  try {
    readArguments(argv, accepted, lang);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0];
    throw error;
  }
  return undefined;
}

describe('readArguments', () => {
  test('takes flags before, after and around the positional', () => {
    for (const argv of [
      ['PRD.md', '--dry-run', '--out', 'x'],
      ['--out=x', 'PRD.md', '--dry-run'],
      ['--dry-run', '--out', 'x', '--', 'PRD.md'],
    ]) {
      const args = readArguments(argv, accepted, 'en');
      expect([args.positional, args.has('dry-run'), args.text('out')]).toEqual([
        'PRD.md',
        true,
        'x',
      ]);
    }
  });

  test('gathers a flag that may be given more than once', () => {
    const args = readArguments(['--recreate', 'a', '--recreate=b'], accepted, 'en');
    expect(args.list('recreate')).toEqual(['a', 'b']);
  });

  test.each([
    [['--dryrun'], 'cli.unknown_flag', 'did you mean "--dry-run"?'],
    [['--dry-runn'], 'cli.unknown_flag', 'did you mean "--dry-run"?'],
    [['--force'], 'cli.unknown_flag', '--help names all of them'],
    [['-x'], 'cli.unknown_flag', '--help names all of them'],
    [['--template', 'shop'], 'cli.unknown_flag', '--help names all of them'],
    [['--out'], 'cli.missing_value', 'write --out=DIR'],
    [['--out', '--dry-run'], 'cli.missing_value', 'write --out=DIR'],
    [['--out='], 'cli.missing_value', 'write --out=DIR'],
    [['--lang', 'fr'], 'cli.bad_value', 'write one of: en | zh'],
    [['--conflict=theirs'], 'cli.bad_value', 'write one of: markers'],
    [['--json=yes'], 'cli.bad_value', undefined],
    [['a.md', 'b.md'], 'cli.too_many_arguments', '--help shows how it is called'],
  ])('%j is refused', (argv, code, next) => {
    expect(problemOf(argv)).toMatchObject({ code, ...(next !== undefined && { next }) });
  });

  test('speaks the language of the user', () => {
    expect(problemOf(['--dryrun'], 'zh')).toMatchObject({
      message: '未知选项 "--dryrun"',
      next: '是否想写 "--dry-run"？',
    });
  });
});

describe('argumentsOf', () => {
  test.each([
    [
      ['backend', 'PRD.md', '--dry-run'],
      ['PRD.md', '--dry-run'],
    ],
    [['--plopfile', 'x.ts', 'backend', '--json'], ['--json']],
    [['--dest=y', 'backend', '--no-progress', 'backend'], ['backend']],
    [
      ['backend', '--cwd', 'there', '-t', '--out', 'x'],
      ['--out', 'x'],
    ],
  ])('%j leaves %j', (argv, want) => {
    expect(argumentsOf('backend', argv)).toEqual(want);
  });
});
