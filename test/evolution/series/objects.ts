import { memberKinds, objectsIn, plainField } from './parts.ts';
import type { EntityState, FieldState, MemberKind, MemberState, ObjectState } from './parts.ts';
import type { Change, Series } from './series.ts';
import {
  isJson,
  isList,
  readData,
  rewrite,
  rewriteAll,
  settleStorage,
  writeData,
} from './value-data.ts';

function addValueField(series: Series): string | null {
  const entity = series.pick(series.entities);
  if (entity.fields.length > 7) return null;
  const object = series.random(2) === 0 ? newObject(series) : pickObject(series);
  if (object === null) return null;
  // A list is required, and rows that are there have none.
  const many = entity.ids.length === 0;
  const field = { ...plainField(series.fresh('f'), 'value'), object, many, optional: !many };
  for (const id of entity.ids) field.cells.set(id, null);
  entity.fields.push(field);
  return `add ${entity.name}.${field.name} ${object.name}${many ? '[]' : '?'}`;
}

function newObject(series: Series): ObjectState {
  const count = 1 + series.random(3);
  const members = Array.from({ length: count }, () => newMember(series, series.random(3) === 0));
  const object = { name: series.fresh('V'), members };
  series.objects.push(object);
  return object;
}

function newMember(series: Series, optional: boolean): MemberState {
  return { name: series.fresh('m'), kind: series.pick(memberKinds), optional, object: null };
}

/** Fields become members of a value. */
function join(series: Series): string | null {
  const entity = series.pick(series.entities);
  const may = entity.fields.filter((one) => isMember(one) && !series.isTouched(one));
  const joined = may.slice(0, 1 + series.random(3));
  if (joined.length === 0) return null;
  const members = joined.map((one) => ({
    name: series.fresh('m'),
    kind: one.kind as MemberKind,
    optional: one.optional,
    object: null,
  }));
  const object = { name: series.fresh('V'), members };
  series.objects.push(object);
  const field = { ...plainField(series.fresh('f'), 'value'), object };
  for (const id of entity.ids) {
    const cells = joined.map((one, at) => [members[at]?.name, one.cells.get(id) ?? null] as const);
    field.cells.set(id, writeData(Object.fromEntries(cells)));
  }
  for (const [at, one] of joined.entries()) {
    const [from, to] = [`${entity.name}.${one.name}`, `${entity.name}.${field.name}`];
    series.lines.renames.push(`${from} -> ${to}.${members[at]?.name}`);
    entity.fields.splice(entity.fields.indexOf(one), 1);
  }
  entity.fields.push(field);
  const names = joined.map(({ name }) => name).join(' ');
  return `join ${names} into ${entity.name}.${field.name} ${object.name}`;
}

function isMember(field: FieldState): boolean {
  const isKnown = (memberKinds as readonly string[]).includes(field.kind);
  const texts = [...field.cells.values()];
  return isKnown && !field.unique && !field.index && !texts.includes('*');
}

/** The members of a value that has columns become fields. */
function split(series: Series): string | null {
  const found = valueField(series);
  if (found === null) return null;
  const { entity, field, object } = found;
  if (isJson(field) || entity.fields.length + object.members.length > 10) return null;
  for (const member of object.members) {
    const one = plainField(series.fresh('f'), member.kind);
    one.optional = member.optional || field.optional;
    for (const id of entity.ids) {
      const text = readData(field.cells.get(id))?.[member.name];
      one.cells.set(id, typeof text === 'string' ? text : null);
    }
    entity.fields.push(one);
    const path = `${entity.name}.${field.name}.${member.name}`;
    series.lines.renames.push(`${path} -> ${entity.name}.${one.name}`);
  }
  entity.fields.splice(entity.fields.indexOf(field), 1);
  return `split ${entity.name}.${field.name} ${object.name}`;
}

/** One becomes a list of them, which is JSON, or the other way. */
function toggleList(series: Series): string | null {
  const found = valueField(series);
  if (found === null) return null;
  const { entity, field } = found;
  const word = `${field.many ? 'one' : 'list'} ${entity.name}.${field.name}`;
  if (!field.many) {
    rewrite(field, (value) => {
      if (value === null || isList(value) || isEmpty(field, value)) return [];
      return [value];
    });
    Object.assign(field, { many: true, optional: false });
    return word;
  }
  const lists = [...field.cells.values()].map((text) => JSON.parse(text ?? '[]') as unknown[]);
  if (lists.some((list) => list.length > 1)) return null;
  const optional = lists.some((list) => list.length === 0) || series.random(2) === 0;
  rewrite(field, (value) => (Array.isArray(value) ? (value[0] ?? null) : value));
  Object.assign(field, { many: false, optional });
  return word;
}

/** Columns without a value in them are nothing that a list could hold. */
function isEmpty(field: FieldState, value: unknown): boolean {
  return !isJson(field) && Object.values(value as object).every((one) => one === null);
}

function loosenField(series: Series): string | null {
  const found = valueField(series);
  if (found === null || found.field.optional || found.field.many) return null;
  return changed([found.field], `optional ${found.entity.name}.${found.field.name}`, () => {
    found.field.optional = true;
  });
}

function renameMember(series: Series): string | null {
  const object = freeObject(series);
  if (object === null) return null;
  const member = series.pick(object.members);
  const [from, to] = [member.name, series.fresh('m')];
  series.lines.renames.push(`${object.name}.${from} -> ${object.name}.${to}`);
  member.name = to;
  rewriteAll(series, object, ({ [from]: value, ...rest }) => ({ ...rest, [to]: value ?? null }));
  return `rename ${object.name}.${from} ${to}`;
}

function renameObject(series: Series): string | null {
  const object = freeObject(series);
  if (object === null) return null;
  const [from, to] = [object.name, series.fresh('V')];
  series.lines.renames.push(`${from} -> ${to}`);
  object.name = to;
  return `rename ${from} ${to}`;
}

function addMember(series: Series): string | null {
  const object = freeObject(series);
  if (object === null || object.members.length > 4) return null;
  return addTo(series, object, newMember(series, true));
}

/** One inside another is JSON. */
function nest(series: Series): string | null {
  const object = freeObject(series);
  if (object === null || object.members.some((one) => one.object !== null)) return null;
  const isInside = series.objects.some((one) => one.members.some((each) => each.object === object));
  const inner = series.objects.find(
    (one) =>
      one !== object && !series.isNamed(one.name) && one.members.every((each) => !each.object),
  );
  if (isInside || inner === undefined) return null;
  return addTo(series, object, {
    name: series.fresh('m'),
    kind: 'value',
    optional: true,
    object: inner,
  });
}

function addTo(series: Series, object: ObjectState, member: MemberState): string {
  const word = `add ${object.name}.${member.name} ${member.object?.name ?? member.kind}`;
  return changed(usersOf(series, object), word, () => {
    object.members.push(member);
    rewriteAll(series, object, (data) => ({ ...data, [member.name]: null }));
  });
}

function dropMember(series: Series): string | null {
  const object = freeObject(series);
  if (object === null || object.members.length < 2) return null;
  const { name } = series.pick(object.members);
  series.lines.drops.push(`${object.name}.${name}`);
  return changed(usersOf(series, object), `drop ${object.name}.${name}`, () => {
    const left = object.members.filter((one) => one.name !== name);
    object.members.splice(0, object.members.length, ...left);
    rewriteAll(series, object, ({ [name]: _, ...rest }) => rest);
  });
}

/** All members optional make an optional value JSON. */
function loosenMember(series: Series): string | null {
  const object = freeObject(series);
  const member = object?.members.find((one) => !one.optional);
  if (object === null || member === undefined) return null;
  const word = `optional ${object.name}.${member.name}`;
  return changed(usersOf(series, object), word, () => {
    member.optional = true;
  });
}

/** What it means for the fields that they may be kept otherwise from now on. */
function changed(fields: readonly FieldState[], word: string, change: () => void): string {
  const hadColumns = fields.filter((one) => !isJson(one));
  change();
  settleStorage([...hadColumns, ...fields.filter((one) => !isJson(one))]);
  return word;
}

function usersOf(series: Series, object: ObjectState): readonly FieldState[] {
  return series.entities.flatMap((one) =>
    one.fields.filter((field) => objectsIn(field).includes(object)),
  );
}

/** One that no other change of this version touches, nor a field of it. */
function freeObject(series: Series): ObjectState | null {
  const object = pickObject(series);
  const isFree = object !== null && usersOf(series, object).every((one) => !series.isTouched(one));
  return isFree ? object : null;
}

function pickObject(series: Series): ObjectState | null {
  return series.objects.length === 0 ? null : series.pick(series.objects);
}

function valueField(series: Series): {
  readonly entity: EntityState;
  readonly field: FieldState;
  readonly object: ObjectState;
} | null {
  const entity = series.pick(series.entities);
  const field = entity.fields.find((one) => one.kind === 'value');
  if (!field?.object || series.isTouched(field)) return null;
  return { entity, field, object: field.object };
}

export const objects: readonly Change[] = [
  addValueField,
  addValueField,
  join,
  split,
  toggleList,
  loosenField,
  renameMember,
  renameObject,
  addMember,
  nest,
  dropMember,
  loosenMember,
];
