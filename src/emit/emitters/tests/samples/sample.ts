import type { Entity, Model } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import { planScenarios } from '../../../scenario/index.ts';
import { say } from '../../../text.ts';
import { code, doc, join, key } from '../../../typescript/code.ts';
import type { Code } from '../../../typescript/code.ts';
import { of } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';
import { sample, unitPaths } from '../../../unit/paths.ts';
import { createCall, createOf, hasSample, isCallable, methodCall } from '../../../unit/sample.ts';

/** New aggregates of one kind, for unit tests: no database, no application. */
export const emitter = defineEmitter({
  each: 'root',
  when: hasSample,
  path: unitPaths.sample,
  build(entity, model) {
    const steps = stepEntries(entity, model);
    return tsFile(
      steps.length > 0 && code`const steps = {\n${join(steps, ',\n')},\n};`,
      sampleFunction(entity, steps.length > 0, model),
    );
  },
});

function stepEntries(entity: Entity, model: Model): readonly Code[] {
  const name = entity.names.camel;
  return entity.commands
    .filter((command) => isCallable(command, model))
    .map((command) => {
      const given = planScenarios(model).inputOf(command) ?? [];
      const { before, call } = methodCall(command, given, name, model);
      return code`${key(command.name)}(${name}: ${of.aggregateType(entity)}): void {
${before}
${call};
}`;
    });
}

function sampleFunction(entity: Entity, hasSteps: boolean, model: Model): Code {
  const create = createOf(entity);
  if (create === undefined) throw new Error(`${entity.names.code} is never created`);
  const { before, call } = createCall(create, planScenarios(model).creation(entity) ?? [], model);
  const name = entity.names.camel;
  const text = say(model.lang, {
    en: `A new one${hasSteps ? ', led through the commands named' : ''}.`,
    zh: `新建一个${hasSteps ? '，并依次执行所列命令' : ''}。`,
  });
  const parameters = hasSteps ? code`...through: readonly (keyof typeof steps)[]` : null;
  return code`
${doc(text)}export function ${sample(entity)}(${parameters}): ${of.aggregateType(entity)} {
${before}
${hasSteps ? code`const ${name} = ${call};\nfor (const step of through) steps[step](${name});\nreturn ${name};` : code`return ${call};`}
}`;
}
