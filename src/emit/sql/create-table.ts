import type { Entity, Index, Model } from '../../model/model.ts';
import { parentColumn, sqlExpression } from '../expression/sql.ts';
import { searchedFields } from '../features.ts';
import {
  checks,
  foreignKeys,
  isTableConstraint,
  joinKeys,
  uniqueConstraint,
  uniqueIndex,
} from './constraints.ts';
import type { ForeignKey } from './constraints.ts';
import { joinTables, tableColumns, tenantColumn } from './table.ts';
import type { TableColumn } from './table.ts';
import { fittingName, indented, quoted } from './text.ts';

/** One column or constraint a line, so that two people's additions do not meet. */
export function createTable(name: string, lines: readonly string[]): string {
  return `create table ${quoted(name)} (\n${indented(lines.join(',\n'), 2)}\n);`;
}

/** Foreign keys to tables that are not yet `made` are left for later. */
export function entityTable(entity: Entity, model: Model, made: ReadonlySet<Entity>): string {
  const now = foreignKeys(entity).filter((key) => isReady(key, entity, made));
  const uniques = entity.uniques.filter((unique) => isTableConstraint(unique, entity));
  return createTable(entity.names.table, [
    ...tableColumns(entity, model).map(columnLine),
    ...now.map((key) => `constraint ${quoted(key.name)} ${foreignKey(key)}`),
    ...[...uniques.map((one) => uniqueConstraint(one, entity, model)), ...checks(entity)].map(
      (one) => `constraint ${quoted(one.name)} ${one.definition}`,
    ),
  ]);
}

export function lateForeignKeys(entity: Entity, made: ReadonlySet<Entity>): readonly string[] {
  return foreignKeys(entity)
    .filter((key) => !isReady(key, entity, made))
    .map(
      (key) =>
        `alter table ${quoted(key.table)} add constraint ${quoted(key.name)} ${foreignKey(key)};`,
    );
}

/** Join tables refer both ways, so they come after all entities. */
export function setTables(entity: Entity): readonly string[] {
  const keys = joinKeys(entity);
  return joinTables(entity).flatMap((join) => {
    const columns = [quoted(join.ownerColumn), quoted(join.targetColumn)];
    return [
      createTable(join.name, [
        `${columns[0]} uuid not null`,
        `${columns[1]} uuid not null`,
        '"position" integer not null',
        `primary key (${columns.join(', ')})`,
        ...keys
          .filter((key) => key.table === join.name)
          .map((key) => `constraint ${quoted(key.name)} ${foreignKey(key)}`),
      ]),
      createIndex(`${join.name}_by_${join.targetColumn.replace(/_id$/, '')}`, join.name, [
        join.targetColumn,
      ]),
    ];
  });
}

export function entityIndexes(entity: Entity, model: Model): readonly string[] {
  return [
    ...entity.uniques
      .filter((unique) => !isTableConstraint(unique, entity))
      .map((unique) => uniqueIndex(unique, entity, model)),
    ...ownIndexes(entity, model),
    ...entity.indexes.map((index) => declaredIndex(index, entity, model)),
  ];
}

function declaredIndex(index: Index, entity: Entity, model: Model): string {
  const table = quoted(entity.names.table);
  const where = index.where === null ? '' : ` where ${sqlExpression(index.where)}`;
  if (index.kind === 'trigram') {
    const columns = index.columns.map((column) => trigram(column.name)).join(', ');
    return `create index ${quoted(index.name)} on ${table} using gin (${columns})${where};`;
  }
  const named = index.columns.map(
    (column) => `${quoted(column.name)}${column.desc ? ' desc' : ''}`,
  );
  const columns = isOfReference(index, entity)
    ? // A root's rows are paged by id within what the reference narrows to.
      [...named, ...(entity.kind === 'root' ? ['"id"'] : [])]
    : [...tenantFirst(index, entity, model), ...named];
  return `create index ${quoted(index.name)} on ${table} (${columns.join(', ')})${where};`;
}

/** An id leads to rows of one tenant by itself. */
function isOfReference(index: Index, entity: Entity): boolean {
  const [column] = index.columns;
  return (
    index.columns.length === 1 &&
    foreignKeys(entity).some((one) => one.column === column?.name && !column.desc)
  );
}

function tenantFirst(index: Index, entity: Entity, model: Model): readonly string[] {
  const tenant = entity.kind === 'root' ? tenantColumn(entity, model) : null;
  const named = index.columns.some((column) => column.name === tenant);
  return tenant === null || named ? [] : [quoted(tenant)];
}

/** Those that nobody declares: elements by their parent, rows by their tenant, searched texts. */
function ownIndexes(entity: Entity, model: Model): readonly string[] {
  const { table } = entity.names;
  const tenant = tenantColumn(entity, model);
  const trigrams = new Set(
    entity.indexes.filter((one) => one.kind === 'trigram').map((one) => one.columns[0]?.name),
  );
  const searched = searchedFields(entity).flatMap((field) => field.columns.slice(0, 1));
  return [
    ...(tenant === null || entity.kind === 'owned'
      ? []
      : [createIndex(`${table}_by_tenant`, table, [tenant, 'id'])]),
    ...(entity.kind === 'owned'
      ? [createIndex(`${table}_by_parent`, table, [parentColumn(entity), 'position'])]
      : []),
    ...searched
      .filter((column) => !trigrams.has(column.name))
      .map(
        (column) =>
          `create index ${quoted(fittingName(`${table}_by_${column.name}_search`))} on ${quoted(table)} using gin (${trigram(column.name)});`,
      ),
  ];
}

export function createIndex(name: string, table: string, columns: readonly string[]): string {
  return `create index ${quoted(fittingName(name))} on ${quoted(table)} (${columns
    .map(quoted)
    .join(', ')});`;
}

/** As the search asks for it: without case and accents. */
function trigram(column: string): string {
  return `"search_text"(${quoted(column)}) gin_trgm_ops`;
}

function columnLine(column: TableColumn): string {
  if (column.name === 'id') return '"id" uuid primary key';
  const nullable = column.nullable ? '' : ' not null';
  const value = column.default === null ? '' : ` default ${column.default}`;
  return `${quoted(column.name)} ${column.sqlType}${nullable}${value}`;
}

function foreignKey(key: ForeignKey): string {
  const action = { cascade: ' on delete cascade', setnull: ' on delete set null', restrict: '' };
  const target = `${quoted(key.target.names.table)} ("id")`;
  return `foreign key (${quoted(key.column)}) references ${target}${action[key.action]}`;
}

function isReady(key: ForeignKey, entity: Entity, made: ReadonlySet<Entity>): boolean {
  return key.target === entity || made.has(key.target);
}
