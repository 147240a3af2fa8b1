import type { Column, Entity, Field, Model, Unique, UniqueColumn } from '../../model/model.ts';
import { parentColumn, sqlExpression } from '../expression/sql.ts';
import type { IndexSchema } from './database.ts';
import { fieldColumns, joinTables, sameModule, tenantColumn } from './table.ts';
import { fittingName, quoted, sqlText } from './text.ts';

export interface Constraint {
  readonly name: string;
  /** What follows the name: `unique ("sku")`, `check (…)`. */
  readonly definition: string;
}

/** A reference that the database keeps, with the name of its constraint. */
export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly target: Entity;
  /** Null for the parent of an owned child and the owner of a set. */
  readonly field: Field | null;
  readonly action: 'restrict' | 'cascade' | 'setnull';
}

const numeric = new Set(['int', 'bigint', 'float', 'decimal', 'money']);

export function foreignKeys(entity: Entity): readonly ForeignKey[] {
  const table = entity.names.table;
  const parent = entity.parent?.entity;
  return [
    ...(parent === undefined ? [] : [key(table, parentColumn(entity), parent, null, 'cascade')]),
    ...entity.fields.flatMap((field) => {
      const target = onlyTarget(field);
      const [column] = field.columns;
      if (target === null || column === undefined || !sameModule(entity, target)) return [];
      return [key(table, column.name, target, field, field.onDelete)];
    }),
  ];
}

/** Of a join table: one for each side. */
export function joinKeys(entity: Entity): readonly ForeignKey[] {
  return joinTables(entity).flatMap((join) => [
    key(join.name, join.ownerColumn, join.owner, null, 'cascade'),
    ...(sameModule(join.owner, join.target)
      ? [
          key(
            join.name,
            join.targetColumn,
            join.target,
            join.field,
            // Leaving a set is all that the loss of a member can mean to it.
            join.field.onDelete === 'setnull' ? 'cascade' : join.field.onDelete,
          ),
        ]
      : []),
  ]);
}

/** The one entity that a reference by id leads to; null for sets and `-> A | B`. */
export function onlyTarget(field: Field): Entity | null {
  if (field.type.kind !== 'reference' || field.many) return null;
  return field.type.targets.length === 1 ? (field.type.targets[0] ?? null) : null;
}

export function checks(entity: Entity): readonly Constraint[] {
  const table = entity.names.table;
  const states = entity.lifecycle?.states.map((state) => state.code);
  return [
    ...fieldColumns(entity).flatMap(({ field, column }) => columnChecks(table, field, column)),
    ...(states === undefined
      ? []
      : [{ name: `${table}_status_known`, definition: oneOf('status', states) }]),
  ].map((one) => ({ ...one, name: fittingName(one.name) }));
}

/** Whether it can stand in the table; the rest, being partial or on an expression, are indexes. */
export function isTableConstraint(unique: Unique, entity: Entity): boolean {
  if (unique.overlap !== null) return true;
  const plain = unique.columns.every((column) => !column.ci);
  return plain && unique.where === null && entity.softDelete === null;
}

export function uniqueConstraint(unique: Unique, entity: Entity, model: Model): Constraint {
  const columns = uniqueColumns(unique, entity, model);
  if (unique.overlap === null) {
    return { name: unique.name, definition: `unique (${columns.map(keyPart).join(', ')})` };
  }
  const equal = columns.map((column) => `${keyPart(column)} with =`);
  const range = rangeOf(unique.overlap.from, unique.overlap.to);
  const where = uniqueCondition(unique, entity);
  return {
    name: unique.name,
    definition: `exclude using gist (${[...equal, `${range} with &&`].join(', ')})${
      where === null ? '' : ` where (${where})`
    }`,
  };
}

export function uniqueIndex(unique: Unique, entity: Entity, model: Model): IndexSchema {
  const columns = uniqueColumns(unique, entity, model).map(keyPart).join(', ');
  const where = uniqueCondition(unique, entity);
  return {
    name: unique.name,
    unique: true,
    definition: `(${columns})${where === null ? '' : ` where ${where}`}`,
  };
}

function uniqueColumns(unique: Unique, entity: Entity, model: Model): readonly UniqueColumn[] {
  const tenant = tenantColumn(entity, model);
  const named = unique.columns.some((column) => column.name === tenant);
  return tenant === null || named
    ? unique.columns
    : [{ name: tenant, ci: false }, ...unique.columns];
}

function keyPart(column: UniqueColumn): string {
  return column.ci ? `lower(${quoted(column.name)})` : quoted(column.name);
}

/** A deleted row gives its name free. */
function uniqueCondition(unique: Unique, entity: Entity): string | null {
  const where = unique.where === null ? null : sqlExpression(unique.where);
  if (entity.softDelete === null) return where;
  return where === null ? '"deleted_at" is null' : `"deleted_at" is null and (${where})`;
}

function rangeOf(from: Field, to: Field): string {
  const [start] = from.columns;
  const [end] = to.columns;
  if (start === undefined || end === undefined) throw new Error(`${from.name} is not stored`);
  const columns = `${quoted(start.name)}, ${quoted(end.name)}`;
  if (start.sqlType === 'date') return `daterange(${columns}, '[]')`;
  if (start.sqlType.startsWith('timestamp')) return `tstzrange(${columns})`;
  if (start.sqlType.startsWith('time')) {
    return `tsrange(date '2000-01-01' + ${quoted(start.name)}, date '2000-01-01' + ${quoted(end.name)})`;
  }
  return `numrange(${quoted(start.name)}::numeric, ${quoted(end.name)}::numeric)`;
}

function key(
  table: string,
  column: string,
  target: Entity,
  field: Field | null,
  action: ForeignKey['action'],
): ForeignKey {
  const name = fittingName(`${table}_${column.replace(/_id$/, '')}_exists`);
  return { name, table, column, target, field, action };
}

function columnChecks(table: string, field: Field, column: Column): readonly Constraint[] {
  const inner = column.field;
  const prefix = `${table}_${column.name}`;
  if (column.sqlType === 'jsonb') return [];
  const known = knownValues(field, column);
  if (known !== null) {
    const array = column.sqlType.endsWith('[]');
    const definition = array ? within(column.name, known) : oneOf(column.name, known);
    return [{ name: `${prefix}_known`, definition }];
  }
  if (column.sqlType.endsWith('[]')) return [];
  return [...lengthCheck(prefix, inner, column), ...rangeCheck(prefix, inner, column)];
}

function knownValues(field: Field, column: Column): readonly string[] | null {
  const { type } = column.field;
  if (type.kind === 'enum') return type.enum.values.map((one) => one.code);
  const isKind = field.type.kind === 'reference' && column.sqlType === 'text';
  return isKind && field.type.kind === 'reference'
    ? field.type.targets.map((one) => one.names.code)
    : null;
}

function lengthCheck(prefix: string, field: Field, column: Column): readonly Constraint[] {
  if (field.length === null || !column.sqlType.startsWith('text')) return [];
  // What is stored of a password is a hash, which has a length of its own.
  if (field.type.kind === 'scalar' && field.type.scalar === 'password') return [];
  const { min, max } = field.length;
  const length = `char_length(${quoted(column.name)})`;
  const holds = min === 0 ? `<= ${max}` : min === max ? `= ${max}` : `between ${min} and ${max}`;
  return [{ name: `${prefix}_length`, definition: `check (${length} ${holds})` }];
}

function rangeCheck(prefix: string, field: Field, column: Column): readonly Constraint[] {
  const isNumber = field.type.kind === 'scalar' && numeric.has(field.type.scalar);
  if (!isNumber || field.bounds.length === 0) return [];
  const name = quoted(column.name);
  const [least] = field.bounds.filter((bound) => bound.op === '>=');
  const [most] = field.bounds.filter((bound) => bound.op === '<=');
  const definition =
    least !== undefined && most !== undefined && field.bounds.length === 2
      ? `check (${name} between ${least.value} and ${most.value})`
      : `check (${field.bounds.map((bound) => `${name} ${bound.op} ${bound.value}`).join(' and ')})`;
  return [{ name: `${prefix}_range`, definition }];
}

function oneOf(column: string, values: readonly string[]): string {
  return `check (${quoted(column)} in (${values.map(sqlText).join(', ')}))`;
}

function within(column: string, values: readonly string[]): string {
  return `check (${quoted(column)} <@ array[${values.map(sqlText).join(', ')}]::text[])`;
}
