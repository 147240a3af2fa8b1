import type { Command, Model } from '../../model/model.ts';
import { assignments } from '../application/grants.ts';
import type { Plan } from '../scenario/index.ts';
import { say } from '../text.ts';
import { code, key, literal, value } from '../typescript/code.ts';
import type { Code, Hole } from '../typescript/code.ts';
import { allowed, denied, titleOf, withRoles } from './callers.ts';
import { path, testOf } from './command-tests.ts';
import { testKit } from './paths.ts';

const expect = value('expect', 'vitest');

/** Tests of what comes with a principal: its password is changed, its roles are given and taken. */
export function principalTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  if (!command.exposed || plan.creation(command.entity) === null) return [];
  if (command.kind === 'changePassword') return passwordTests(command, plan, model);
  const isRole = command.kind === 'assignRole' || command.kind === 'revokeRole';
  return isRole ? roleTests(command, model) : [];
}

function passwordTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  const password = model.auth?.password;
  const given = plan
    .creation(command.entity)
    ?.find(({ input }) => password !== undefined && input.name === password.name)?.given;
  if (given?.kind !== 'plain' || typeof given.json !== 'string') return [];
  const body = (current: string): Code =>
    code`{ current: ${literal(current)}, next: ${literal(`${given.json} 2`)} }`;
  const wrong = say(model.lang, { en: 'refuses a wrong password', zh: '拒绝错误的密码' });
  const as = allowed(command, 'made');
  return [
    testOf(titleOf(command), [
      made(command),
      send(command, as, body(given.json)),
      code`${expect}(answer.status).toBe(200);`,
      send(command, as, body(given.json), null, 'again'),
      code`${expect}(again.status).toBe(409);`,
    ]),
    testOf(`${command.action} ${wrong}`, [
      made(command),
      send(command, as, body('another')),
      code`${expect}(answer).toMatchObject({ status: 409, body: { code: ${literal(`${command.entity.names.snake}.wrong_password`)} } });`,
    ]),
    ...refused(command, model, body(given.json), as),
  ];
}

function roleTests(command: Command, model: Model): readonly Code[] {
  const all = assignments(model).filter(({ role }) => command.by.roles.includes(role));
  const [able] = all.filter(({ assigns }) => assigns.length > 0);
  const [role] = able?.assigns ?? [];
  if (able === undefined || role === undefined) return [];
  const as = withRoles([able.role]);
  const beyond = all.flatMap((one) =>
    model.roles
      .filter(({ code: other }) => !one.assigns.includes(other))
      .map((other) => ({ by: one.role, role: other.code })),
  )[0];
  const more = say(model.lang, {
    en: 'refuses a role beyond the caller',
    zh: '拒绝超出调用者权限的角色',
  });
  const body = (one: string): Code => code`{ role: ${literal(one)} }`;
  return [
    testOf(titleOf(command), [
      made(command),
      send(command, as, body(role)),
      code`${expect}(answer.status).toBe(200);`,
    ]),
    ...(beyond === undefined
      ? []
      : [
          testOf(`${command.action} ${more}`, [
            made(command),
            send(command, withRoles([beyond.by]), body(beyond.role)),
            code`${expect}(answer.status).toBe(403);`,
          ]),
        ]),
    ...refused(command, model, body(role), as),
  ];
}

/** Whoever may not, and whoever has read an older version. */
function refused(command: Command, model: Model, body: Code, as: Code): readonly Code[] {
  const stale = say(model.lang, { en: 'refuses a stale version', zh: '拒绝过期的版本' });
  return [
    ...denied(command, model).map((who) =>
      testOf(`${command.action} ${say(model.lang, who.title)}`, [
        made(command),
        send(command, who.as, body),
        code`${expect}(answer.status).toBe(${who.status});`,
      ]),
    ),
    testOf(`${command.action} ${stale}`, [
      made(command),
      send(command, as, body, code`ifMatch: '"999"', `),
      code`${expect}(answer).toMatchObject({ status: 412, body: { code: 'stale' } });`,
    ]),
  ];
}

function made({ entity }: Command): Code {
  return code`const made = await ${testKit.make(entity)}(service);`;
}

function send(command: Command, as: Code, body: Code, more: Hole = null, name = 'answer'): Code {
  const url = code`\`/${path(command.entity.names.route)}/\${made.view.id}/${path(command.route)}\``;
  return code`const ${key(name)} = await service.post(${url}, { ${more}as: ${as}, body: ${body} });`;
}
