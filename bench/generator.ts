import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { workshop } from '../test/e2e/backend.ts';
import { install } from '../test/e2e/workshop.ts';
import { editedPrdOf, prdOf } from './prd.ts';

/**
 * What a run costs, at 5 to 1,000 entities: fresh, again with nothing to do, after a one-field edit,
 * and after the same edit where the user has changed ten files, types checked;
 * beside two references of the same run: plop with a trivial template that writes as many files of
 * as many lines, unformatted, and `tsc --noEmit` over what we wrote.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '5,25,100,1000' },
    /** Type-checking a thousand entities takes minutes and gigabytes. */
    tsc: { type: 'string', default: '100' },
  },
});

interface Cost {
  readonly wall: number;
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
}

const root = fileURLToPath(new URL('../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'ashlar-bench-'));
const packaged = join(root, 'dist/bin/ashlar.js');

await execa('npm', ['run', 'build'], { cwd: root });
await install();
console.log(`node ${process.version}, ${(await import('node:os')).availableParallelism()} cores`);
console.log('| entities | files | run | wall s | cpu s | peak MiB | x fresh | x plop | x tsc |');
console.log('|---|---|---|---|---|---|---|---|---|');
try {
  for (const size of values.sizes.split(',').map(Number)) await measure(size);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(size: number): Promise<void> {
  const out = join(scratch, String(size));
  mkdirSync(out);
  const run = () => costOf(process.execPath, [packaged, 'backend', '--quiet'], out);
  writeFileSync(join(out, 'PRD.md'), prdOf(size));
  const fresh = await run();
  const files = sourcesIn(out);
  const again = await run();
  const own = ownCopyOf(out);
  writeFileSync(join(out, 'PRD.md'), editedPrdOf(size));
  const edited = await run();
  writeFileSync(join(own, 'PRD.md'), editedPrdOf(size));
  const merged = await costOf(process.execPath, [packaged, 'backend', '--quiet'], own);
  const plop = await costOfPlop(files.length, files.lines);
  const tsc = size <= Number(values.tsc) ? await costOfTsc(out) : null;
  const show = (name: string, cost: Cost) =>
    row(size, files.length, name, cost, [fresh, plop, tsc]);
  show('fresh', fresh);
  show('again', again);
  show('one field', edited);
  show('one field, ten files changed', merged);
  show('plop, trivial', plop);
  if (tsc !== null) show('tsc --noEmit', tsc);
}

function row(
  size: number,
  files: number,
  name: string,
  cost: Cost,
  beside: readonly (Cost | null)[],
): void {
  const ratio = (of: Cost | null) => (of === null ? '' : (cost.wall / of.wall).toFixed(2));
  const cells = [cost.wall.toFixed(2), cost.cpu.toFixed(2), cost.peak, ...beside.map(ratio)];
  console.log(`| ${[size, files, name, ...cells].join(' | ')} |`);
}

/** The same tree in the hands of a user: packages installed, a method of theirs in ten entities. */
function ownCopyOf(out: string): string {
  const copy = mkdtempSync(join(scratch, 'own-'));
  cpSync(out, copy, { recursive: true });
  symlinkSync(join(workshop, 'node_modules'), join(copy, 'node_modules'));
  const folder = join(copy, 'internal/domain/entity');
  const things = readdirSync(folder).filter((name) => /^thing\d+\.ts$/.test(name));
  const middle = Math.floor(things.length / 2);
  for (let at = Math.max(0, middle - 5); at < Math.min(things.length, middle + 5); at += 1) {
    const file = join(folder, `thing${at}.ts`);
    const own = '  mine(): string {\n    return this.state.name;\n  }\n\n  static restore(';
    writeFileSync(file, readFileSync(file, 'utf8').replace('  static restore(', own));
  }
  return copy;
}

/** GNU time tells what the process and its children took. */
async function costOf(command: string, args: readonly string[], cwd: string): Promise<Cost> {
  const { stderr } = await execa('/usr/bin/time', ['-f', '%e %U %S %M', command, ...args], { cwd });
  const [wall = 0, user = 0, system = 0, kib = 0] = (stderr.split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { wall, cpu: user + system, peak: Math.round(kib / 1024) };
}

async function costOfPlop(count: number, lines: number): Promise<Cost> {
  const folder = mkdtempSync(join(scratch, 'plop-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const line = 'export const {{name}}Value = "{{name}}";\n';
  writeFileSync(join(folder, 'file.hbs'), line.repeat(Math.round(lines / count)));
  writeFileSync(
    join(folder, 'plopfile.js'),
    `export default (plop) => plop.setGenerator('all', {
      prompts: [],
      actions: Array.from({ length: ${count} }, (_, index) => ({
        type: 'add', path: 'out/' + (index % 100) + '/file' + index + '.ts', templateFile: 'file.hbs', data: { name: 'n' + index },
      })),
    });`,
  );
  const bin = join(root, 'node_modules/plop/bin/plop.js');
  return costOf(process.execPath, [bin, 'all', '--no-progress'], folder);
}

async function costOfTsc(out: string): Promise<Cost> {
  const copy = mkdtempSync(join(scratch, 'tsc-'));
  cpSync(out, copy, { recursive: true, filter: (path) => !path.includes('.ashlar') });
  symlinkSync(join(workshop, 'node_modules'), join(copy, 'node_modules'));
  return costOf(join(workshop, 'node_modules/.bin/tsc'), ['--noEmit'], copy);
}

function sourcesIn(out: string): { readonly length: number; readonly lines: number } {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.ashlar'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return {
    length: files.length,
    lines: files.reduce((sum, text) => sum + text.split('\n').length, 0),
  };
}
