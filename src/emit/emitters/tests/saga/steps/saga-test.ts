import type { EventMember, Model, Saga } from '../../../../../model/model.ts';
import { actNames } from '../../../../application/saga-names.ts';
import { defineEmitter } from '../../../../define.ts';
import { sagaFunction } from '../../../../sagas.ts';
import { say } from '../../../../text.ts';
import { code, doc, key, literal, value } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** Elements of a collection that a step runs for, one after the other. */
const ELEMENTS = ['1', '2'];

/** What a saga does in order, and what it takes back, written down a second time. */
export const emitter = defineEmitter({
  each: 'saga',
  path: (saga) => `tests/saga/steps/${saga.kebab}.test.ts`,
  build: (saga, model) => tsFile(table(saga, model), eventOf(saga, model), tests(saga, model)),
});

function table(saga: Saga, model: Model): Code {
  const names = actNames(saga);
  const rows = saga.steps.flatMap(({ run, undo }) => {
    const act = names.get(run) ?? '';
    const back = undo === null ? null : (names.get(undo) ?? '');
    if (run.each === null) return [[act, back] as const];
    return ELEMENTS.map((id) => [`${act} ${id}`, back === null ? null : `${back} ${id}`] as const);
  });
  const text = say(model.lang, {
    en: 'Each step in order, and what takes it back.',
    zh: '依次执行的步骤，以及各自的撤销。',
  });
  return code`${doc(text)}const undos: Readonly<Record<string, string | null>> = {
    ${rows.map(([act, back]) => code`${key(act)}: ${literal(back)},`)}
  };`;
}

function eventOf(saga: Saga, model: Model): Code {
  const collections = new Set(
    saga.steps.flatMap(({ run }): readonly EventMember[] => (run.each === null ? [] : [run.each])),
  );
  const members = [...collections].map(
    ({ jsonName }) => code`${key(jsonName)}: ${literal(ELEMENTS.map((id) => ({ id })))},`,
  );
  const text = say(model.lang, {
    en: 'As much of the event as the saga loops over.',
    zh: '事件中被逐个处理的部分。',
  });
  return code`${doc(text)}const event = {\n${members}\n} as never;`;
}

function tests(saga: Saga, model: Model): Code {
  const { fails } = saga;
  const last = fails === null ? null : (actNames(saga).get(fails) ?? '');
  const title = (en: string, zh: string) => literal(say(model.lang, { en, zh }));
  const traced = value('traced', 'tests/saga/traced.ts');
  const made = code`${sagaFunction(saga)}({} as never)`;
  const test = value('test', 'vitest');
  const expect = value('expect', 'vitest');
  return code`
    ${test}(${title('all steps are done in order', '步骤依次执行')}, async () => {
      ${expect}(await ${traced}(${made}, event, null)).toEqual(Object.keys(undos));
    });

    ${test}.each(Object.keys(undos))(${title('when %s fails, what was done before is undone in reverse', '%s 失败时，之前的步骤按相反顺序撤销')}, async (failing) => {
      const begun = Object.keys(undos).slice(0, Object.keys(undos).indexOf(failing) + 1);
      const undone = begun.slice(0, -1).map((step) => undos[step] ?? null).filter((undo) => undo !== null).reverse();

      ${expect}(await ${traced}(${made}, event, failing)).toEqual([...begun, ...undone${last !== null && code`, ${literal(last)}`}]);
    });`;
}
