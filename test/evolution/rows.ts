import { randomUUID } from 'node:crypto';
import { joinTables, tableColumns } from '../../src/emit/sql/table.ts';
import { quoted, sqlText } from '../../src/emit/sql/text.ts';
import type { Entity, Field, Model } from '../../src/model/index.ts';
import type { EntityState, FieldState, Kind } from './series-parts.ts';
import type { Random, Series } from './series.ts';
import { query } from './world.ts';
import type { Db } from './world.ts';

const strange = ['a', 'B', "'", '"', '\\', '\n', '🎉', '中', ';', '--', '$$', '$1', '%', ' ', '\t'];

/** Rows of random legal values in every table; what they hold is remembered. */
export async function addRows(db: Db, series: Series, model: Model, random: Random): Promise<void> {
  for (const state of series.entities) {
    const entity = entityOf(model, state);
    const count = 1 + random(3);
    for (let index = 0; index < count; index += 1) await addRow(db, model, entity, state, random);
  }
}

async function addRow(
  db: Db,
  model: Model,
  entity: Entity,
  state: EntityState,
  random: Random,
): Promise<void> {
  const id = randomUUID();
  const status = state.states[random(Math.max(state.states.length, 1))] ?? null;
  const system: Readonly<Record<string, string>> = {
    id: sqlText(id),
    tenant_id: sqlText('main'),
    status: sqlText(status ?? ''),
    version: '1',
    created_at: 'now()',
    updated_at: 'now()',
    deleted_at: 'null',
  };
  const texts = new Map<Field, string | null>();
  for (const field of state.fields) {
    const found = fieldOf(entity, field);
    if (field.kind === 'set') continue;
    texts.set(found, valueFor(field, random));
  }
  const columns = tableColumns(entity, model);
  const values = columns.map((column) => {
    const field = entity.fields.find((one) =>
      one.columns.some((each) => each.name === column.name),
    );
    if (field === undefined) return system[column.name] ?? 'null';
    const text = texts.get(field) ?? null;
    if (text === null) return 'null';
    return column.sqlType === 'text[]'
      ? `array(select jsonb_array_elements_text(${sqlText(text)}::jsonb))`
      : `${sqlText(text)}::${column.sqlType}`;
  });
  await query(
    db,
    `insert into ${quoted(entity.names.table)} (${columns.map((one) => quoted(one.name)).join(', ')}) values (${values.join(', ')})`,
  );
  state.ids.push(id);
  if (state.states.length > 0) state.status.set(id, status);
  for (const field of state.fields) {
    if (field.kind !== 'set') {
      field.cells.set(id, texts.get(fieldOf(entity, field)) ?? null);
      continue;
    }
    const members = members_(field, random);
    const join = joinTables(entity).find((one) => one.field === fieldOf(entity, field));
    for (const [place, member] of members.entries()) {
      await query(
        db,
        `insert into ${quoted(join?.name ?? '')} values (${sqlText(id)}, ${sqlText(member)}, ${place})`,
      );
    }
    field.cells.set(id, members.join(' '));
  }
}

function members_(field: FieldState, random: Random): readonly string[] {
  const ids = field.target?.ids ?? [];
  const [a, b] = [ids[random(Math.max(ids.length, 1))], ids[random(Math.max(ids.length, 1))]];
  const wanted = random(4);
  if (wanted === 0 || a === undefined) return [];
  return wanted === 3 && b !== undefined && b !== a ? [a, b] : [a];
}

function valueFor(field: FieldState, random: Random): string | null {
  if (field.optional && random(4) === 0) return null;
  const digits = random(1_000_000);
  const own = field.unique ? randomUUID() : '';
  const texts: Record<Exclude<Kind, 'reference' | 'set'>, () => string> = {
    string: () => `${own}${text(random)}`,
    'string[]': () => JSON.stringify([text(random), text(random)].slice(random(3))),
    text: () => text(random),
    int: () => String(field.unique ? random(2_000_000_000) : digits),
    bigint: () => `90${random(1_000_000_000)}${random(1_000_000)}`,
    'decimal(12 2)': () => `${digits}.${String(random(100)).padStart(2, '0')}`,
    'decimal(14 2)': () => `${digits}.${String(random(100)).padStart(2, '0')}`,
    bool: () => String(random(2) === 0),
    date: () => `20${10 + random(20)}-0${1 + random(9)}-1${random(10)}`,
    datetime: () => new Date(1_600_000_000_000 + digits * 997).toISOString(),
    uuid: () => randomUUID(),
    enum: () => field.values[random(field.values.length)] ?? '',
  };
  if (field.kind === 'set') return null;
  if (field.kind === 'reference') {
    const ids = field.target?.ids ?? [];
    return ids[random(Math.max(ids.length, 1))] ?? null;
  }
  return texts[field.kind]();
}

function text(random: Random): string {
  const letters = Array.from({ length: 1 + random(12) }, () => strange[random(strange.length)]);
  return `x${letters.join('')}`;
}

/** What the database holds now, said as the series says it; differences only. */
export async function lostValues(db: Db, series: Series, model: Model): Promise<string[]> {
  const lost: string[] = [];
  for (const state of series.entities) {
    const entity = entityOf(model, state);
    for (const field of state.fields) {
      const found = await cellsOf(db, entity, fieldOf(entity, field), field);
      lost.push(...compare(`${state.name}.${field.name}`, state.ids, field.cells, found));
    }
    if (state.states.length > 0) {
      const rows = await query(
        db,
        `select "id"::text as id, "status" as text from ${quoted(entity.names.table)}`,
      );
      lost.push(...compare(`${state.name}.status`, state.ids, state.status, mapOf(rows)));
    }
  }
  return lost;
}

function compare(
  name: string,
  ids: readonly string[],
  wanted: ReadonlyMap<string, string | null>,
  found: ReadonlyMap<string, string | null>,
): string[] {
  return ids.flatMap((id) => {
    const [want, have] = [wanted.get(id) ?? null, found.get(id)];
    if (have === undefined) return [`${name} ${id}: the row is gone`];
    if (want === '*' ? have !== null : want === have) return [];
    return [`${name} ${id}: ${JSON.stringify(want)} became ${JSON.stringify(have)}`];
  });
}

async function cellsOf(
  db: Db,
  entity: Entity,
  field: Field,
  state: FieldState,
): Promise<Map<string, string | null>> {
  const table = quoted(entity.names.table);
  if (state.kind === 'set') {
    const join = joinTables(entity).find((one) => one.field === field);
    const [owner, target] = [quoted(join?.ownerColumn ?? ''), quoted(join?.targetColumn ?? '')];
    return mapOf(
      await query(
        db,
        `select "id"::text as id, coalesce((select string_agg(${target}::text, ' ' order by "position") from ${quoted(join?.name ?? '')} where ${owner} = ${table}."id"), '') as text from ${table}`,
      ),
    );
  }
  const column = quoted(field.columns[0]?.name ?? '');
  const instant = `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const special: Partial<Record<Kind, string>> = {
    datetime: instant,
    'string[]': `to_json(${column})::text`,
  };
  const text = special[state.kind] ?? `${column}::text`;
  return mapOf(await query(db, `select "id"::text as id, ${text} as text from ${table}`));
}

function mapOf(
  rows: readonly { readonly id?: unknown; readonly text?: unknown }[],
): Map<string, string | null> {
  return new Map(rows.map((row) => [String(row.id), row.text === null ? null : String(row.text)]));
}

function entityOf(model: Model, state: EntityState): Entity {
  const found = model.entities.find((one) => one.names.code === state.name);
  if (found === undefined) throw new Error(`no entity ${state.name}`);
  return found;
}

function fieldOf(entity: Entity, state: FieldState): Field {
  const found = entity.fields.find((one) => one.name === state.name);
  if (found === undefined) throw new Error(`no field ${state.name}`);
  return found;
}
