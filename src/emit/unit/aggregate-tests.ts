import type { Command, Entity, Model } from '../../model/model.ts';
import { eventsOfCommand } from '../domain/record.ts';
import { recordsEvents } from '../features.ts';
import { planScenarios } from '../scenario/index.ts';
import type { Call, Refusal } from '../scenario/index.ts';
import { say } from '../text.ts';
import { code, join, literal, value } from '../typescript/code.ts';
import type { Code, Hole } from '../typescript/code.ts';
import { of } from '../typescript/symbols.ts';
import { expectedNumbers } from './expected.ts';
import { sample } from './paths.ts';
import { canUse, createCall, createOf, isCallable, methodCall } from './sample.ts';

const test = value('test', 'vitest');
const expect = value('expect', 'vitest');
const vi = value('vi', 'vitest');

/** Tests of one aggregate: how it begins, where each command leads, what its rules refuse. */
export function aggregateTests(entity: Entity, model: Model): readonly Code[] {
  const commands = entity.commands.filter((command) => isCallable(command, model));
  return [
    creationTest(entity, model),
    ...commands.flatMap((command) => [
      ...successTest(command, model),
      ...illegalMoves(command, model),
    ]),
    ...entity.commands.flatMap((command) => lateChanges(command, model)),
    ...planScenarios(model)
      .refusals(entity)
      .filter((refusal) => isUnit(refusal.call, model))
      .map((refusal) => refusalTest(refusal, model)),
  ];
}

function creationTest(entity: Entity, model: Model): Code {
  const create = createOf(entity);
  if (create === undefined) throw new Error(`${entity.names.code} is never created`);
  const name = entity.names.camel;
  const status = entity.lifecycle && code`status: ${literal(entity.lifecycle.initial)}`;
  const title = say(model.lang, {
    en: `a new ${entity.names.code} begins as the PRD says`,
    zh: `新建的 ${entity.names.code} 符合 PRD`,
  });
  return testOf(title, [
    code`const ${name} = ${sample(entity)}();`,
    code`${expect}(${name}.state).toMatchObject({ version: 1, ${status} });`,
    ...expectedNumbers(entity, planScenarios(model).creation(entity) ?? [], model).map(
      ([member, number]) => near(name, member, number),
    ),
    events(create, name, model),
  ]);
}

function successTest(command: Command, model: Model): readonly Code[] {
  const call = planScenarios(model).success(command);
  if (call === null || !isUnit(call, model)) return [];
  const { entity, move } = command;
  const name = entity.names.camel;
  const title = say(model.lang, {
    en: `${command.action}${move ? ` leads to ${move.to}` : ''}`,
    zh: `${command.action}${move ? ` 使状态变为 ${move.to}` : ''}`,
  });
  return [
    testOf(title, [
      ...arrange(call),
      recordsEvents(entity, model) && code`${name}.takeEvents();`,
      ...act(call, model),
      move && code`${expect}(${name}.state.status).toBe(${literal(move.to)});`,
      events(command, name, model),
    ]),
  ];
}

function illegalMoves(command: Command, model: Model): readonly Code[] {
  const { entity, move } = command;
  const states = entity.lifecycle?.states.map((state) => state.code) ?? [];
  const illegal = states.filter((state) => move !== null && !move.from.includes(state));
  if (illegal.length === 0) return [];
  const name = entity.names.camel;
  const { before, call } = methodCall(
    command,
    planScenarios(model).inputOf(command) ?? [],
    name,
    model,
  );
  const title = say(model.lang, {
    en: `${command.action} is not possible when %s`,
    zh: `%s 状态下不能 ${command.action}`,
  });
  return [
    code`
${test}.each([${join(illegal.map(literal), ', ')}] as const)(${literal(title)}, (status) => {
const ${name} = ${of.aggregate(entity)}.restore({ ...${sample(entity)}().state, status });
${before}
${expect}(() => ${call}).toThrow(
${expect}.objectContaining({ code: ${literal(`${entity.names.snake}.cannot_${snake(command.name)}`)} }),
);
});`,
  ];
}

/** An entity with states takes update and delete in its first one, unless the PRD says otherwise. */
function lateChanges(command: Command, model: Model): readonly Code[] {
  const { entity, kind } = command;
  const isLimited = (kind === 'update' || kind === 'delete') && command.when === null;
  const late = entity.lifecycle?.states.slice(1).map((state) => state.code) ?? [];
  if (!isLimited || late.length === 0 || !canUse([], command, model)) return [];
  const name = entity.names.camel;
  const { before, call } = methodCall(command, [], name, model);
  const title = say(model.lang, {
    en: `${command.action} is not possible when %s`,
    zh: `%s 状态下不能 ${command.action}`,
  });
  return [
    code`
${test}.each([${join(late.map(literal), ', ')}] as const)(${literal(title)}, (status) => {
const ${name} = ${of.aggregate(entity)}.restore({ ...${sample(entity)}().state, status });
${before}
${expect}(() => ${call}).toThrow(
${expect}.objectContaining({ code: ${literal(`${entity.names.snake}.cannot_${kind}`)} }),
);
});`,
  ];
}

function refusalTest({ call, code: errorCode }: Refusal, model: Model): Code {
  const { command, given } = call;
  const title = say(model.lang, {
    en: `${command.action} is refused: ${errorCode}`,
    zh: `${command.action} 被拒绝：${errorCode}`,
  });
  const refused = code`.toThrow(${expect}.objectContaining({ code: ${literal(errorCode)} }));`;
  if (command.kind === 'create') {
    const made = createCall(command, given, model);
    return testOf(title, [...made.before, code`${expect}(() => ${made.call})${refused}`]);
  }
  const done = methodCall(command, given, command.entity.names.camel, model);
  return testOf(title, [
    ...arrange(call),
    ...wait(call),
    ...done.before,
    code`${expect}(() => ${done.call})${refused}`,
  ]);
}

/** Whether the call can be made without a database. */
function isUnit({ command, before, given }: Call, model: Model): boolean {
  const callable = command.kind === 'create' ? true : isCallable(command, model);
  return (
    callable &&
    canUse(given, command, model) &&
    before.steps.every((step) => isCallable(step, model))
  );
}

function arrange({ command, before }: Call): readonly Code[] {
  const { entity } = command;
  const through = before.steps.map((step) => literal(step.name));
  return [code`const ${entity.names.camel} = ${sample(entity)}(${join(through, ', ')});`];
}

function act(call: Call, model: Model): readonly Code[] {
  const { command, given } = call;
  const done = methodCall(command, given, command.entity.names.camel, model);
  return [...wait(call), ...done.before, code`${done.call};`];
}

function wait({ waitMs }: Call): readonly Code[] {
  return waitMs > 0 ? [code`${vi}.setSystemTime(Date.now() + ${waitMs});`] : [];
}

function events(command: Command, name: string, model: Model): Hole {
  if (!recordsEvents(command.entity, model)) return null;
  const names = eventsOfCommand(command, model).map((event) => literal(event.name));
  return code`${expect}(${name}.takeEvents().map((event) => event.type)).toEqual([${join(names, ', ')}]);`;
}

function near(name: string, member: string, number: number): Code {
  return code`${expect}(Number(${name}.state.${member})).toBeCloseTo(${number});`;
}

function testOf(title: string, statements: readonly Hole[]): Code {
  return code`
${test}(${literal(title)}, () => {
${statements.filter(Boolean)}
});`;
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
