import type { Entity, Field, Model, ValueObject } from '../../model/model.ts';
import { isGiven } from '../features.ts';
import { isShown } from '../row/members.ts';
import { systemTableColumns } from '../sql/table.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of, valueObject } from '../typescript/symbols.ts';
import { memberOf, nullable } from './input-schemas.ts';
import { systemSchema } from './list-schemas.ts';
import { isRestricted } from './field-rights.ts';
import { labelled } from './labels.ts';
import { viewSchemaOf } from './schema-code.ts';
import { schemaId } from './schema-id.ts';
import { dto, schema } from './symbols.ts';
import { isPlainValue, toViewValue } from './view-code.ts';

const { Type, Static } = schema;

const systemMembers = {
  status: 'status',
  version: 'version',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  deleted_at: 'deletedAt',
} as const;

function systemMembersOf(entity: Entity) {
  return systemTableColumns(entity).map(({ name, nullable: optional }) => {
    const member = Object.entries(systemMembers).find(([column]) => column === name)?.[1];
    if (member === undefined) throw new Error(`${name} is no member`);
    return { member, optional };
  });
}

/** Fields of answers in their order: what everyone may know, and what only some may. */
function shownFields(entity: Entity): readonly Field[] {
  return entity.fields.filter((field) => field.type.kind !== 'inverse' && isShown(field));
}

function isOwners(field: Field): boolean {
  return field.computed?.kind === 'custom';
}

export function viewSchema(entity: Entity): Code {
  const name = of.viewSchema(entity);
  const members = [
    code`id: ${systemSchema(entity, 'id')},`,
    ...entity.fields
      .filter((field) => field.type.kind !== 'inverse' && (isShown(field) || isOwners(field)))
      .map((field) => viewMember(field, isRestricted(field, entity) || isOwners(field))),
    ...systemMembersOf(entity).map(({ member, optional }) => {
      const plain = systemSchema(entity, member);
      return code`${member}: ${optional ? code`${schema.Nullable}(${plain})` : plain},`;
    }),
  ];
  const id =
    entity.kind === 'root' && code`, { $id: ${literal(schemaId(entity.names.className))} }`;
  return code`
    export const ${name} = ${Type}.Object({\n${members}\n}${id});
    export type ${of.view(entity)} = ${Static}<typeof ${name}>;`;
}

/** Left out for those who may not read it, and until its owner computes it. */
function viewMember(field: Field, mayMiss: boolean): Code {
  const plain = viewSchemaOf(field);
  const whole = labelled(field, field.optional ? nullable(field, plain) : plain);
  return code`${key(field.member)}: ${mayMiss ? code`${Type}.Optional(${whole})` : whole},`;
}

/** The view of an aggregate at hand; queries make theirs straight from rows. */
export function toView(entity: Entity): Code {
  const members = [
    code`id: state.id,`,
    ...shownFields(entity).map((field) => {
      const value = toViewValue(field, code`state.${key(field.stateMember)}`);
      return code`${key(field.member)}: ${value},`;
    }),
    ...systemMembersOf(entity).map(({ member, optional }) =>
      member.endsWith('At')
        ? code`${member}: state.${member}${optional && code`?`}.toISOString()${optional && code` ?? null`},`
        : code`${member}: state.${member},`,
    ),
  ];
  const parameter =
    entity.kind === 'root'
      ? code`{ state }: ${of.aggregateType(entity)}`
      : code`state: ${of.aggregateType(entity)}`;
  return code`
    export function ${of.toView(entity)}(${parameter}): ${of.view(entity)} {
      return {\n${members}\n};
    }`;
}

/** A value object as callers give it and as answers hold it; many entities may have it. */
export function valueSchemas(one: ValueObject, model: Model): readonly Code[] {
  const input = one.fields.map((field) =>
    memberOf(field.member, field, field.optional || field.default !== null),
  );
  const view = one.fields.map((field) => viewMember(field, field.read !== null || field.pii));
  const name = dto.valueView(one);
  const members = one.fields.map((field) => {
    const value = toViewValue(field, code`value.${key(field.member)}`);
    return code`${key(field.member)}: ${value},`;
  });
  return [
    ...(isGiven(one, model)
      ? [
          code`export const ${dto.valueInput(one)} = ${Type}.Object({\n${input}\n}, { additionalProperties: false });`,
        ]
      : []),
    code`export const ${name} = ${Type}.Object({\n${view}\n});`,
    ...(isPlainValue(one)
      ? []
      : [
          code`
            export function ${dto.toValueView(one)}(value: ${valueObject.type(one)}): ${Static}<typeof ${name}> {
              return {\n${members}\n};
            }`,
        ]),
  ];
}
