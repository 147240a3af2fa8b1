import type { Model, Who } from '../../../../model/model.ts';
import { grantsOf, usesOf } from '../../../application/grants.ts';
import { defineEmitter } from '../../../define.ts';
import { say } from '../../../text.ts';
import { code, doc, join, key, literal, value } from '../../../typescript/code.ts';
import type { Code } from '../../../typescript/code.ts';
import { kernel, paths } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** Who may do what, written down a second time: both have to change for a right to change. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/access.test.ts',
  build: (model) => tsFile(actors(model), table(model), tests(model)),
});

const access = (name: string) => value(name, paths.access);

function actors(model: Model): Code {
  const roles = model.roles.map(
    ({ code: role }) => code`${key(role)}: { id: ${kernel.newId}(), roles: [${literal(role)}] },`,
  );
  return code`
${doc(say(model.lang, { en: 'Callers of each kind; none of them owns anything.', zh: '各类调用方，均不拥有任何数据。' }))}const actors = {
anyone: ${access('anonymous')},
signedIn: { id: ${kernel.newId}(), roles: [] },
system: ${access('system')},
${roles}
} satisfies Record<string, ${kernel.Actor}>;

const owner: ${kernel.Actor} = { id: ${kernel.newId}(), roles: [] };`;
}

function table(model: Model): Code {
  const rows = grantsOf(model).map(({ action, by }) => [action, by] as const);
  return code`
const rights: Readonly<Partial<Record<${kernel.Action}, readonly (keyof typeof actors | 'owner')[]>>> = {
${rows.map(([action, by]) => code`${literal(action)}: [${join(allowed(by, model).map(literal), ', ')}],`)}
};`;
}

function allowed(by: Who, model: Model): readonly string[] {
  const { roles } = model;
  if (by.anyone) return ['anyone', 'signedIn', 'system', ...roles.map((one) => one.code), 'owner'];
  if (by.signedIn) return ['signedIn', ...roles.map((one) => one.code), 'owner'];
  return [...by.roles, by.system && 'system', by.owner && 'owner'].filter((one) => one !== false);
}

function tests(model: Model): Code {
  const owned = usesOf(model).owner;
  const title = say(model.lang, {
    en: '%s is for those whom the PRD names',
    zh: '%s 只允许 PRD 指定的调用方',
  });
  return code`
${value('test', 'vitest')}.each(Object.entries(rights))(${literal(title)}, (action, allowed) => {
const may = (actor: ${kernel.Actor}): boolean => {
  try {
    ${kernel.authorize}(actor, action as ${kernel.Action}${owned && code`, owner.id`});
    return true;
  } catch {
    return false;
  }
};
const found = Object.entries({ ...actors, owner }).filter(([, actor]) => may(actor)).map(([name]) => name);
${value('expect', 'vitest')}(found.sort()).toEqual([...allowed].sort());
});`;
}
