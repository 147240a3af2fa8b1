import type { Building } from '../draft.ts';
import type { Entity, Model, Risk } from '../model.ts';
import { fieldRisks, personalData } from './data.ts';
import { shortList } from './found.ts';
import type { Found } from './found.ts';
import { filesOnDisk, unbounded, unindexed } from './load.ts';
import { endlessReactions } from './reactions.ts';
import { loginWithoutLimit, openRights, publicWrites, unassignedRoles } from './rights.ts';

/** What a careful reader of the PRD would ask about. */
export function risksOf(building: Building): readonly Risk[] {
  const { model, problems } = building;
  const found = [
    ...openRights(building),
    ...publicWrites(model),
    ...loginWithoutLimit(model),
    ...unassignedRoles(model),
    ...model.roots.flatMap((entity) => [
      ...unindexed(entity),
      ...personalData(entity, model),
      ...customStubs(entity),
    ]),
    ...model.entities.flatMap((entity) => [
      ...entity.fields.flatMap((field) => fieldRisks(entity, field)),
      ...unbounded(entity),
    ]),
    ...filesOnDisk(model),
    ...endlessReactions(model),
    ...openQuestions(model),
  ];
  return found.map(({ code, message, mitigation }) => ({
    code,
    message: message[problems.lang],
    mitigation: mitigation[problems.lang],
  }));
}

function customStubs(entity: Entity): readonly Found[] {
  const stubs = [
    ...entity.commands.filter((one) => one.kind === 'custom').map((one) => one.action),
    ...entity.queries.filter((one) => one.kind === 'custom').map((one) => one.action),
  ];
  if (stubs.length === 0) return [];
  return [
    {
      code: 'custom_stub',
      message: {
        en: `${shortList(stubs)} answer 501 until their code is written`,
        zh: `${shortList(stubs)} 在补写代码之前返回 501`,
      },
      mitigation: { en: 'write the body; it stays yours', zh: '请补写实现，该文件归你所有' },
    },
  ];
}

function openQuestions(model: Model): readonly Found[] {
  const count = model.openQuestions.length;
  if (count === 0) return [];
  return [
    {
      code: 'open_questions',
      message: {
        en: `the PRD leaves ${count} question${count === 1 ? '' : 's'} open`,
        zh: `PRD 中有 ${count} 个待确认的问题`,
      },
      mitigation: { en: 'answer them in the PRD', zh: '请在 PRD 中给出答案' },
    },
  ];
}
