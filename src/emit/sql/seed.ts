import { createHash } from 'node:crypto';
import type { Entity, Field, Model, Seed } from '../../model/model.ts';
import { tableColumns, tenantColumn } from './table.ts';
import { indented, quoted, sqlText } from './text.ts';

/** Reference rows by upsert; their ids follow from their keys, so they are the same everywhere. */
export function seedStatements(seed: Seed, model: Model): readonly string[] {
  const { entity } = seed;
  const tenant = tenantColumn(entity, model);
  const names = tableColumns(entity, model).map((column) => column.name);
  const rows = seed.rows.map((row) => {
    const given = new Map(row.map((cell) => [cell.field.name, cell.value]));
    const fixed = new Map<string, string>([
      ['id', sqlText(seedId(entity, given.get(seed.key.name) ?? ''))],
      ['version', '1'],
      ['created_at', 'now()'],
      ['updated_at', 'now()'],
      ['status', sqlText(entity.lifecycle?.initial ?? '')],
      ['deleted_at', 'null'],
      ...(tenant === null ? [] : [[tenant, seedTenant(model)] as const]),
    ]);
    return `(${names.map((name) => cell(entity, name, given, fixed)).join(', ')})`;
  });
  const set = new Set(seed.rows.flatMap((row) => row.map((one) => one.field)));
  return [
    [
      `insert into ${quoted(entity.names.table)} (${names.map(quoted).join(', ')}) values`,
      `${indented(rows.join(',\n'), 2)}`,
      `on conflict ${conflictTarget(seed, tenant)} do ${updated(seed, set)};`,
    ].join('\n'),
  ];
}

/** The default tenant's where tables are shared; where each tenant has its own, that of the schema being migrated. */
export function seedTenant({ tenancy }: Model): string {
  return tenancy?.kind === 'schema'
    ? `current_setting('app.tenant')`
    : sqlText(tenancy?.defaultTenant ?? '');
}

function cell(
  entity: Entity,
  name: string,
  given: ReadonlyMap<string, string | null>,
  fixed: ReadonlyMap<string, string>,
): string {
  const field = entity.fields.find((one) => one.columns.some((column) => column.name === name));
  if (field === undefined) return fixed.get(name) ?? 'null';
  const text = given.get(field.name);
  return text === undefined ? defaultOf(field) : seedValue(field, text);
}

export function seedValue(field: Field, text: string | null): string {
  if (text === null) return 'null';
  const lower = field.type.kind === 'scalar' && field.type.scalar === 'email';
  return sqlText(lower ? text.toLowerCase() : text);
}

function defaultOf(field: Field): string {
  if (field.counter !== null) return '0';
  const value = field.default;
  switch (value?.kind) {
    case undefined:
    case 'me':
    case 'copy':
      return 'null';
    case 'now':
    case 'today':
      return 'now()';
    case 'uuid':
      return 'gen_random_uuid()';
    case 'literal':
      return literalOf(value.value);
  }
}

function literalOf(value: string | number | boolean | readonly string[]): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return sqlText(value);
  return `array[${value.map(sqlText).join(', ')}]::text[]`;
}

function conflictTarget(seed: Seed, tenant: string | null): string {
  const key = quoted(seed.key.columns[0]?.name ?? seed.key.name);
  const columns = [
    ...(tenant === null ? [] : [quoted(tenant)]),
    seed.key.ci ? `lower(${key})` : key,
  ];
  const where = seed.entity.softDelete === null ? '' : ' where "deleted_at" is null';
  return `(${columns.join(', ')})${where}`;
}

function updated(seed: Seed, fields: ReadonlySet<Field>): string {
  const columns = [...fields]
    .filter((field) => field !== seed.key)
    .flatMap((field) => field.columns.map((column) => quoted(column.name)));
  if (columns.length === 0) return 'nothing';
  return `update set\n${indented(columns.map((one) => `${one} = excluded.${one}`).join(',\n'), 2)}`;
}

/** A UUID of version 8, made of the entity's name and the row's key. */
function seedId(entity: Entity, key: string): string {
  const hex = createHash('sha256').update(`${entity.names.code}\0${key}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
