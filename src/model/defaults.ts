import type { DefaultSyntax } from '../prd/index.ts';
import { fits } from './compatible.ts';
import type { Building } from './draft.ts';
import type { Default, Entity, Field, Scalar } from './model.ts';
import { literalOf, wrong } from './literals.ts';
import { kinds } from './problems.ts';

/** What a field holds when nobody gives it a value. */
export function defaultOf(building: Building, field: Field, owner: Entity | null): Default | null {
  const syntax = building.fieldSyntax.get(field)?.default ?? null;
  if (syntax === null) return null;
  if (field.computed || field.sequence || field.counter || field.type.kind === 'inverse') {
    building.problems.add('default_beside_source', syntax.at, {
      en: `"${field.name}" gets its value otherwise and takes no default`,
      zh: `“${field.name}”的值另有来源，不能有默认值`,
    });
    return null;
  }
  switch (syntax.kind) {
    case 'me':
      return meDefault(building, field, syntax);
    case 'call':
      return callDefault(building, field, syntax);
    case 'path':
      return copied(building, field, owner, syntax);
    case 'list':
      return listDefault(building, field, syntax);
    case 'literal': {
      if (field.many) return wrong(building, field, syntax);
      const value = literalOf(building, field, syntax.text, syntax.at);
      return value === null ? null : { kind: 'literal', value };
    }
  }
}

function meDefault(
  building: Building,
  field: Field,
  syntax: Extract<DefaultSyntax, { kind: 'me' }>,
): Default | null {
  const principal = building.model.principal?.entity;
  // Its name has been told to be unknown.
  if (!principal && building.document.principal) return null;
  const isPrincipal =
    field.type.kind === 'reference' && principal && field.type.targets.includes(principal);
  return isPrincipal && !field.many ? { kind: 'me' } : wrong(building, field, syntax);
}

const calls: Readonly<Record<string, readonly Scalar[]>> = {
  now: ['datetime'],
  today: ['date'],
  uuid: ['uuid', 'string'],
};

function callDefault(
  building: Building,
  field: Field,
  syntax: Extract<DefaultSyntax, { kind: 'call' }>,
): Default | null {
  const { name } = syntax;
  const right =
    field.type.kind === 'scalar' && !field.many && calls[name]?.includes(field.type.scalar);
  if (!right || (name !== 'now' && name !== 'today' && name !== 'uuid'))
    return wrong(building, field, syntax);
  return { kind: name };
}

/** `= product.price`: from the row that a reference of this entity names. */
function copied(
  building: Building,
  field: Field,
  owner: Entity | null,
  syntax: Extract<DefaultSyntax, { kind: 'path' }>,
): Default | null {
  const [head = '', name = '', ...rest] = syntax.segments;
  const reference = owner?.fields.find((one) => one.name === head);
  if (!reference || reference.type.kind !== 'reference' || reference.many) {
    building.problems.unknown(
      kinds.field,
      head,
      syntax.at,
      owner?.fields
        .filter((one) => one.type.kind === 'reference' && !one.many)
        .map((one) => one.name) ?? [],
    );
    return null;
  }
  const [target, second] = reference.type.targets;
  const source = target?.fields.find((one) => one.name === name);
  if (!target || second || rest.length > 0 || !source) {
    building.problems.unknown(
      kinds.field,
      syntax.segments.slice(1).join('.'),
      syntax.at,
      target?.fields.map((one) => one.name) ?? [],
    );
    return null;
  }
  const type = {
    of: { kind: 'field', type: source.type } as const,
    optional: source.optional,
    many: source.many,
  };
  if (!fits(type, field) || source.secret) return wrong(building, field, syntax);
  if ((source.optional || reference.optional) && !field.optional) {
    building.problems.add('may_be_absent', syntax.at, {
      en: `"${field.name}" is required, and what it copies may be absent`,
      zh: `“${field.name}”必填，但所复制的值可能为空`,
    });
  }
  return { kind: 'copy', reference, field: source };
}

function listDefault(
  building: Building,
  field: Field,
  syntax: Extract<DefaultSyntax, { kind: 'list' }>,
): Default | null {
  if (!field.many || (field.type.kind !== 'scalar' && field.type.kind !== 'enum'))
    return wrong(building, field, syntax);
  const values = syntax.items.map((item) => literalOf(building, field, item.text, syntax.at));
  if (values.some((value) => value === null)) return null;
  return { kind: 'literal', value: values.map(String) };
}
