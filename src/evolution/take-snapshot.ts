import { createHash } from 'node:crypto';
import type { Model } from '../model/model.ts';
import { databaseFrom } from './database.ts';
import type { NewName } from './names/tree.ts';
import type { OldName } from './names/work.ts';
import type { Database, NameNode, Snapshot } from './snapshot.ts';
import { seedOf } from './steps/seed.ts';

/** What the next run compares with, after a plan has been made. */
export function takeSnapshot(taken: {
  readonly model: Model;
  readonly next: readonly NewName[];
  readonly old: readonly OldName[];
  readonly database: Database;
  readonly migrations: number;
  readonly lines: ReadonlySet<string>;
  readonly owner: readonly string[];
  readonly seed: Snapshot['seed'];
  readonly moved?: Snapshot['moved'];
  readonly waiting?: Snapshot['waiting'];
}): Snapshot {
  const { model, next, old, database } = taken;
  const names = nodesOf(next, old, database, `${taken.migrations}`);
  const byEntity = new Map(names.map((one) => [one.name, one.id]));
  return {
    format: 1,
    migrations: taken.migrations,
    names,
    database,
    tenancy:
      model.tenancy === null
        ? null
        : {
            column: model.tenancy.column,
            defaultTenant: model.tenancy.defaultTenant,
            ...(model.tenancy.kind === 'schema' && { schema: true as const }),
          },
    seed: seedOf(model.seed, (seed) => byEntity.get(seed.entity.names.code) ?? '', taken.seed),
    owner: taken.owner,
    ...(taken.moved && taken.moved.length > 0 && { moved: taken.moved }),
    ...(taken.waiting && Object.keys(taken.waiting).length > 0 && { waiting: taken.waiting }),
    lines: [...taken.lines].sort(),
  };
}

function nodesOf(
  next: readonly NewName[],
  old: readonly OldName[],
  database: Database,
  path: string,
): readonly NameNode[] {
  const live = next.map((one) => {
    const match = old.find((each) => each.now === one);
    const here = `${path} ${one.kind} ${one.name}`;
    const { entity, field, children, ...plain } = one;
    return {
      ...plain,
      id: match?.id ?? newId(here),
      left: false,
      children: nodesOf(children, match?.children ?? [], database, here),
    };
  });
  const left = old
    .filter((one) => one.now === null && one.left && isKept(one, database))
    .map((one) => leftNode(one));
  return [...live, ...left];
}

function leftNode(one: OldName): NameNode {
  const { parent, was, wasLeft, now, becomes, moved, children, ...plain } = one;
  return { ...plain, left: true, children: children.map(leftNode) };
}

/** Whether its values are still anywhere. */
function isKept(one: OldName, database: Database): boolean {
  if (one.kind !== 'entity' && one.kind !== 'field') return false;
  if (one.table !== null) return database.tables.some((each) => each.name === one.table);
  const table = one.parent?.now?.table ?? one.parent?.table;
  const columns = database.tables.find((each) => each.name === table)?.columns ?? [];
  return one.columns.some((each) => columns.some((column) => column.name === each.name));
}

/** Short, and the same wherever the same PRD is first generated. */
function newId(path: string): string {
  return createHash('sha256').update(path).digest('base64url').slice(0, 10);
}

/** The snapshot of a first run. */
export function firstSnapshot(
  model: Model,
  next: readonly NewName[],
  schema: Parameters<typeof databaseFrom>[0],
  lines: readonly string[],
): Snapshot {
  return takeSnapshot({
    model,
    next,
    old: [],
    database: databaseFrom(schema),
    migrations: 1,
    lines: new Set(lines),
    owner: [],
    seed: {},
  });
}
