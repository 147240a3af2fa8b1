import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { refuseOldNode } from '../../src/node-version.ts';
import { onePrd } from '../support/prd.ts';
import { filesIn, put, read, tree } from '../support/tree.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const plopBin = `${checkout}node_modules/plop/bin/plop.js`;

/** plop in a process of its own, without a terminal and with nobody to answer. */
function plop(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
) {
  return execa(process.execPath, [plopBin, ...args], {
    cwd: options.cwd ?? checkout,
    env: { CI: 'true', ...options.env },
    reject: false,
    stdin: 'ignore',
    timeout: 60_000,
  });
}

describe('npx plop in a checkout', () => {
  test('runs a generator with our flags, by its Chinese name too', async () => {
    const root = tree({ 'PRD.md': onePrd });
    const first = await plop(['backend', `${root}/PRD.md`, '--out', `${root}/out`, '--json']);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(first.stdout)).toMatchObject({ status: 'ok', out: `${root}/out` });
    const second = await plop(['后端', `${root}/PRD.md`, '--out', `${root}/out`]);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toContain('nothing to do');
    expect(`${second.stdout}${second.stderr}`).not.toContain('\u001b[');
  });

  test('a refusal is a readable text and exit 1, never a stack', async () => {
    const root = tree({ 'PRD.md': onePrd.replace('string', 'strin') });
    const { exitCode, stdout, stderr } = await plop(['backend', `${root}/PRD.md`, '--quiet']);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/PRD\.md:8:14 error: /);
    expect(stderr).not.toMatch(/\n\s+at |\[PLOP\]|✖/);
  });

  test('what awaits the user is exit 2', async () => {
    const root = tree({ 'PRD.md': onePrd });
    await plop(['backend', `${root}/PRD.md`, '--quiet']);
    const file = 'internal/application/dto/note.ts';
    put(root, file, read(root, file).replaceAll('80', '90'));
    put(root, 'PRD.md', onePrd.replace('1..80', '1..70'));
    const { exitCode, stderr } = await plop(['backend', `${root}/PRD.md`, '--quiet']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(file);
  });

  test.each([
    [['bakend'], 'did you mean "backend"?'],
    [['数据'], '数据库'],
    [['nonsense'], 'usage:'],
    [[], 'name a generator'],
    [['--dry-run'], 'name a generator'],
    [['backend', '--dryrun'], 'did you mean "--dry-run"?'],
    [['backend', '--force'], 'unknown flag "--force"'],
    [['backend', 'a.md', 'b.md'], 'one argument too many'],
  ])('%j is refused', async (args, want) => {
    const { exitCode, stderr } = await plop(args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(want);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('--help asks nothing', async () => {
    const { exitCode, stdout } = await plop(['backend', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--dry-run');
  });
});

describe('a terminal', () => {
  /** Under a terminal of its own; `script` gives one. */
  function inTerminal(columns: number, command: string) {
    return execa('script', ['-qec', `stty cols ${columns} rows 30; ${command}`, '/dev/null'], {
      cwd: checkout,
      // plop shows no progress where it takes itself to be under test.
      env: { CI: undefined, NODE_ENV: undefined, NO_COLOR: undefined, TERM: 'xterm' },
      reject: false,
      stdin: 'ignore',
      timeout: 60_000,
      maxBuffer: 1_000_000,
    });
  }

  test.each([0, 80])('of %i columns shows progress and colour, and ends', async (columns) => {
    const root = tree({ 'PRD.md': onePrd });
    const command = `${process.execPath} ${plopBin} backend ${root}/PRD.md`;
    const { exitCode, stdout } = await inTerminal(columns, command);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('\u001b[1mashlar');
    expect(stdout).toContain('reading the PRD');
    expect(stdout.length).toBeLessThan(100_000);
    expect(Object.keys(filesIn(root)).length).toBeGreaterThan(20);
  });

  test('without colour where that is wished', async () => {
    const root = tree({ 'PRD.md': onePrd });
    const command = `NO_COLOR=1 ${process.execPath} bin/ashlar.ts backend ${root}/PRD.md --dry-run`;
    const { stdout } = await inTerminal(80, command);
    expect(stdout).not.toContain('\u001b[1m');
  });
});

describe('a plopfile', () => {
  test('that cannot load us says one line and exits 1', async () => {
    const root = tree({ 'PRD.md': onePrd, 'package.json': '{ "type": "module" }' });
    const text = read(checkout, 'templates/plopfile.ts.ejs');
    put(root, 'plopfile.ts', text.replace("'ashlar'", "'no-such-package'"));
    const { exitCode, stderr } = await plop(['backend'], { cwd: root });
    expect(exitCode).toBe(1);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['v20.20.2', 'ashlar needs Node 22.18 or newer, and this is v20.20.2'],
    ['v22.17.1', 'ashlar needs Node 22.18 or newer, and this is v22.17.1'],
    ['v22.18.0', null],
    ['v24.21.0', null],
  ])('under Node %s: %s', (version, want) => {
    expect(refuseOldNode(version)).toBe(want);
  });
});
