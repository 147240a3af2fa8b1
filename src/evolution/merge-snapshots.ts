import type { Snapshot } from './snapshot.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Says where two branches say different things. */
export class MergeConflict extends Error {}

/** The snapshot of two branches that each made migrations since `base`, after a git merge. */
export function mergeSnapshots(base: Snapshot, ours: Snapshot, theirs: Snapshot): Snapshot {
  const { migrations: _a, ...b } = base;
  const { migrations: _b, ...o } = ours;
  const { migrations: _c, ...t } = theirs;
  const merged = merge(plain(b), plain(o), plain(t), '');
  const migrations = Math.max(ours.migrations, theirs.migrations);
  return { ...(merged as unknown as Omit<Snapshot, 'migrations'>), migrations };
}

function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function merge(
  base: Json | undefined,
  ours: Json | undefined,
  theirs: Json | undefined,
  path: string,
): Json | undefined {
  const [b, o, t] = [base, ours, theirs].map((one) => JSON.stringify(one));
  if (o === t || b === t) return ours;
  if (b === o) return theirs;
  if (isList(ours) && isList(theirs))
    return mergeLists(isList(base) ? base : [], ours, theirs, path);
  if (isMap(ours) && isMap(theirs)) {
    const from = isMap(base) ? base : {};
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    return Object.fromEntries(
      keys.flatMap((key) => {
        const one = merge(from[key], ours[key], theirs[key], `${path}.${key}`);
        return one === undefined ? [] : [[key, one] as const];
      }),
    );
  }
  throw new MergeConflict(path);
}

/** Lists of named things are merged by name, others as sets. */
function mergeLists(
  base: readonly Json[],
  ours: readonly Json[],
  theirs: readonly Json[],
  path: string,
): Json {
  const key = (one: Json): string => {
    if (!isMap(one)) return JSON.stringify(one);
    return String(one['id'] ?? one['name'] ?? JSON.stringify(one));
  };
  const at = (list: readonly Json[], name: string): Json | undefined =>
    list.find((one) => key(one) === name);
  const names = [...new Set([...ours, ...theirs].map(key))];
  return names.flatMap((name) => {
    const one = merge(at(base, name), at(ours, name), at(theirs, name), `${path}.${name}`);
    return one === undefined ? [] : [one];
  });
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
