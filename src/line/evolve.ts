import type { Diagnostic } from '../diagnostic.ts';
import type { FilePlan, PlannedFile } from '../emit/define.ts';
import { nameFreeze, planMigrations } from '../evolution/index.ts';
import type { PlannedStep, Snapshot, Waiting } from '../evolution/index.ts';
import type { Rename } from '../merge/index.ts';
import type { Model } from '../model/index.ts';
import type { Document } from '../prd/index.ts';
import type { Part } from './parts.ts';
import type { Json, State } from '../state/index.ts';

/** Under this name the state keeps what the last run made of the database. */
const section = 'evolution';

/** What a run does to the database, besides the code. */
export interface Evolved {
  readonly plan: FilePlan;
  readonly sections: Readonly<Record<string, Json>>;
  readonly steps: readonly PlannedStep[];
  readonly notices: readonly Diagnostic[];
}

/** What the last run knew, or null before the first. */
export function snapshotIn({ manifest }: State): Snapshot | null {
  return snapshotOf(manifest.sections);
}

export function snapshotOf(sections: Readonly<Record<string, Json>>): Snapshot | null {
  const known = sections[section];
  // Written by us below, and read back as JSON.
  return known === undefined ? null : (known as unknown as Snapshot);
}

/** The document with the names of tables and routes that were chosen at first. */
export function withFrozenNames(document: Document, snapshot: Snapshot | null): Document {
  const frozen = nameFreeze(snapshot, document);
  return {
    ...document,
    entities: document.entities.map((entity) => {
      const names = frozen.get(entity.name.code);
      if (names === undefined) return entity;
      const { at } = entity.name;
      return {
        ...entity,
        plural: entity.plural ?? { value: names.plural, at },
        table: entity.table ?? { value: names.table, at },
      };
    }),
  };
}

/** The plan with the migrations that lead on from the last run; earlier ones stay as they were made. */
export function evolve(
  plan: FilePlan,
  input: {
    readonly document: Document;
    readonly model: Model;
    readonly waiting: Waiting;
    readonly state: State;
    readonly contract: boolean;
  },
): Evolved {
  const { document, model, waiting, state, contract } = input;
  const before = snapshotIn(state);
  const {
    migrations,
    snapshot,
    notices,
    plan: steps,
  } = planMigrations({
    before,
    after: model,
    document,
    waiting,
    options: { contract },
  });
  const made = migrations.map(({ file, text, planned }): PlannedFile => ({
    path: file,
    text,
    kind: planned,
    causes: [model.at],
  }));
  const paths = new Set(made.map(({ path }) => path));
  const others = [...plan, ...earlier(plan, state)].filter(({ path }) => !paths.has(path));
  return {
    plan: [...others, ...made].sort((one, other) => (one.path < other.path ? -1 : 1)),
    sections: { [section]: JSON.parse(JSON.stringify(snapshot)) as Json },
    steps,
    notices,
  };
}

/** A run narrowed to another part leaves the database where it is. */
export function evolves(part: Part | null | undefined): boolean {
  return part === null || part === undefined || part === 'database';
}

export function asBefore(plan: FilePlan, state: State): Evolved {
  return { plan: [...plan, ...earlier(plan, state)], sections: {}, steps: [], notices: [] };
}

/** Migrations of earlier runs: planned again, as they were, so that none of them is ever taken away. */
function earlier(plan: FilePlan, { manifest, object }: State): FilePlan {
  const planned = new Set(plan.map(({ path }) => path));
  return Object.entries(manifest.files).flatMap(([path, { kind, base }]) => {
    if (planned.has(path) || !/\/migrations\/[^/]+\.sql$/.test(path)) return [];
    const text = object(base);
    return text === null ? [] : [{ path, text, kind, causes: [] }];
  });
}

/** All renames that the PRD tells; those that have been followed do no harm. */
export function renamesIn(document: Document): readonly Rename[] {
  const former = [...document.entities, ...document.values].flatMap(({ name, fields }) =>
    fields.flatMap((field) =>
      field.mods.flatMap((mod) =>
        mod.kind === 'was'
          ? [{ from: `${name.code}.${mod.name}`, to: `${name.code}.${field.name.code}` }]
          : [],
      ),
    ),
  );
  return [
    ...document.renames.map(({ from, to }) => ({ from: from.value, to: to.value })),
    ...former,
  ];
}
