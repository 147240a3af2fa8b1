import { seedStatements, seedTenant, seedValue } from '../../emit/sql/seed.ts';
import { tenantColumn } from '../../emit/sql/table.ts';
import { quoted } from '../../emit/sql/text.ts';
import type { Seed } from '../../model/model.ts';
import { add, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { SeedRow, Snapshot } from '../snapshot.ts';

/** Reference rows: new ones come, changed ones change where the PRD changed, none goes. */
export function changeSeed(planning: Planning): void {
  for (const seed of planning.after.seed) {
    const old = planning.old.find((one) => one.now?.entity === seed.entity);
    const before = old === undefined ? {} : (planning.before.seed[old.id] ?? {});
    const renamed = new Map(old?.children.map((one) => [one.was, one.name]) ?? []);
    const rows = seed.rows.filter((row) => before[keyOf(seed, row)] === undefined);
    const fresh = rows.length === 0 ? [] : seedStatements({ ...seed, rows }, planning.after);
    const changed = seed.rows.flatMap((row) => {
      const known = before[keyOf(seed, row)];
      return known === undefined ? [] : updateOf(planning, seed, row, known, renamed);
    });
    const { table } = seed.entity.names;
    add(planning, {
      phase: 'seed',
      table,
      statements: [...fresh, ...changed],
      what: { en: `reference rows of ${table}`, zh: `${table} 的预置数据` },
      lock: locks.rows,
    });
  }
}

function updateOf(
  planning: Planning,
  seed: Seed,
  row: Seed['rows'][number],
  known: SeedRow,
  renamed: ReadonlyMap<string, string>,
): readonly string[] {
  const before = new Map(
    Object.entries(known).map(([name, value]) => [renamed.get(name) ?? name, value]),
  );
  const changed = row.filter(
    ({ field, value }) => field !== seed.key && before.get(field.name) !== value,
  );
  const set = changed.map(
    ({ field, value }) =>
      `${quoted(field.columns[0]?.name ?? field.name)} = ${seedValue(field, value)}`,
  );
  if (set.length === 0) return [];
  const tenant = tenantColumn(seed.entity, planning.after);
  const key = quoted(seed.key.columns[0]?.name ?? seed.key.name);
  const of = tenant === null ? '' : ` and ${quoted(tenant)} = ${seedTenant(planning.after)}`;
  return [
    `update ${quoted(seed.entity.names.table)} set ${set.join(', ')}\n  where ${key} = ${seedValue(seed.key, keyOf(seed, row))}${of};`,
  ];
}

function keyOf(seed: Seed, row: Seed['rows'][number]): string {
  return row.find((one) => one.field === seed.key)?.value ?? '';
}

/** Seed rows as the snapshot keeps them; those taken out of the PRD are remembered. */
export function seedOf(
  seeds: readonly Seed[],
  idOf: (seed: Seed) => string,
  before: Snapshot['seed'],
): Snapshot['seed'] {
  const all: Record<string, Readonly<Record<string, SeedRow>>> = { ...before };
  for (const seed of seeds) {
    const id = idOf(seed);
    const rows = seed.rows.map((row) => [
      keyOf(seed, row),
      Object.fromEntries(row.map(({ field, value }) => [field.name, value])),
    ]);
    all[id] = { ...all[id], ...(Object.fromEntries(rows) as Record<string, SeedRow>) };
  }
  return all;
}
