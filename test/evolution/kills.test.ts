import { afterAll, describe, expect, test } from 'vitest';
import type { Edit } from './edit.ts';
import { edits } from './edits.ts';
import { guardedEdits } from './guarded-edits.ts';
import { mortalServer, runThroughDeaths } from './kills.ts';
import { everyKind, kindOf } from './places.ts';
import { tenantEdits } from './tenant-edits.ts';
import { loadRunner, Project } from './world.ts';

const runner = await loadRunner(1);
const database = await mortalServer(runner);
const places = { keyOf: everyKind, known: new Set<string>() };

afterAll(() => database?.drop());

/** What the plans of an edit do, but for what they only ask. */
function kindsIn({ from, before, after }: Edit): readonly string[] {
  const project = new Project();
  if (from !== undefined) project.edit(from);
  project.edit(before);
  const texts = [false, true, true].flatMap((contract) =>
    project.edit(after, { contract }).migrations.map(({ text }) => text),
  );
  project.remove();
  return texts.flatMap((text) =>
    text
      .replaceAll(/\$\$[^]*?\$\$/g, "'…'")
      .split(/;\n/)
      .filter((statement) => !statement.includes('-- stop: '))
      .map(kindOf)
      .filter((kind) => kind !== ''),
  );
}

const kinds = new Set<string>();
/** Those that bring a kind of statement. */
const needed = [...guardedEdits, ...edits, ...tenantEdits].filter((edit) => {
  const { size } = kinds;
  for (const kind of kindsIn(edit)) kinds.add(kind);
  return kinds.size > size;
});

describe.runIf(database !== null)('the backend dies in each kind of statement', () => {
  test.each(needed)('$name', async (edit) => {
    if (database !== null) await runThroughDeaths(edit, runner, database, places);
  });

  test('all kinds of statement were met', () => {
    const met = new Set([...places.known].map((place) => place.split('; ')[1]));
    expect([...kinds].filter((kind) => !met.has(kind))).toEqual([]);
  });
});
