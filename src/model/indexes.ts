import type { EntitySyntax, Located } from '../prd/index.ts';
import { fieldNamed } from './draft.ts';
import type { Building } from './draft.ts';
import type { TypedExpr } from './expression.ts';
import { typeCondition } from './expressions.ts';
import type { Entity, Index, Unique } from './model.ts';
import { snakeOf, sqlName } from './names.ts';
import { isSameCondition, withOwnNames } from './own-names.ts';

export function indexesOf(
  building: Building,
  entity: Entity,
  syntax: EntitySyntax,
): readonly Index[] {
  const { table } = entity.names;
  const found: Index[] = [];
  const add = (
    columns: Index['columns'],
    kind: Index['kind'],
    where: TypedExpr | null,
    at: Index['at'],
  ): void => {
    const name = sqlName(
      table,
      'by',
      ...columns.map((column) => column.name),
      ...(kind === 'trigram' ? ['search'] : []),
    );
    const one = { name, columns, kind, where, at };
    if (columns.length > 0 && !found.some((other) => isSame(one, other))) found.push(one);
  };
  for (const one of syntax.index) {
    const columns = one.fields.flatMap(({ path, desc }) =>
      columnsNamed(building, entity, path).map((name) => ({ name, desc })),
    );
    const where = one.where && typeCondition(building, one.where, { self: entity });
    if (!one.where || where) add(columns, 'btree', where ?? null, one.at);
  }
  for (const field of entity.fields) {
    const columns = field.columns.map((column) => ({ name: column.name, desc: false }));
    const isReference = field.type.kind === 'reference' && !field.unique;
    if (field.index || isReference) add(columns, 'btree', null, field.at);
    if (field.search) add(columns, 'trigram', null, field.at);
  }
  return withOwnNames(found);
}

/** Also one that is read from its other end. */
function isSame(one: Index, other: Index): boolean {
  const turned = one.columns.filter(
    ({ desc }, index) => desc !== other.columns[index]?.desc,
  ).length;
  return (
    one.name === other.name &&
    (turned === 0 || turned === one.columns.length) &&
    isSameCondition(one.where, other.where)
  );
}

export function columnsNamed(
  building: Building,
  entity: Entity,
  path: Located<string>,
): readonly string[] {
  if (path.value === 'status' && entity.lifecycle) return ['status'];
  if (['id', 'createdAt', 'updatedAt', 'version'].includes(path.value))
    return [snakeOf(path.value)];
  const [head = '', ...rest] = path.value.split('.');
  const field = fieldNamed(building, entity, { value: head, at: path.at });
  if (!field) return [];
  const columns = field.columns.filter((column) =>
    rest.every((name, index) => column.path[index] === name),
  );
  if (columns.length === 0) notAKey(building, path.value, path.at);
  return columns.map((column) => column.name);
}

export function notAKey(building: Building, name: string, at: Unique['at']): void {
  building.problems.add('not_a_key', at, {
    en: `"${name}" has no value of its own in the row`,
    zh: `“${name}”在行中没有单独的值`,
  });
}
