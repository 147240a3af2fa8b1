import { edits } from '../../test/evolution/edits.ts';
import { guardedEdits } from '../../test/evolution/guarded-edits.ts';
import { kindsOf } from '../../test/evolution/kinds.ts';
import { mortalEmbedded, mortalServer, runThroughDeaths } from '../../test/evolution/kills.ts';
import { everyKind, everyPlace } from '../../test/evolution/places.ts';
import { tenantEdits } from '../../test/evolution/tenant-edits.ts';
import { loadRunner } from '../../test/evolution/world.ts';

/** So few rows a batch that there is something between batches. */
const BATCH = 1;

/**
 * Each kind of edit with its contracts: on a server the backend is ended before each single query of
 * the plans, and midway in builds of indexes; embedded the process at each kind of statement.
 */
export async function measureKills(
  where: 'server' | 'embedded',
  only: string,
  say: (line: string) => void,
): Promise<void> {
  const runner = await loadRunner(BATCH);
  const database = where === 'embedded' ? mortalEmbedded(BATCH) : await mortalServer(runner);
  if (database === null) throw new Error('no PostgreSQL');
  const keyOf = where === 'embedded' ? everyKind : everyPlace;
  const known = new Set<string>();
  const started = Date.now();
  const every = [...guardedEdits, ...edits, ...tenantEdits];
  const all = (where === 'embedded' ? kindsOf(every).needed : every).filter(({ name }) =>
    new RegExp(only).test(name),
  );
  let [deaths, failed] = [0, 0];
  for (const edit of all) {
    // What was met in another edit is another place all the same.
    if (where === 'server') known.clear();
    try {
      deaths += await runThroughDeaths(edit, runner, database, { keyOf, known });
    } catch (error) {
      failed += 1;
      say(String(error));
    }
  }
  const seconds = Math.round((Date.now() - started) / 1_000);
  say(`${where}: ${all.length} edits, ${deaths} runs died, ${failed} edits failed, ${seconds} s`);
  await database.drop();
}
