import type { Range } from '../../diagnostic.ts';
import type { Building } from '../draft.ts';
import type { Command, CommandKind, Entity, Who } from '../model.ts';

/** `owner` needs an owner, and what runs by itself runs as system. */
export function checkRights(building: Building): void {
  for (const entity of building.model.entities) {
    for (const command of entity.commands) {
      needsOwner(building, entity, command.by, command.at);
      if (command.everyMs !== null && !command.by.system)
        building.problems.addUnless(
          ['system'],
          'every_without_system',
          command.at,
          {
            en: `"${command.action}" runs by itself, and system may not run it`,
            zh: `“${command.action}”定时执行，但不允许 system 执行`,
          },
          { en: 'add system to its `by`', zh: '请在其 `by` 中加上 system' },
        );
      needsNobody(building, command);
    }
    for (const query of entity.queries) {
      if (query.inverse === null) needsOwner(building, entity, query.by, query.at);
    }
    for (const field of entity.fields) {
      if (field.read && entity.kind === 'root') needsOwner(building, entity, field.read, field.at);
    }
  }
}

const byItself: readonly CommandKind[] = ['move', 'change', 'delete', 'custom'];

/** Nobody is there to give what a command takes, or to choose among elements. */
function needsNobody(building: Building, command: Command): void {
  if (command.everyMs === null) return;
  const isFree = command.inputs.every((input) => input.optional) && command.on === null;
  if (isFree && byItself.includes(command.kind)) return;
  building.problems.add(
    'every_needs_input',
    command.at,
    {
      en: `"${command.action}" runs by itself on rows, and needs what somebody has to give`,
      zh: `“${command.action}”对数据行定时执行，却需要有人提供输入`,
    },
    {
      en: 'take `every` out, or have it take nothing but the row',
      zh: '请去掉 `every`，或使其除数据行外不需任何输入',
    },
  );
}

function needsOwner(building: Building, entity: Entity, who: Who, at: Range): void {
  const isTold = building.syntaxOf.get(entity)?.owner !== null;
  if (!who.owner || entity.ownership || isTold) return;
  building.problems.addUnless(
    ['owner', entity.names.code],
    'no_owner',
    at,
    {
      en: `owner may do this, and "${entity.names.code}" has no owner`,
      zh: `这里允许 owner，但“${entity.names.code}”没有所有者`,
    },
    {
      en: 'add `owner: <reference to the principal>` to the entity',
      zh: '请在实体上加 `owner: <指向主体的引用>`',
    },
  );
}
