import type { Column, Entity, Field, Model } from '../../model/model.ts';
import { parentColumn } from '../expression/sql.ts';

/** A column as the table has it. */
export interface TableColumn {
  readonly name: string;
  readonly sqlType: string;
  readonly nullable: boolean;
  /** SQL of its default, for columns that no save writes. */
  readonly default: string | null;
}

/** Declared columns: those that the rows' JSON names too. */
export function fieldColumns(entity: Entity): readonly { field: Field; column: Column }[] {
  return entity.fields.flatMap((field) => field.columns.map((column) => ({ field, column })));
}

/** Fields that persistence writes; counters are the database's own. */
export function writtenColumns(entity: Entity): readonly { field: Field; column: Column }[] {
  return fieldColumns(entity).filter(({ field }) => field.counter === null);
}

export function tenantColumn(entity: Entity, model: Model): string | null {
  return entity.tenant && model.tenancy !== null ? model.tenancy.column : null;
}

/** All columns of the entity's table, in order. */
export function tableColumns(entity: Entity, model: Model): readonly TableColumn[] {
  const tenant = tenantColumn(entity, model);
  const plain = (name: string, sqlType: string): TableColumn => ({
    name,
    sqlType,
    nullable: false,
    default: null,
  });
  return [
    plain('id', 'uuid'),
    ...(tenant === null ? [] : [plain(tenant, 'text')]),
    ...(entity.kind === 'owned'
      ? [plain(parentColumn(entity), 'uuid'), plain('position', 'integer')]
      : []),
    ...fieldColumns(entity).map(({ field, column }) => ({
      name: column.name,
      sqlType: column.sqlType,
      nullable: column.nullable,
      default: field.counter === null ? null : '0',
    })),
    ...systemTableColumns(entity),
  ];
}

/** The columns that are there by themselves, after the declared ones. */
export function systemTableColumns(entity: Entity): readonly TableColumn[] {
  const instant = { sqlType: 'timestamptz(3)', nullable: false, default: null };
  return [
    ...(entity.lifecycle === null
      ? []
      : [{ name: 'status', sqlType: 'text', nullable: false, default: null }]),
    ...(entity.kind === 'owned'
      ? []
      : [
          { name: 'version', sqlType: 'integer', nullable: false, default: null },
          { name: 'created_at', ...instant },
          { name: 'updated_at', ...instant },
        ]),
    ...(entity.softDelete === null ? [] : [{ name: 'deleted_at', ...instant, nullable: true }]),
  ];
}

/** The owned collections of an entity, with the entity of their elements. */
export function ownedFields(entity: Entity): readonly { field: Field; child: Entity }[] {
  return entity.fields.flatMap((field) =>
    field.type.kind === 'owned' ? [{ field, child: field.type.entity }] : [],
  );
}

/** Every owned child below the entity, parents before their children. */
export function descendants(entity: Entity): readonly Entity[] {
  return ownedFields(entity).flatMap(({ child }) => [child, ...descendants(child)]);
}

export interface JoinTable {
  readonly name: string;
  readonly owner: Entity;
  readonly field: Field;
  readonly target: Entity;
  readonly ownerColumn: string;
  readonly targetColumn: string;
}

/** The join tables of an entity's sets. */
export function joinTables(entity: Entity): readonly JoinTable[] {
  return entity.fields.flatMap((field) => {
    const [target] = field.type.kind === 'reference' ? field.type.targets : [];
    if (field.joinTable === null || target === undefined) return [];
    const ownerColumn = `${entity.names.snake}_id`;
    const targetColumn = `${target.names.snake}_id`;
    return [
      {
        name: field.joinTable,
        owner: entity,
        field,
        target,
        ownerColumn,
        // A set of one's own kind: two columns, two names.
        targetColumn: targetColumn === ownerColumn ? `other_${targetColumn}` : targetColumn,
      },
    ];
  });
}

/** The entity whose aggregate an entity belongs to. */
export function rootOf(entity: Entity): Entity {
  return entity.parent === null ? entity : rootOf(entity.parent.entity);
}

export function sameModule(a: Entity, b: Entity): boolean {
  return a.module === b.module;
}
