import type { Command, Model, Query, Who } from '../../../../model/model.ts';
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

/** By action; the actions that stand for no use case of their own are their entity's. */
function table(model: Model): Code {
  const entries = model.roots
    .flatMap((root): readonly (Command | Query)[] => [...root.commands, ...root.queries])
    .map((one) => [one.action, one.by] as const);
  const rows = [...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1));
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
  const title = say(model.lang, {
    en: '%s is for those whom the PRD names',
    zh: '%s 只允许 PRD 指定的调用方',
  });
  return code`
${value('test', 'vitest')}.each(Object.entries(rights))(${literal(title)}, (action, allowed) => {
const may = (actor: ${kernel.Actor}): boolean => {
  try {
    ${kernel.authorize}(actor, action as ${kernel.Action}, owner.id);
    return true;
  } catch {
    return false;
  }
};
const found = Object.entries({ ...actors, owner }).filter(([, actor]) => may(actor)).map(([name]) => name);
${value('expect', 'vitest')}(found.sort()).toEqual([...allowed].sort());
});`;
}
