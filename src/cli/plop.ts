import { existsSync, realpathSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NodePlopAPI } from 'plop';
import { generators } from '../../generators/index.ts';
import type { Generator } from './generator.ts';
import { isCheckout } from '../version.ts';
import { keepMemoryLow } from './memory.ts';
import { argumentsOf, hintAtUnknown, refuseUnknown } from './pick.ts';
import { movingProgress } from './progress.ts';
import { runGenerator } from './run.ts';
import { surroundings } from './surroundings.ts';

/** What plop shows while an action runs; exported by it, though not in its types. */
interface Spinner {
  update(text: string): Spinner;
  /** Shows the next frame now, as long work that follows would hold it back. */
  spin(): Spinner;
  write(text: string, clear?: boolean): Spinner;
  stop(): Spinner;
}

/** Names every generator to plop, in English and in Chinese. */
export function register(plop: NodePlopAPI): void {
  enableCompileCache();
  keepMemoryLow();
  const argv = process.argv.slice(2);
  const spinner = import(runningPlop()).then(spinnerOf);
  for (const generator of generators) {
    for (const name of [generator.name, generator.chinese]) {
      if (name === null) continue;
      plop.setGenerator(name, {
        description: generator.describe[name === generator.name ? 'en' : 'zh'],
        // As a function, so that plop passes our flags by and asks nothing.
        prompts: async () => prepare(await spinner, argv),
        actions: () => [async () => act(generator, name, argv, await spinner)],
      });
    }
  }
  // Loaded into another plopfile, there may be generators that we do not know of.
  if (isCheckout) refuseUnknown(argv);
  else hintAtUnknown(argv);
}

/** Before plop starts its spinner: on a terminal of no width it would never stop. */
function prepare(spinner: Spinner, argv: readonly string[]): object {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.isTTY && !stream.columns) stream.columns = 80;
  }
  const { errIsTerminal } = around(spinner);
  if (!errIsTerminal || argv.includes('--json') || argv.includes('--quiet')) silence(spinner);
  return {};
}

/** plop exits with 1 when an action throws; what is wrong has been said by then. */
async function act(
  generator: Generator,
  name: string,
  argv: readonly string[],
  spinner: Spinner,
): Promise<string> {
  const status = await runGenerator(generator, argumentsOf(name, argv), around(spinner), name);
  silence(spinner);
  if (status === 1) throw new Error(`${name}: refused`);
  process.exitCode = status;
  return '';
}

function around(spinner: Spinner) {
  return surroundings(() =>
    movingProgress(
      (text) => spinner.update(text).spin(),
      () => spinner.stop(),
    ),
  );
}

function silence(spinner: Spinner): void {
  spinner.write = () => spinner;
}

/** The plop that was started, which need not be the one beside us. */
function runningPlop(): string {
  const [, bin = ''] = process.argv;
  const found = /plop(\.js)?$/.test(bin) ? join(dirname(realpathSync(bin)), '../src/plop.js') : '';
  return existsSync(found) ? pathToFileURL(found).href : 'plop';
}

function spinnerOf(module: object): Spinner {
  if (!('progressSpinner' in module)) throw new Error('this version of plop has no spinner');
  return module.progressSpinner as Spinner;
}
