import type { Entity, Index, Model } from '../../model/model.ts';
import { parentColumn, sqlExpression } from '../expression/sql.ts';
import { searchedFields } from '../features.ts';
import { dueIndexes } from '../jobs/due.ts';
import {
  checks,
  foreignKeys,
  isTableConstraint,
  joinKeys,
  uniqueConstraint,
  uniqueIndex,
} from './constraints.ts';
import type { ForeignKey } from './constraints.ts';
import { counterTriggers } from './counters.ts';
import { column } from './database.ts';
import type { ConstraintSchema, IndexSchema, TableSchema } from './database.ts';
import { columnList } from './print.ts';
import { entityGuard, setGuard } from './row-security.ts';
import { joinTables, tableColumns, tenantColumn } from './table.ts';
import { fittingName, quoted } from './text.ts';

/** The table of an entity; triggers of counters stand with the table that they watch. */
export function entityTable(entity: Entity, model: Model): TableSchema {
  const uniques = entity.uniques.filter((unique) => isTableConstraint(unique, entity));
  return {
    name: entity.names.table,
    columns: tableColumns(entity, model).map((one) => column(one.name, one.sqlType, one)),
    primaryKey: ['id'],
    constraints: [
      ...foreignKeys(entity).map(foreignKey),
      ...uniques.map((one) => ({
        ...uniqueConstraint(one, entity, model),
        kind: one.overlap === null ? ('unique' as const) : ('exclude' as const),
        target: null,
      })),
      ...checks(entity).map((one) => ({ ...one, kind: 'check' as const, target: null })),
    ],
    indexes: entityIndexes(entity, model),
    triggers: counterTriggers(entity.names.table, model),
    guard: entityGuard(entity, model),
  };
}

/** The join tables of an entity's sets. */
export function setTables(entity: Entity, model: Model): readonly TableSchema[] {
  const keys = joinKeys(entity);
  return joinTables(entity).map((join) => ({
    name: join.name,
    columns: [
      column(join.ownerColumn, 'uuid'),
      column(join.targetColumn, 'uuid'),
      column('position', 'integer'),
    ],
    primaryKey: [join.ownerColumn, join.targetColumn],
    constraints: keys.filter((key) => key.table === join.name).map(foreignKey),
    indexes: [
      plainIndex(`${join.name}_by_${join.targetColumn.replace(/_id$/, '')}`, [join.targetColumn]),
    ],
    triggers: counterTriggers(join.name, model),
    guard: setGuard(join, model),
  }));
}

function entityIndexes(entity: Entity, model: Model): readonly IndexSchema[] {
  return [
    ...entity.uniques
      .filter((unique) => !isTableConstraint(unique, entity))
      .map((unique) => uniqueIndex(unique, entity, model)),
    ...ownIndexes(entity, model),
    ...entity.indexes.map((index) => declaredIndex(index, entity, model)),
    ...dueIndexes(entity),
  ];
}

function declaredIndex(index: Index, entity: Entity, model: Model): IndexSchema {
  const where = index.where === null ? '' : ` where ${sqlExpression(index.where)}`;
  if (index.kind === 'trigram') {
    const columns = index.columns.map((one) => trigram(one.name)).join(', ');
    return { name: index.name, unique: false, definition: `using gin (${columns})${where}` };
  }
  const named = index.columns.map((one) => `${quoted(one.name)}${one.desc ? ' desc' : ''}`);
  const columns = isOfReference(index, entity)
    ? // A root's rows are paged by id within what the reference narrows to.
      [...named, ...(entity.kind === 'root' ? ['"id"'] : [])]
    : [...tenantFirst(index, entity, model), ...named];
  return { name: index.name, unique: false, definition: `(${columns.join(', ')})${where}` };
}

/** An id leads to rows of one tenant by itself. */
function isOfReference(index: Index, entity: Entity): boolean {
  const [first] = index.columns;
  return (
    index.columns.length === 1 &&
    foreignKeys(entity).some((one) => one.column === first?.name && !first.desc)
  );
}

function tenantFirst(index: Index, entity: Entity, model: Model): readonly string[] {
  const tenant = entity.kind === 'root' ? tenantColumn(entity, model) : null;
  const named = index.columns.some((one) => one.name === tenant);
  return tenant === null || named ? [] : [quoted(tenant)];
}

/** Those that nobody declares: elements by their parent, rows by their tenant, searched texts. */
function ownIndexes(entity: Entity, model: Model): readonly IndexSchema[] {
  const { table } = entity.names;
  const tenant = tenantColumn(entity, model);
  const trigrams = new Set(
    entity.indexes.filter((one) => one.kind === 'trigram').map((one) => one.columns[0]?.name),
  );
  const searched = searchedFields(entity).flatMap((field) => field.columns.slice(0, 1));
  return [
    ...(tenant === null || entity.kind === 'owned'
      ? []
      : [plainIndex(`${table}_by_tenant`, [tenant, 'id'])]),
    ...(entity.kind === 'owned'
      ? [plainIndex(`${table}_by_parent`, [parentColumn(entity), 'position'])]
      : []),
    ...searched
      .filter((one) => !trigrams.has(one.name))
      .map((one) => ({
        name: fittingName(`${table}_by_${one.name}_search`),
        unique: false,
        definition: `using gin (${trigram(one.name)})`,
      })),
  ];
}

export function plainIndex(name: string, columns: readonly string[]): IndexSchema {
  return { name: fittingName(name), unique: false, definition: columnList(columns) };
}

/** As the search asks for it: without case and accents. */
function trigram(name: string): string {
  return `"search_text"(${quoted(name)}) gin_trgm_ops`;
}

function foreignKey(key: ForeignKey): ConstraintSchema {
  const action = { cascade: ' on delete cascade', setnull: ' on delete set null', restrict: '' };
  const target = `${quoted(key.target.names.table)} ("id")`;
  return {
    name: key.name,
    kind: 'foreign',
    definition: `foreign key (${quoted(key.column)}) references ${target}${action[key.action]}`,
    target: key.target.names.table,
  };
}
