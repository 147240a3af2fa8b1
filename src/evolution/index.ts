import type { Diagnostic } from '../diagnostic.ts';
import { databaseOf, schemaStatements } from '../emit/sql/schema.ts';
import type { Model } from '../model/model.ts';
import type { Document } from '../prd/index.ts';
import { filesOf, migrationsFolder } from './files.ts';
import type { Migration, PlannedStep } from './files.ts';
import { linesOf } from './names/lines.ts';
import { nameTree } from './names/tree.ts';
import { makePlan } from './plan.ts';
import { locks } from './planning.ts';
import { Problems } from './problems.ts';
import type { Snapshot } from './snapshot.ts';
import { firstSnapshot, takeSnapshot } from './take-snapshot.ts';
import type { Waiting } from './waiting.ts';

export { MergeConflict, mergeSnapshots } from './merge-snapshots.ts';
export { nameFreeze } from './name-freeze.ts';
export type { Frozen } from './name-freeze.ts';
export type { Migration, PlannedStep } from './files.ts';
export type { Snapshot } from './snapshot.ts';
export { waitingNames, withWaiting } from './waiting.ts';
export type { Waiting } from './waiting.ts';

export interface EvolutionInput {
  /** Null on the first run. */
  readonly before: Snapshot | null;
  readonly after: Model;
  readonly document: Document;
  /** With which columns `after` was built. */
  readonly waiting?: Waiting;
  readonly options: {
    /** Lets go of what only served the code of earlier versions. */
    readonly contract: boolean;
  };
}

export interface Evolution {
  /** New files only, in their order; empty when the database stays as it is. */
  readonly migrations: readonly Migration[];
  /** What each step does, for people. */
  readonly plan: readonly PlannedStep[];
  /** For the state folder. */
  readonly snapshot: Snapshot;
  readonly notices: readonly Diagnostic[];
}

/** From the database of the last run to that of the new PRD; throws a `DiagnosticError` where a word is missing. */
export function planMigrations({
  before,
  after,
  document,
  waiting = {},
  options,
}: EvolutionInput): Evolution {
  const problems = new Problems(document.lang, document.path);
  if (before === null) return firstMigration(after, document);
  const planning = makePlan(before, after, document, problems, options.contract);
  const { migrations, plan } = filesOf(
    planning.steps,
    before.migrations,
    document.lang,
    options.contract ? before.owner : [],
  );
  const stubs = migrations.filter((one) => one.kind === 'owner').map((one) => one.name);
  const snapshot = takeSnapshot({
    model: after,
    next: planning.next,
    old: planning.old,
    database: planning.work,
    migrations: before.migrations + migrations.length,
    lines: planning.applied.done,
    owner: [...(options.contract ? [] : before.owner), ...stubs],
    seed: before.seed,
    moved: planning.moved,
    waiting,
  });
  return { migrations, plan, snapshot, notices: problems.notices };
}

/** The snapshot of a database that the first migration alone has made. */
export function snapshotOf(model: Model, document: Document): Snapshot {
  const lines = linesOf(document).map((one) => one.key);
  return firstSnapshot(model, nameTree(model, document), databaseOf(model), lines);
}

function firstMigration(model: Model, document: Document): Evolution {
  const name = '0001_init';
  const migration: Migration = {
    file: `${migrationsFolder}/${name}.sql`,
    name,
    text: `${schemaStatements(model).join('\n\n')}\n`,
    kind: 'init',
    planned: 'append',
    transaction: true,
  };
  const what = { en: 'the whole database', zh: '整个数据库' }[document.lang];
  return {
    migrations: [migration],
    plan: [
      { migration: name, what, lock: locks.none[document.lang], reversible: true, contract: false },
    ],
    snapshot: snapshotOf(model, document),
    notices: [],
  };
}
