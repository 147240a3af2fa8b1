import type { CommandSyntax, FieldSyntax, InputSyntax } from '../prd/index.ts';
import { defaultOf } from './defaults.ts';
import { fieldNamed } from './draft.ts';
import type { Building } from './draft.ts';
import { fieldOf } from './fields.ts';
import type { CommandKind, Entity, Field, Input } from './model.ts';

export function inputsOf(
  building: Building,
  entity: Entity,
  kind: CommandKind,
  syntax: CommandSyntax | null,
): readonly Input[] {
  const optional = kind === 'update';
  if (!syntax?.input) {
    if (kind !== 'create' && kind !== 'update') return [];
    return entity.fields
      .filter(
        (field) =>
          field.clientMay === 'create+update' ||
          (kind === 'create' && field.clientMay === 'create'),
      )
      .map((field) =>
        inputOf(
          field,
          kind === 'update' ||
            isFilledByCaller(field, entity, building) ||
            field.optional ||
            field.default !== null,
        ),
      );
  }
  return syntax.input.flatMap((one) => namedInput(building, one, entity, optional));
}

function namedInput(
  building: Building,
  one: InputSyntax,
  entity: Entity,
  optional: boolean,
): readonly Input[] {
  if (one.kind === 'field') {
    const own = entity.fields.find((field) => field.name === one.field.name.code) ?? null;
    // Its own declaration says what it takes, also where it fills a field of that name.
    return ownInput(building, one.field, entity).map((input) => ({
      ...input,
      field: own && isAlike(own, input.shape) ? own : null,
      optional: optional || input.optional,
    }));
  }
  const field = fieldNamed(building, entity, one.name);
  if (!field) return [];
  if (field.computed || field.type.kind === 'inverse') {
    building.problems.add('not_an_input', one.name.at, {
      en: `"${field.name}" is never set by a client`,
      zh: `“${field.name}”不能由客户端填写`,
    });
  }
  return [
    inputOf(
      field,
      optional ||
        isFilledByCaller(field, entity, building) ||
        field.optional ||
        field.default !== null,
    ),
  ];
}

function isAlike(a: Field, b: Field): boolean {
  const scalar = ({ type }: Field): string => (type.kind === 'scalar' ? type.scalar : type.kind);
  return a.many === b.many && scalar(a) === scalar(b);
}

export function ownInput(
  building: Building,
  syntax: FieldSyntax,
  entity: Entity | null,
  prefix: string = entity?.names.code ?? '',
): readonly Input[] {
  const shape = fieldOf(building, syntax, entity, prefix);
  if (!shape) {
    building.problems.breakField(syntax.name.code);
    return [];
  }
  shape.default = defaultOf(building, shape, null);
  return [
    {
      name: shape.name,
      label: shape.label,
      jsonName: shape.member,
      field: null,
      shape,
      optional: shape.optional || shape.default !== null,
    },
  ];
}

export function inputOf(field: Field, optional: boolean): Input {
  return {
    name: field.name,
    label: field.label,
    jsonName: field.member,
    field,
    shape: field,
    optional,
  };
}

/** The owner is filled from `me`; others whom `by` allows may name him. */
function isFilledByCaller(field: Field, entity: Entity, building: Building): boolean {
  const isOwner =
    entity.ownership?.kind === 'path' &&
    entity.ownership.steps.length === 1 &&
    entity.ownership.steps[0] === field;
  return isOwner || isTokensWord(field, building);
}

/** `principal: Customer by externalId`: the token says it. */
function isTokensWord(field: Field, building: Building): boolean {
  return building.model.principal?.by === field;
}
