import { parentColumn } from '../../../src/emit/expression/sql.ts';
import { joinTables } from '../../../src/emit/sql/table.ts';
import { quoted } from '../../../src/emit/sql/text.ts';
import type { Column, Entity, Field, Model } from '../../../src/model/index.ts';
import type { EntityState, FieldState, Kind, ObjectState } from './parts.ts';
import type { Series } from './series.ts';
import { isJson, writeData } from './value-data.ts';
import type { Data } from './value-data.ts';
import { query } from '../world.ts';
import type { Db, Row } from '../world.ts';

type Cells = ReadonlyMap<string, string | null>;

/** What the database holds now, said as the series says it; differences only. */
export async function lostValues(db: Db, series: Series, model: Model): Promise<string[]> {
  const lost: string[] = [];
  for (const state of series.entities) {
    const entity = entityOf(model, state);
    const wanted = [...columnsOf(entity), ...state.fields.flatMap((one) => textsOf(entity, one))];
    const rows = await query(db, `select ${wanted.join(', ')} from ${quoted(entity.names.table)}`);
    const check = (name: string, cells: Cells, read: (row: Row) => string | null): void => {
      const found = new Map(rows.map((row) => [String(row['id']), read(row)]));
      lost.push(...compare(`${state.name}.${name}`, state.ids, cells, found));
    };
    for (const field of state.fields) {
      if (field.kind !== 'children') check(field.name, wantedOf(field, state), reader(field));
    }
    if (state.states.length > 0) check('status', state.status, (row) => textAt(row, 'status'));
    if (state.parent === null) continue;
    check('parent', state.parents, (row) => textAt(row, 'parent'));
    const places = [...state.places].map(([id, place]) => [id, String(place)] as const);
    check('place', new Map(places), (row) => textAt(row, 'place'));
  }
  return lost;
}

function compare(name: string, ids: readonly string[], wanted: Cells, found: Cells): string[] {
  return ids.flatMap((id) => {
    const [want, have] = [wanted.get(id) ?? null, found.get(id)];
    if (have === undefined) return [`${name} ${id}: the row is gone`];
    if (want === '*' ? have !== null : want === have) return [];
    return [`${name} ${id}: ${JSON.stringify(want)} became ${JSON.stringify(have)}`];
  });
}

/** A counter's cells are what is there to be counted. */
function wantedOf({ counter, cells }: FieldState, { ids }: EntityState): Cells {
  if (counter === null) return cells;
  const members = [...counter.field.cells.values()].flatMap((text) => text?.split(' ') ?? []);
  return new Map(ids.map((id) => [id, String(members.filter((one) => one === id).length)]));
}

function columnsOf(entity: Entity): readonly string[] {
  return [
    '"id"::text as "id"',
    ...(entity.lifecycle === null ? [] : ['"status"']),
    ...(entity.kind === 'owned'
      ? [`${quoted(parentColumn(entity))}::text as "parent"`, '"position"::text as "place"']
      : []),
  ];
}

/** The expressions that give a field's texts: one, or one a member. */
function textsOf(entity: Entity, state: FieldState): readonly string[] {
  const field = fieldOf(entity, state);
  const [column] = field.columns;
  if (state.kind === 'children') return [];
  if (state.kind === 'set') return [`${membersText(entity, field)} as ${quoted(state.name)}`];
  if (state.object !== null && !isJson(state)) {
    return state.object.members.flatMap(({ name, kind }) => {
      const one = field.columns.find(({ path }) => path[0] === name);
      return one === undefined ? [] : [`${text(one, kind)} as ${quoted(`${state.name}.${name}`)}`];
    });
  }
  return column === undefined ? [] : [`${text(column, state.kind)} as ${quoted(state.name)}`];
}

function text({ name }: Column, kind: Kind): string {
  const column = quoted(name);
  if (kind === 'datetime') {
    return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
  return kind === 'string[]' ? `to_json(${column})::text` : `${column}::text`;
}

function membersText(entity: Entity, field: Field): string {
  const join = joinTables(entity).find((one) => one.field === field);
  const [owner, target] = [quoted(join?.ownerColumn ?? ''), quoted(join?.targetColumn ?? '')];
  return `coalesce((select string_agg(${target}::text, ' ' order by "position") from ${quoted(join?.name ?? '')} where ${owner} = ${quoted(entity.names.table)}."id"), '')`;
}

function reader(field: FieldState): (row: Row) => string | null {
  const { name, object } = field;
  if (object === null) return (row) => textAt(row, name);
  if (!isJson(field)) {
    return (row) => {
      const texts = object.members.map((one) => [one.name, textAt(row, `${name}.${one.name}`)]);
      const isAbsent = field.optional && texts.every(([, one]) => one === null);
      return isAbsent ? null : writeData(Object.fromEntries(texts) as Data);
    };
  }
  return (row) => {
    const json = textAt(row, name);
    if (json === null) return null;
    const value: unknown = JSON.parse(json);
    const data = Array.isArray(value)
      ? value.map((one) => dataOf(one, object))
      : dataOf(value, object);
    return writeData(data);
  };
}

/** Every member's text, absent ones too. */
function dataOf(json: unknown, object: ObjectState): Data {
  const members = json as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    object.members.map(({ name, object: inner }) => {
      const value = members[name] ?? null;
      if (value === null) return [name, null];
      return [name, inner === null ? String(value) : dataOf(value, inner)];
    }),
  );
}

function textAt(row: Row, name: string): string | null {
  const value = row[name] ?? null;
  return value === null ? null : String(value);
}

export function entityOf(model: Model, state: EntityState): Entity {
  const found = model.entities.find((one) => one.names.code === state.name);
  if (found === undefined) throw new Error(`no entity ${state.name}`);
  return found;
}

export function fieldOf(entity: Entity, state: FieldState): Field {
  const found = entity.fields.find((one) => one.name === state.name);
  if (found === undefined) throw new Error(`no field ${state.name}`);
  return found;
}
