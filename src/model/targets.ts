import type { TargetSyntax } from '../prd/index.ts';
import { argumentsOf, pathTo, rowBinding } from './bindings.ts';
import { commandNamed } from './commands.ts';
import { entityNamed } from './draft.ts';
import type { Building } from './draft.ts';
import type { Scope } from './path-types.ts';
import type { Entity, Event, Reaction, RowBinding, Service, StepResult, Target } from './model.ts';
import { kinds } from './problems.ts';

export type Taken = (name: { value: string; at: Target['at'] }) => Event | null;

/** What a target may read beside the event. */
export interface Around {
  readonly results: readonly StepResult[];
  /** The event's own row, where a saga loads it. */
  readonly aggregate: Entity | null;
  /** The step that this target undoes. */
  readonly undoes: Target | null;
}

const alone: Around = { results: [], aggregate: null, undoes: null };

export function reactionsOf(building: Building, taken: Taken): readonly Reaction[] {
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
  around: Around = alone,
): readonly Target[] {
  const collections = event.data.filter(({ shape }) => shape.many && shape.type.kind === 'owned');
  const own = syntax.each && collections.find((member) => member.name === syntax.each?.value);
  if (syntax.each && !own) {
    building.problems.unknown(
      kinds.name,
      syntax.each.value,
      syntax.each.at,
      collections.map((member) => member.name),
    );
    return [];
  }
  const each = own ?? around.undoes?.each ?? null;
  const element = each?.shape.type.kind === 'owned' ? each.shape.type.entity : null;
  const scope: Scope = {
    self: null,
    event: event.data,
    results: around.results,
    ...(around.aggregate && { aggregate: around.aggregate }),
    ...(element && { element }),
  };
  const repeated = around.undoes?.arguments ?? [];
  const base = { each, name: syntax.text, at: syntax.range };
  const service = building.model.services.find(
    (one) => one.name === syntax.subject.value || one.label === syntax.subject.value,
  );
  if (service) return serviceTarget(building, syntax, service, scope, base, repeated);
  if (!isSubject(building, syntax)) return [];
  const entity = entityNamed(building, syntax.subject);
  if (!entity || isOwned(building, entity, syntax)) return [];
  const command = commandNamed(building, entity, syntax.call);
  if (!command) return [];
  if (!command.by.system && !command.by.anyone) {
    building.problems.addUnless(
      ['system', command.name],
      'not_for_system',
      syntax.call.at,
      { en: `"${command.action}" is not for system`, zh: `“${command.action}”不允许 system 执行` },
      { en: `add system to its \`by\``, zh: '请在其 `by` 中加上 system' },
    );
  }
  const row =
    command.kind === 'create'
      ? null
      : (undoneRow(entity, syntax, around) ?? rowBinding(building, syntax, entity, event, element));
  if (command.kind !== 'create' && row === null) return [];
  return [
    {
      ...base,
      call: { kind: 'command', command, row },
      arguments: argumentsOf(building, syntax, command.inputs, scope, repeated),
    },
  ];
}

/** Neither an entity nor a service: one problem that knows both. */
function isSubject(building: Building, { subject }: TargetSyntax): boolean {
  const code = building.labels.get(subject.value) ?? subject.value;
  if (building.entities.has(code)) return true;
  building.problems.unknown(kinds.subject, subject.value, subject.at, [
    ...building.entities.keys(),
    ...building.model.services.map((one) => one.name),
  ]);
  return false;
}

function isOwned(building: Building, entity: Entity, syntax: TargetSyntax): boolean {
  if (entity.kind === 'root') return false;
  building.problems.add('target_is_owned', syntax.subject.at, {
    en: `"${entity.names.code}" is part of another entity: name that one's command`,
    zh: `“${entity.names.code}”从属于其他实体，请写其上级的命令`,
  });
  return true;
}

/** `undo` runs on the rows that its step ran on. */
function undoneRow(entity: Entity, syntax: TargetSyntax, around: Around): RowBinding | null {
  const call = around.undoes?.call;
  if (syntax.at || call?.kind !== 'command' || call.command.entity !== entity) return null;
  if (call.command.kind !== 'create') return call.row;
  // The row that the step made is its result, and its own results come first.
  const [made] = around.results;
  if (!made) return null;
  const root = { kind: 'result', step: made.step } as const;
  return { kind: 'id', value: pathTo(made.input.shape, root, null, syntax.range) };
}

function serviceTarget(
  building: Building,
  syntax: TargetSyntax,
  service: Service,
  scope: Scope,
  base: Pick<Target, 'each' | 'name' | 'at'>,
  repeated: Target['arguments'],
): readonly Target[] {
  const call = service.calls.find((one) => one.name === syntax.call.value);
  if (!call) {
    building.problems.unknown(
      kinds.call,
      `${service.name}.${syntax.call.value}`,
      syntax.call.at,
      service.calls.map((one) => `${service.name}.${one.name}`),
    );
    return [];
  }
  return [
    {
      ...base,
      call: { kind: 'service', service, call },
      arguments: argumentsOf(building, syntax, call.input, scope, repeated),
    },
  ];
}
