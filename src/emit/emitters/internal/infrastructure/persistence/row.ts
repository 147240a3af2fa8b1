import type { Entity, Model } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { parentColumn } from '../../../../expression/sql.ts';
import { readMembers, writeMembers } from '../../../../row/members.ts';
import { columnType } from '../../../../row/row-type.ts';
import {
  childrenToRows,
  loaded,
  persistence,
  rowToState,
  rowToView,
  stateToRow,
} from '../../../../row/symbols.ts';
import {
  fieldColumns,
  joinTables,
  ownedFields,
  systemTableColumns,
  tenantColumn,
} from '../../../../sql/table.ts';
import { code, join, key, literal } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

export const emitter = defineEmitter({
  each: 'entity',
  path: (entity) => paths.row(entity),
  build: (entity, model) =>
    tsFile(
      rowInterface(entity, model),
      loadedType(entity, model),
      stateReader(entity),
      viewReader(entity),
      entity.kind === 'root' ? rootWriter(entity, model) : childWriter(entity, model),
    ),
});

function rowInterface(entity: Entity, model: Model): Code {
  const tenant = tenantColumn(entity, model);
  const parent = entity.parent?.entity;
  const members = [
    code`id: ${of.id(entity)};`,
    ...(tenant === null ? [] : [code`${key(tenant)}: string;`]),
    ...(parent ? [code`${parentColumn(entity)}: ${of.id(parent)};`, code`position: number;`] : []),
    ...fieldColumns(entity).map(
      ({ field, column }) => code`${key(column.name)}: ${columnType(field, column)};`,
    ),
    ...systemTableColumns(entity).map(
      (column) => code`${column.name}: ${systemType(entity, column.name)};`,
    ),
  ];
  return code`export interface ${of.row(entity)} {\n${members}\n}`;
}

function systemType(entity: Entity, name: string): Code {
  if (name === 'status') return code`${of.status(entity)}`;
  if (name === 'version') return code`number`;
  return name === 'deleted_at' ? code`string | null` : code`string`;
}

/** What a query answers: the row with its elements, the elements as JSON. */
function loadedType(entity: Entity, model: Model): Code | null {
  const parts = [
    ...ownedFields(entity).map(({ field, child }) => code`${key(field.name)}: ${loaded(child)}[];`),
    ...joinTables(entity).map(({ field, target }) => code`${key(field.name)}: ${of.id(target)}[];`),
  ];
  if (entity.kind === 'root' && parts.length === 0) return null;
  const more = parts.length > 0 && code` & {\n${parts}\n}`;
  if (entity.kind === 'root') {
    return code`export type ${loaded(entity)} = ${of.row(entity)}${more};`;
  }
  const left = leftOut(entity, model, true);
  return code`export type ${loaded(entity)} = ${persistence.JsonRow}<Omit<${of.row(entity)}, ${left}>>${more};`;
}

/** The columns that only the database needs. */
function leftOut(entity: Entity, model: Model, place: boolean): Code {
  const tenant = tenantColumn(entity, model);
  const names = [
    ...(tenant === null ? [] : [tenant]),
    ...(place ? [parentColumn(entity), 'position'] : []),
  ];
  return join(
    names.map((name) => literal(name)),
    ' | ',
  );
}

function stateReader(entity: Entity): Code {
  const members = readMembers(entity, 'state', entity.kind === 'root' ? 'driver' : 'json');
  if (entity.kind === 'root') {
    return code`
      export function ${rowToState(entity)}(row: ${loaded(entity)}): ${of.aggregateType(entity)} {
        return ${of.aggregate(entity)}.restore({\n${members}\n});
      }`;
  }
  return code`
    export function ${rowToState(entity)}(row: ${loaded(entity)}): ${of.aggregateType(entity)} {
      return {\n${members}\n};
    }`;
}

/** Straight from the row: what is only shown needs no aggregate. */
function viewReader(entity: Entity): Code {
  const members = readMembers(entity, 'view', entity.kind === 'root' ? 'driver' : 'json');
  const type = entity.kind === 'root' && code`: ${of.view(entity)}`;
  return code`
    export function ${rowToView(entity)}(row: ${loaded(entity)})${type} {
      return {\n${members}\n};
    }`;
}

function rootWriter(entity: Entity, model: Model): Code {
  const counters = entity.fields.filter((field) => field.counter !== null);
  const tenant = tenantColumn(entity, model);
  const left = [
    ...(tenant === null ? [] : [tenant]),
    ...counters.flatMap((field) => field.columns.map((column) => column.name)),
  ];
  const row =
    left.length === 0
      ? code`${of.row(entity)}`
      : code`Omit<${of.row(entity)}, ${join(
          left.map((name) => literal(name)),
          ' | ',
        )}>`;
  return code`
    export function ${stateToRow(entity)}({ state }: ${of.aggregateType(entity)}): ${persistence.JsonRow}<${row}> {
      return {\n${writeMembers(entity)}\n};
    }`;
}

function childWriter(entity: Entity, model: Model): Code | null {
  const parent = entity.parent?.entity;
  if (parent === undefined) return null;
  const tenant = tenantColumn(entity, model);
  const row =
    tenant === null ? code`${of.row(entity)}` : code`Omit<${of.row(entity)}, ${literal(tenant)}>`;
  return code`
    export function ${childrenToRows(entity)}(
      elements: readonly ${of.aggregateType(entity)}[],
      parentId: ${of.id(parent)},
    ): ${persistence.JsonRow}<${row}>[] {
      return elements.map((state, position) => ({
        ${parentColumn(entity)}: parentId,
        position,
        ${writeMembers(entity)}
      }));
    }`;
}
