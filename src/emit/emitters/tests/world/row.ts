import { defineEmitter } from '../../../define.ts';
import { planScenarios } from '../../../scenario/index.ts';
import { say } from '../../../text.ts';
import { creator, stepper } from '../../../tests/callers.ts';
import { inputCode } from '../../../tests/given-code.ts';
import { testKit, testPaths } from '../../../tests/paths.ts';
import { code, doc, join, key } from '../../../typescript/code.ts';
import type { Code } from '../../../typescript/code.ts';
import { inputType, kernel, of } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';
import type { Command, Entity, Model } from '../../../../model/model.ts';

/** Rows of one entity, made through the application for tests to stand on. */
export const emitter = defineEmitter({
  each: 'root',
  when: (entity, model) => planScenarios(model).creation(entity) !== null,
  path: (entity) => testPaths.world(entity),
  build(entity, model) {
    const create = createOf(entity);
    const steps = stepsOf(entity, model);
    return tsFile(
      inputFunction(create, model),
      steps.length > 0 && stepTable(entity, steps, model),
      makeFunction(create, steps.length > 0, model),
    );
  },
});

function createOf(entity: Entity): Command {
  const create = entity.commands.find((command) => command.kind === 'create');
  if (!create) throw new Error(`${entity.names.code} is never created`);
  return create;
}

/** Commands that lead a row on and can be called with a sample. */
function stepsOf(entity: Entity, model: Model): readonly Command[] {
  const plan = planScenarios(model);
  return entity.commands.filter(
    (command) =>
      (command.kind === 'move' || (command.kind === 'change' && command.on === null)) &&
      plan.inputOf(command) !== null,
  );
}

function inputFunction(create: Command, model: Model): Code {
  const { entity } = create;
  const input = inputCode(planScenarios(model).creation(entity) ?? []);
  const needsOwner = ownerRow(create, input.rows) !== null;
  const text = say(model.lang, {
    en: 'What create takes; each call gives another.',
    zh: '创建所需的输入，每次调用各不相同。',
  });
  const result = needsOwner
    ? code`{ readonly data: ${inputType(create)}; readonly owner: ${kernel.Actor} }`
    : inputType(create);
  return code`
${doc(text)}export async function ${testKit.input(entity)}(${serviceParameter(input)}): Promise<${result}> {
${input.usesNumber && code`const n = service.next();`}
${input.before}
return ${needsOwner ? code`{ data: ${input.object}, owner: ${ownerRow(create, input.rows) ?? ''}.owner }` : input.object};
}`;
}

function serviceParameter(input: {
  readonly before: readonly Code[];
  readonly usesNumber: boolean;
}): Code {
  const used = input.usesNumber || input.before.length > 0;
  return code`${used ? 'service' : '_service'}: ${testKit.World}`;
}

/** The variable of the row through whose owner the new row is owned. */
function ownerRow(create: Command, rows: ReadonlyMap<string, string>): string | null {
  const { ownership } = create.entity;
  if (ownership?.kind !== 'path' || ownership.steps.length === 1 || !create.by.owner) return null;
  return rows.get(ownership.steps[0]?.member ?? '') ?? null;
}

function stepTable(entity: Entity, steps: readonly Command[], model: Model): Code {
  const plan = planScenarios(model);
  const view = of.view(entity);
  const entries = steps.map((command) => {
    const input = inputCode(plan.inputOf(command) ?? []);
    const data = command.inputName === null ? null : code`data: ${input.object},\n`;
    return code`async ${key(command.name)}(service: ${testKit.World}, made: ${testKit.Made}<${view}>): Promise<${view}> {
${input.usesNumber && code`const n = service.next();`}
${input.before}
return service.application.${command.handler}({
id: made.view.id,
expectedVersion: null,
${data}}, ${stepper(command, 'made', model)});
}`;
  });
  return code`const steps = {\n${join(entries, ',\n')},\n};`;
}

function makeFunction(create: Command, hasSteps: boolean, model: Model): Code {
  const { entity } = create;
  const input = inputCode(planScenarios(model).creation(entity) ?? []);
  const through = ownerRow(create, input.rows) !== null;
  const parameters = hasSteps ? code`, ...through: readonly (keyof typeof steps)[]` : null;
  const view = of.view(entity);
  const call = code`await service.application.${create.handler}({ data: ${through ? 'data' : 'input'} }, ${through ? 'owner' : 'creator'})`;
  const text = say(model.lang, {
    en: `One more row${hasSteps ? ', led through the commands named' : ''}, and somebody who owns it.`,
    zh: `新建一行${hasSteps ? '，并依次执行所列命令' : ''}，连同其所有者。`,
  });
  return code`
${doc(text)}export async function ${testKit.make(entity)}(service: ${testKit.World}${parameters}): Promise<${testKit.Made}<${view}>> {
${through ? code`const { data, owner } = await ${testKit.input(entity)}(service);` : code`const input = await ${testKit.input(entity)}(service);\nconst creator = ${creator(create, input.rows, model)};`}
${hasSteps ? code`let view = ${call};` : code`const view = ${call};`}
${entity.ownership?.kind === 'self' || entity === model.principal?.entity ? code`const owner = { ...creator, id: view.id };` : !through && code`const owner = creator;`}
${hasSteps && code`for (const step of through) view = await steps[step](service, { view, owner });`}
return { view, owner };
}`;
}
