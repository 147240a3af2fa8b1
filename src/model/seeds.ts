import type { SeedRowSyntax } from '../prd/index.ts';
import { literalOf } from './literals.ts';
import { entityNamed, fieldNamed } from './draft.ts';
import type { Building, Draft } from './draft.ts';
import type { Entity, Field, Seed } from './model.ts';

/** Reference rows: every row is found by the same unique field. */
export function seedsOf(building: Building): readonly Seed[] {
  return building.document.seed.flatMap(({ entity: name, rows }) => {
    const entity = entityNamed(building, name);
    if (!entity) return [];
    if (!mayBeSeeded(building, entity, name.at)) return [];
    const given = rows.map((row) => ({ row, cells: cellsOf(building, entity, row) }));
    const key = keyOf(building, entity, rows, name.at);
    if (!key) return [];
    checkKeys(building, key, rows);
    for (const { row } of given) checkRequired(building, entity, row);
    const seed: Seed = { entity, key, rows: given.map((one) => one.cells) };
    (entity as Draft<Entity>).seed = seed;
    return [seed];
  });
}

function mayBeSeeded(building: Building, entity: Entity, at: SeedRowSyntax['at']): boolean {
  if (entity.kind === 'owned') {
    building.problems.add('cannot_seed', at, {
      en: `"${entity.names.code}" is part of another entity`,
      zh: `“${entity.names.code}”从属于其他实体`,
    });
    return false;
  }
  const { tenancy } = building.model;
  if (entity.tenant && tenancy?.kind === 'row' && tenancy.defaultTenant === null) {
    building.problems.add(
      'seed_without_tenant',
      at,
      {
        en: `rows of "${entity.names.code}" belong to a tenant, and none is named`,
        zh: `“${entity.names.code}”的数据属于租户，但没有指定租户`,
      },
      {
        en: 'add `tenancy: none` to the entity, or `default <id>` to the top `tenancy`',
        zh: '请在实体上写 `tenancy: none`，或在顶层 `tenancy` 加 `default <编号>`',
      },
    );
    return false;
  }
  return true;
}

function cellsOf(building: Building, entity: Entity, row: SeedRowSyntax): Seed['rows'][number] {
  return row.values.flatMap(({ field: name, text }): Seed['rows'][number] => {
    const field = fieldNamed(building, entity, name);
    if (!field) return [];
    if (field.columns.length !== 1 || field.many || field.computed || field.counter) {
      building.problems.add('cannot_seed', name.at, {
        en: `"${field.name}" has no plain value to seed`,
        zh: `“${field.name}”没有可预置的简单值`,
      });
      return [];
    }
    if (text === null) return [{ field, value: null }];
    // A reference is the id of a row, which is known as text only.
    const value =
      field.type.kind === 'reference' ? text : literalOf(building, field, text, name.at);
    return value === null ? [] : [{ field, value: String(value) }];
  });
}

function keyOf(
  building: Building,
  entity: Entity,
  rows: readonly SeedRowSyntax[],
  at: SeedRowSyntax['at'],
): Field | null {
  const keys = entity.fields.filter((field) => field.unique && !field.optional && !field.many);
  const key = keys.find((field) =>
    rows.every((row) => row.values.some((one) => one.field.value === field.name)),
  );
  if (key) return key;
  const names = keys.map((one) => one.name).join(', ');
  building.problems.addUnless(
    rows.flatMap((row) => row.values.map((one) => one.field.value)),
    'seed_without_key',
    at,
    {
      en: `rows of "${entity.names.code}" need a unique field to be found by`,
      zh: `“${entity.names.code}”的预置数据需要一个唯一字段`,
    },
    names === ''
      ? { en: 'make a required field `unique`', zh: '请把某个必填字段设为 `unique`' }
      : { en: `give one of these in every row: ${names}`, zh: `每行都要给出其中之一：${names}` },
  );
  return null;
}

function checkKeys(building: Building, key: Field, rows: readonly SeedRowSyntax[]): void {
  const seen = new Set<string | null>();
  for (const row of rows) {
    const cell = row.values.find((one) => one.field.value === key.name);
    if (cell && seen.has(cell.text))
      building.problems.add('seed_twice', cell.field.at, {
        en: `"${cell.text}" stands twice`,
        zh: `“${cell.text}”出现了两次`,
      });
    if (cell) seen.add(cell.text);
  }
}

function checkRequired(building: Building, entity: Entity, row: SeedRowSyntax): void {
  const missing = entity.fields.filter(
    (field) =>
      !field.optional &&
      !field.many &&
      field.columns.length > 0 &&
      !field.counter &&
      (field.default === null || field.default.kind === 'me' || field.default.kind === 'copy') &&
      !row.values.some((one) => one.field.value === field.name && one.text !== null),
  );
  if (missing.length > 0)
    building.problems.addUnless(
      missing.map((one) => one.name),
      'seed_incomplete',
      row.at,
      {
        en: `the row lacks: ${missing.map((one) => one.name).join(', ')}`,
        zh: `缺少字段：${missing.map((one) => one.name).join('、')}`,
      },
    );
}
