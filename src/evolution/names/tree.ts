import { parentColumn } from '../../emit/expression/sql.ts';
import { joinTables } from '../../emit/sql/table.ts';
import type { Document, EntitySyntax } from '../../prd/index.ts';
import { printExpression } from '../../prd/print/expression.ts';
import type { Entity, Enum, Field, Model } from '../../model/model.ts';
import type { NamedColumn, NameKind, NameNode } from '../snapshot.ts';

/** A name of the new PRD, with the part of the model that bears it. */
export interface NewName extends Omit<NameNode, 'id' | 'left' | 'children'> {
  readonly entity: Entity | null;
  readonly field: Field | null;
  readonly children: readonly NewName[];
}

/** Every name whose loss would be a loss of values. */
export function nameTree(model: Model, document: Document): readonly NewName[] {
  return [
    ...model.entities.map((entity) => {
      const syntax = document.entities.find((one) => one.name.code === entity.names.code);
      return entityName(entity, syntax);
    }),
    ...model.enums
      .filter((one) => one.inlineIn === null)
      .map((one) => name('enum', one.className, 'enum', { children: valueNames(one) })),
    ...model.values.map((one) =>
      name('object', one.className, 'object', {
        children: one.fields.map((field) => fieldName(field, null, undefined)),
      }),
    ),
  ];
}

function entityName(entity: Entity, syntax: EntitySyntax | undefined): NewName {
  const { names, lifecycle } = entity;
  return name('entity', names.code, entity.kind, {
    entity,
    table: names.table,
    softDelete: entity.softDelete !== null,
    frozen: {
      table: names.table,
      route: names.route,
      plural: names.camelPlural,
      given: { table: syntax?.table?.value ?? null, plural: syntax?.plural?.value ?? null },
    },
    children: [
      ...(entity.parent === null ? [] : [parentName(entity, entity.parent.entity)]),
      ...entity.fields.map((field) => fieldName(field, entity, syntax)),
      ...(lifecycle === null
        ? []
        : [
            name('field', 'status', 'status', {
              implicit: true,
              columns: [{ name: 'status', path: [], sqlType: 'text', nullable: false }],
              children: lifecycle.states.map((one) => name('value', one.code, 'value')),
            }),
          ]),
    ],
  });
}

/** The reference of an owned child to its parent, which nobody writes. */
function parentName(child: Entity, parent: Entity): NewName {
  return name('field', parent.names.camel, `-> ${parent.names.code}`, {
    implicit: true,
    columns: [{ name: parentColumn(child), path: [], sqlType: 'uuid', nullable: false }],
  });
}

function fieldName(field: Field, entity: Entity | null, syntax: EntitySyntax | undefined): NewName {
  const inline = field.type.kind === 'enum' && field.type.enum.inlineIn !== null;
  const join = entity === null ? undefined : joinTables(entity).find((one) => one.field === field);
  const computed = syntax?.fields
    .find((one) => one.name.code === field.name)
    ?.mods.find((mod) => mod.kind === 'computed');
  return name('field', field.name, typeText(field), {
    field,
    columns: columnsOf(field, join && [join.ownerColumn, join.targetColumn]),
    table: join?.name ?? null,
    formula: computed?.kind === 'computed' && computed.expr ? printExpression(computed.expr) : null,
    children: inline && field.type.kind === 'enum' ? valueNames(field.type.enum) : [],
  });
}

function columnsOf(field: Field, join: readonly string[] | undefined): readonly NamedColumn[] {
  if (join !== undefined) {
    return join.map((one, index) => ({
      name: one,
      path: [index === 0 ? 'owner' : 'target'],
      sqlType: 'uuid',
      nullable: false,
    }));
  }
  return field.columns.map(({ name: column, path, sqlType, nullable }) => ({
    name: column,
    path,
    sqlType,
    nullable,
  }));
}

function valueNames(one: Enum): readonly NewName[] {
  return one.values.map((value) => name('value', value.code, 'value'));
}

/** A type in the PRD's words. */
export function typeText(field: Field): string {
  const many = field.many ? '[]' : '';
  const { type } = field;
  switch (type.kind) {
    case 'scalar':
      return `${type.scalar}${many}`;
    case 'enum':
      return `enum${many}`;
    case 'value':
      return `value ${type.value.className}${many}`;
    case 'owned':
      return `owned ${type.entity.names.code}`;
    case 'reference':
      return `-> ${type.targets.map((one) => one.names.code).join(' | ')}${many}`;
    case 'inverse':
      return `<- ${type.entity.names.code}`;
  }
}

function name(kind: NameKind, code: string, type: string, more: Partial<NewName> = {}): NewName {
  return {
    kind,
    name: code,
    type,
    columns: [],
    table: null,
    implicit: false,
    formula: null,
    frozen: null,
    softDelete: false,
    entity: null,
    field: null,
    children: [],
    ...more,
  };
}
