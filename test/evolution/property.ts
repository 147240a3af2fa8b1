import { catalog, differences } from './catalog.ts';
import { lostValues } from './series/cells.ts';
import { addRows, lateRows, write } from './series/rows.ts';
import type { Statement } from './series/rows.ts';
import { randomFrom, Series } from './series/series.ts';
import { Project } from './world.ts';
import type { Db, Runner } from './world.ts';

export interface Outcome {
  readonly steps: number;
  readonly migrations: number;
}

/**
 * A series of random edits with rows in every table before each: throws when a value is lost, or
 * when the schema is not that of a fresh database of the last PRD.
 */
export async function runSeries(
  seed: number,
  length: number,
  runner: Runner,
  database: { readonly db: Db; readonly renew: () => Promise<Db> },
): Promise<Outcome> {
  const random = randomFrom(seed);
  const series = new Series(random);
  const project = new Project();
  let { db } = database;
  const log: string[] = [];
  const at = (): string => `series ${seed}, ${log.join(' | ')}\n${series.text()}`;
  const migrate = async (contract: boolean, late: readonly Statement[] = []): Promise<void> => {
    try {
      const { notices } = project.edit(series.text(), { contract });
      // The code of the last version goes on, unless it is told to stop.
      const stops = notices.some(({ code }) => code === 'evolution.stop_old_code');
      if (stops) await write(db, late);
      await runner.migrate(db, () => {}, project.folder);
      if (!stops) await write(db, late);
    } catch (error) {
      throw new Error(`${at()}\n${describe(error)}`, { cause: error });
    }
  };
  const check = async (): Promise<void> => {
    const lost = await lostValues(db, series, project.model(series.text()));
    if (lost.length > 0) throw new Error(`${at()}\n${lost.slice(0, 5).join('\n')}`);
  };
  await migrate(false);
  for (let step = 1; step < length; step += 1) {
    const model = project.model(series.text());
    await addRows(db, series, model, random);
    const late = lateRows(series, model, random);
    const contract = random(4) === 0;
    if (contract) series.contract();
    series.edit();
    log.push(`${series.done.join(', ')}${contract ? ' --contract' : ''}`);
    await migrate(contract, late);
    await check();
  }
  // Columns that waited take their own names with the first, and let go of the others with the next.
  for (const word of ['contract', 'contract again']) {
    log.push(word);
    await migrate(true);
    await check();
  }
  const evolved = await catalog(db);
  db = await database.renew();
  const fresh = new Project();
  fresh.edit(series.text());
  await runner.migrate(db, () => {}, fresh.folder);
  const differing = differences(evolved, await catalog(db));
  if (differing.length > 0) throw new Error(`${at()}\n${differing.join('\n')}`);
  const migrations = project.files.size;
  project.remove();
  fresh.remove();
  return { steps: length, migrations };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('diagnostics' in error)) return error.stack ?? error.message;
  return JSON.stringify(error.diagnostics, null, 1);
}
