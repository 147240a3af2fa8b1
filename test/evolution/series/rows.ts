import { randomUUID } from 'node:crypto';
import { parentColumn } from '../../../src/emit/expression/sql.ts';
import { joinTables, tableColumns } from '../../../src/emit/sql/table.ts';
import { quoted, sqlText } from '../../../src/emit/sql/text.ts';
import type { Column, Entity, Model } from '../../../src/model/index.ts';
import { query } from '../world.ts';
import type { Db } from '../world.ts';
import { entityOf, fieldOf } from './cells.ts';
import { adopt } from './children.ts';
import { numbered } from './parts.ts';
import type { EntityState, FieldState, MemberState, ObjectState, SequenceState } from './parts.ts';
import { membersFor, valueFor } from './random-value.ts';
import type { Random, Series } from './series.ts';
import { isJson, readData } from './value-data.ts';
import type { Data } from './value-data.ts';

/** What the code says to the database; where it takes a number, with the one that it has to get. */
export interface Statement {
  readonly sql: string;
  readonly number?: number;
}

export async function write(db: Db, statements: readonly Statement[]): Promise<void> {
  for (const { sql, number } of statements) {
    const [row] = await query(db, sql);
    if (number === undefined || row?.['value'] === number) continue;
    throw new Error(`${String(row?.['value'])} instead of ${number}: ${sql}`);
  }
}

/** Rows of random legal values in every table; what they hold is remembered. */
export async function addRows(db: Db, series: Series, model: Model, random: Random): Promise<void> {
  for (const state of parentsFirst(series)) {
    const count = 1 + random(3);
    for (let index = 0; index < count; index += 1) {
      await write(db, newRow(model, state, randomUUID(), random));
    }
  }
}

/** A row for every table that is still to be written, by the code of this version. */
export function lateRows(series: Series, model: Model, random: Random): readonly Statement[] {
  return parentsFirst(series).flatMap((state) => {
    // Ids rise with time.
    const id = `ffffffff-ffff-7fff-bfff-${String(state.ids.length).padStart(12, '0')}`;
    return newRow(model, state, id, random);
  });
}

function parentsFirst({ entities }: Series): readonly EntityState[] {
  return entities.toSorted((a, b) => depthOf(a) - depthOf(b));
}

function depthOf({ parent }: EntityState): number {
  return parent === null ? 0 : 1 + depthOf(parent);
}

function newRow(
  model: Model,
  state: EntityState,
  id: string,
  random: Random,
): readonly Statement[] {
  const entity = entityOf(model, state);
  const taken = fillCells(model, state, id, random);
  const given = new Map([
    ...systemValues(entity, state, id),
    ...state.fields.flatMap((field) => columnValues(entity, field, id)),
  ]);
  const columns = tableColumns(entity, model);
  const names = columns.map((one) => quoted(one.name)).join(', ');
  const values = columns.map(({ name, default: own }) => given.get(name) ?? own ?? 'null');
  const table = quoted(entity.names.table);
  const sets = state.fields.filter(({ kind }) => kind === 'set');
  return [
    ...taken,
    { sql: `insert into ${table} (${names}) values (${values.join(', ')})` },
    ...sets.flatMap((field) => members(entity, field, id)),
  ];
}

/** Gives the statements that take its numbers. */
function fillCells(
  model: Model,
  state: EntityState,
  id: string,
  random: Random,
): readonly Statement[] {
  const taken: Statement[] = [];
  for (const field of state.fields) {
    if (field.kind === 'children' || field.kind === 'counter') continue;
    const isSet = field.kind === 'set';
    const text = isSet ? membersFor(field, random).join(' ') : valueFor(field, random);
    if (field.sequence !== null) taken.push(nextNumber(model, state, field.name, field.sequence));
    const { sequence } = field;
    field.cells.set(id, sequence === null ? text : numbered(sequence, sequence.taken));
  }
  if (state.states.length > 0) {
    state.status.set(id, state.states[random(state.states.length)] ?? null);
  }
  if (state.parent !== null) {
    const { ids } = state.parent;
    adopt(state, id, ids[random(ids.length)] ?? '');
  }
  state.ids.push(id);
  return taken;
}

/** Taken as the code takes it; the series knows which one it has to be. */
function nextNumber(
  model: Model,
  state: EntityState,
  name: string,
  sequence: SequenceState,
): Statement {
  const tenant = model.tenancy === null ? [] : [[model.tenancy.column, 'main']];
  const period = sequence.yearly ? String(new Date().getUTCFullYear()) : '';
  const keys = [...tenant, ['name', `${state.name}.${name}`], ['period', period]];
  const columns = keys.map(([column = '']) => quoted(column)).join(', ');
  const values = keys.map(([, one = '']) => sqlText(one)).join(', ');
  sequence.taken += 1;
  return {
    sql: `insert into "sequences" (${columns}, "value") values (${values}, 1)
      on conflict on constraint "sequences_pkey" do update set "value" = "sequences"."value" + 1 returning "value"::int as value`,
    number: sequence.taken,
  };
}

function systemValues(
  entity: Entity,
  state: EntityState,
  id: string,
): readonly (readonly [string, string])[] {
  return [
    ['id', sqlText(id)],
    ['tenant_id', sqlText('main')],
    ['status', sqlText(state.status.get(id) ?? '')],
    ['version', '1'],
    ['created_at', `now() + interval '${state.ids.length} s'`],
    ['updated_at', 'now()'],
    [parentColumn(entity), sqlText(state.parents.get(id) ?? '')],
    ['position', String(state.places.get(id) ?? 0)],
  ];
}

/** SQL of what a row holds in each column of a field. */
function columnValues(
  entity: Entity,
  state: FieldState,
  id: string,
): readonly (readonly [string, string])[] {
  if (['set', 'children', 'counter'].includes(state.kind)) return [];
  const { columns } = fieldOf(entity, state);
  const text = state.cells.get(id) ?? null;
  const { object } = state;
  return columns.map((column) => {
    if (object === null) return [column.name, sqlValue(column, text)];
    if (isJson(state)) return [column.name, jsonValue(text, object)];
    const member = readData(text)?.[column.path[0] ?? ''] ?? null;
    return [column.name, sqlValue(column, typeof member === 'string' ? member : null)];
  });
}

function sqlValue({ sqlType }: Column, text: string | null): string {
  if (text === null) return 'null';
  return sqlType === 'text[]'
    ? `array(select jsonb_array_elements_text(${sqlText(text)}::jsonb))`
    : `${sqlText(text)}::${sqlType}`;
}

function jsonValue(text: string | null, object: ObjectState): string {
  if (text === null) return 'null';
  const value = JSON.parse(text) as Data | readonly Data[];
  const json = Array.isArray(value)
    ? value.map((one: Data) => jsonOf(one, object))
    : jsonOf(value as Data, object);
  return `${sqlText(JSON.stringify(json))}::jsonb`;
}

/** As the code writes it: numbers that JavaScript holds exactly are numbers. */
function jsonOf(data: Data, object: ObjectState): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    object.members.map((member) => [member.name, jsonMember(data[member.name] ?? null, member)]),
  );
}

function jsonMember(value: string | Data | null, { kind, object }: MemberState): unknown {
  if (typeof value === 'object') return value && object ? jsonOf(value, object) : null;
  if (kind === 'int') return Number(value);
  return kind === 'bool' ? value === 'true' : value;
}

function members(entity: Entity, field: FieldState, id: string): readonly Statement[] {
  const join = joinTables(entity).find((one) => one.field === fieldOf(entity, field));
  const all = (field.cells.get(id) ?? '').split(' ').filter((one) => one !== '');
  return all.map((member, place) => ({
    sql: `insert into ${quoted(join?.name ?? '')} values (${sqlText(id)}, ${sqlText(member)}, ${place})`,
  }));
}
