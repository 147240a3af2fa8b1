import { afterAll, describe, expect, test } from 'vitest';
import { edits } from './edits.ts';
import { guardedEdits } from './guarded-edits.ts';
import { kindsOf } from './kinds.ts';
import { mortalServer, runThroughDeaths } from './kills.ts';
import { everyKind } from './places.ts';
import { tenantEdits } from './tenant-edits.ts';
import { loadRunner } from './world.ts';

const runner = await loadRunner(1);
const database = await mortalServer(runner);
const places = { keyOf: everyKind, known: new Set<string>() };

afterAll(() => database?.drop());

const { kinds, needed } = kindsOf([...guardedEdits, ...edits, ...tenantEdits]);

describe.runIf(database !== null)('the backend dies in each kind of statement', () => {
  test.each(needed)('$name', async (edit) => {
    if (database !== null) await runThroughDeaths(edit, runner, database, places);
  });

  test('all kinds of statement were met', () => {
    const met = new Set([...places.known].map((place) => place.split('; ')[1]));
    expect([...kinds].filter((kind) => !met.has(kind))).toEqual([]);
  });
});
