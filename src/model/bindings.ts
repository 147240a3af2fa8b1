import type { TargetSyntax } from '../prd/index.ts';
import { fits, typeText, fieldText } from './compatible.ts';
import type { Building } from './draft.ts';
import { typeExpr } from './expressions.ts';
import { hasMember } from './members.ts';
import type { Scope } from './path-types.ts';
import type { PathStep, TypedExpr } from './expression.ts';
import type { Entity, Event, EventMember, Field, Input, RowBinding, Target } from './model.ts';
import { kinds } from './problems.ts';

/** From `with`, else by name: the first that knows it. */
export function argumentsOf(
  building: Building,
  syntax: TargetSyntax,
  inputs: readonly Input[],
  scope: Scope,
  /** What an `undo` repeats of its step. */
  repeated: Target['arguments'] = [],
): Target['arguments'] {
  for (const { name } of syntax.with) {
    if (!inputs.some((input) => input.name === name.value))
      building.problems.unknown(
        kinds.name,
        name.value,
        name.at,
        inputs.map((input) => input.name),
      );
  }
  return inputs.flatMap((input) => {
    const value = argumentOf(building, syntax, input, scope, repeated);
    if (value) checkType(building, syntax, input, value);
    return value ? [{ input, value }] : [];
  });
}

function argumentOf(
  building: Building,
  syntax: TargetSyntax,
  input: Input,
  scope: Scope,
  repeated: Target['arguments'],
): TypedExpr | null {
  const given = syntax.with.find((one) => one.name.value === input.name);
  if (given)
    return typeExpr(building, given.value, scope, { kind: 'field', type: input.shape.type });
  const again = repeated.find((one) => one.input.name === input.name);
  if (again) return again.value;
  if (isKnown(scope, input.name)) {
    return typeExpr(building, { kind: 'path', segments: [input.name], at: syntax.range }, scope);
  }
  if (input.optional) return null;
  building.problems.addUnless(
    [input.name],
    'no_argument',
    syntax.range,
    {
      en: `nothing gives "${input.name}" of "${syntax.text}"`,
      zh: `“${syntax.text}”缺少参数“${input.name}”`,
    },
    {
      en: `write "${syntax.text} with (${input.name}: …)"`,
      zh: `请写成“${syntax.text} with (${input.name}: …)”`,
    },
  );
  return null;
}

function isKnown(scope: Scope, name: string): boolean {
  return (
    (scope.element !== undefined && scope.element.fields.some((field) => field.name === name)) ||
    (scope.results?.some((one) => one.input.name === name) ?? false) ||
    (scope.event?.some((member) => member.name === name) ?? false) ||
    (scope.aggregate !== undefined && hasMember(scope.aggregate, name))
  );
}

function checkType(building: Building, syntax: TargetSyntax, input: Input, value: TypedExpr): void {
  const given = syntax.with.find((one) => one.name.value === input.name);
  const at = given?.value.at ?? syntax.range;
  if (!fits(value.type, input.shape)) {
    building.problems.add('wrong_type', at, {
      en: `"${input.name}" of "${syntax.text}" is ${fieldText(input.shape.type)}, it is given ${typeText(value.type)}`,
      zh: `“${syntax.text}”的“${input.name}”是 ${fieldText(input.shape.type)}，给出的是 ${typeText(value.type)}`,
    });
  } else if (value.type.optional && !input.optional) {
    building.problems.add('may_be_absent', at, {
      en: `"${input.name}" of "${syntax.text}" is required, and what it is given may be absent`,
      zh: `“${syntax.text}”的“${input.name}”必填，但给出的值可能为空`,
    });
  }
}

export function rowBinding(
  building: Building,
  syntax: TargetSyntax,
  entity: Entity,
  event: Event,
  element: Entity | null,
): RowBinding | null {
  const { problems } = building;
  if (syntax.at) {
    const value = pathValue(event.data, element, syntax.at.value, syntax.range);
    const leadsTo = value && referred(value);
    if (value && leadsTo === entity) return { kind: 'id', value };
    const unique = leadsTo && uniqueReferences(entity, leadsTo);
    if (value && unique?.length === 1 && unique[0])
      return { kind: 'unique', field: unique[0], value };
    problems.addUnless([syntax.at.value], 'no_row', syntax.at.at, {
      en: `"${syntax.at.value}" does not lead to one ${entity.names.code}`,
      zh: `“${syntax.at.value}”不能确定唯一的 ${entity.names.code}`,
    });
    return null;
  }
  if (element === entity || (!element && event.entity === entity)) {
    const value = pathValue(event.data, element, 'id', syntax.range);
    if (value) return { kind: 'id', value };
  }
  const candidates = element
    ? element.fields.filter((field) => refersTo(field, entity))
    : event.data.map((member) => member.shape).filter((shape) => refersTo(shape, entity));
  const [only] = candidates;
  const value =
    candidates.length === 1 && only
      ? pathValue(event.data, element, only.name, syntax.range)
      : null;
  if (value) return { kind: 'id', value };
  problems.addUnless(
    [entity.names.code, entity.names.camel, 'id'],
    'no_row',
    syntax.range,
    {
      en: `"${syntax.text}" does not say which ${entity.names.code}`,
      zh: `“${syntax.text}”没有说明是哪个 ${entity.names.code}`,
    },
    {
      en: 'add `at <reference>`, and give the event that reference',
      zh: '请加上 `at <引用>`，并在事件数据中给出该引用',
    },
  );
  return null;
}

function refersTo(field: Field, entity: Entity): boolean {
  return (
    field.type.kind === 'reference' &&
    field.type.targets.length === 1 &&
    field.type.targets[0] === entity &&
    !field.many
  );
}

/** A path of one name, at the element or else in the event's data. */
function pathValue(
  data: readonly EventMember[],
  element: Entity | null,
  name: string,
  at: Target['at'],
): TypedExpr | null {
  if (element) {
    if (name === 'id') return idOf(element, { kind: 'element', entity: element }, at);
    const field = element.fields.find((one) => one.name === name);
    if (field) return pathTo(field, { kind: 'element', entity: element }, null, at);
  }
  const member = data.find((one) => one.name === name);
  return member ? pathTo(member.shape, { kind: 'event' }, member.system, at) : null;
}

type Root = Extract<TypedExpr, { kind: 'path' }>['root'];

export function pathTo(
  field: Field,
  root: Root,
  system: PathStep['system'],
  at: Target['at'],
): TypedExpr {
  return {
    kind: 'path',
    root,
    steps: [{ name: field.name, field: system ? null : field, system, many: field.many }],
    type: { of: { kind: 'field', type: field.type }, optional: field.optional, many: field.many },
    at,
  };
}

function idOf(entity: Entity, root: Root, at: Target['at']): TypedExpr {
  return {
    kind: 'path',
    root,
    steps: [{ name: 'id', field: null, system: 'id', many: false }],
    type: { of: { kind: 'id', entity }, optional: false, many: false },
    at,
  };
}

function referred({ type: { of } }: TypedExpr): Entity | null {
  if (of.kind === 'id') return of.entity;
  if (of.kind !== 'field' || of.type.kind !== 'reference' || of.type.targets.length > 1)
    return null;
  return of.type.targets[0] ?? null;
}

function uniqueReferences(entity: Entity, target: Entity): readonly Field[] {
  return entity.fields.filter((field) => field.unique && refersTo(field, target));
}
