import type { TargetSyntax } from '../prd/index.ts';
import { commandNamed } from './commands.ts';
import { entityNamed } from './draft.ts';
import type { Building } from './draft.ts';
import { typeExpr } from './expressions.ts';
import type { Scope } from './expressions.ts';
import type { PathStep, TypedExpr } from './expression.ts';
import type {
  Entity,
  Event,
  EventMember,
  Field,
  Input,
  Reaction,
  RowBinding,
  Service,
  Target,
} from './model.ts';
import { kinds } from './problems.ts';

export function reactionsOf(
  building: Building,
  taken: (name: { value: string; at: Target['at'] }) => Event | null,
): readonly Reaction[] {
  return building.document.reactions.flatMap(({ event: name, targets }) => {
    const event = taken(name);
    if (!event) return [];
    return [{ event, targets: targets.flatMap((one) => targetOf(building, one, event)) }];
  });
}

/** A target as a reaction to `event` or a step of a saga that it starts. */
export function targetOf(
  building: Building,
  syntax: TargetSyntax,
  event: Event,
): readonly Target[] {
  const each = syntax.each && event.data.find((member) => member.name === syntax.each?.value);
  if (syntax.each && !each) {
    building.problems.unknown(
      kinds.name,
      syntax.each.value,
      syntax.each.at,
      event.data.filter((member) => member.shape.many).map((member) => member.name),
    );
    return [];
  }
  const element = each?.shape.type.kind === 'owned' ? each.shape.type.entity : null;
  const scope: Scope = { self: null, event: event.data, ...(element && { element }) };
  const base = { each: each ?? null, name: syntax.text, at: syntax.range };
  const service = building.model.services.find(
    (one) => one.name === syntax.subject.value || one.label === syntax.subject.value,
  );
  if (service) return serviceTarget(building, syntax, service, scope, base);
  const entity = entityNamed(building, syntax.subject);
  const command = entity && commandNamed(building, entity, syntax.call);
  if (!entity || !command) return [];
  if (!command.by.system && !command.by.anyone) {
    building.problems.add(
      'not_for_system',
      syntax.call.at,
      { en: `"${command.action}" is not for system`, zh: `“${command.action}”不允许 system 执行` },
      { en: `add system to its \`by\``, zh: '请在其 `by` 中加上 system' },
    );
  }
  const row =
    command.kind === 'create' ? null : rowBinding(building, syntax, entity, event, element);
  if (command.kind !== 'create' && row === null) return [];
  return [
    {
      ...base,
      call: { kind: 'command', command, row },
      arguments: argumentsOf(building, syntax, command.inputs, scope),
    },
  ];
}

function serviceTarget(
  building: Building,
  syntax: TargetSyntax,
  service: Service,
  scope: Scope,
  base: Pick<Target, 'each' | 'name' | 'at'>,
): readonly Target[] {
  const call = service.calls.find((one) => one.name === syntax.call.value);
  if (!call) {
    building.problems.unknown(
      kinds.call,
      `${service.name}.${syntax.call.value}`,
      syntax.call.at,
      service.calls.map((one) => one.name),
    );
    return [];
  }
  return [
    {
      ...base,
      call: { kind: 'service', service, call },
      arguments: argumentsOf(building, syntax, call.input, scope),
    },
  ];
}

/** From `with`, else by name: the element, then the event's data. */
function argumentsOf(
  building: Building,
  syntax: TargetSyntax,
  inputs: readonly Input[],
  scope: Scope,
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
    const given = syntax.with.find((one) => one.name.value === input.name);
    if (given) {
      const value = typeExpr(building, given.value, scope, {
        kind: 'field',
        type: input.shape.type,
      });
      return value ? [{ input, value }] : [];
    }
    const known =
      scope.element?.fields.some((field) => field.name === input.name) ||
      scope.event?.some((member) => member.name === input.name);
    if (known) {
      const value = typeExpr(
        building,
        { kind: 'path', segments: [input.name], at: syntax.range },
        scope,
      );
      return value ? [{ input, value }] : [];
    }
    if (input.optional) return [];
    building.problems.add(
      'no_argument',
      syntax.range,
      {
        en: `nothing gives "${input.name}" of "${syntax.text}"`,
        zh: `“${syntax.text}”缺少参数“${input.name}”`,
      },
      { en: `add \`with (${input.name}: …)\``, zh: `请加上 \`with (${input.name}: …)\`` },
    );
    return [];
  });
}

function rowBinding(
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
    problems.add('no_row', syntax.at.at, {
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
    ? element.fields.filter(
        (field) =>
          field.type.kind === 'reference' && field.type.targets[0] === entity && !field.many,
      )
    : event.data.filter(
        (member) =>
          member.shape.type.kind === 'reference' &&
          member.shape.type.targets[0] === entity &&
          !member.shape.many,
      );
  const [only] = candidates;
  const value =
    candidates.length === 1 && only
      ? pathValue(event.data, element, only.name, syntax.range)
      : null;
  if (value) return { kind: 'id', value };
  problems.add(
    'no_row',
    syntax.range,
    {
      en: `"${syntax.text}" does not say which ${entity.names.code}`,
      zh: `“${syntax.text}”没有说明是哪个 ${entity.names.code}`,
    },
    { en: 'add `at <reference>`', zh: '请加上 `at <引用>`' },
  );
  return null;
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

function pathTo(field: Field, root: Root, system: PathStep['system'], at: Target['at']): TypedExpr {
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
  return of.kind === 'field' && of.type.kind === 'reference' ? (of.type.targets[0] ?? null) : null;
}

function uniqueReferences(entity: Entity, target: Entity): readonly Field[] {
  return entity.fields.filter(
    (field) => field.unique && field.type.kind === 'reference' && field.type.targets[0] === target,
  );
}
