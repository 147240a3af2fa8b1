import type { Command, Field, Model } from '../../model/model.ts';
import { isRestricted } from '../application/field-rights.ts';
import { isShown } from '../row/members.ts';
import type { Plan } from '../scenario/index.ts';
import { say } from '../text.ts';
import { code, key, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { allowed } from './callers.ts';
import { path, testOf } from './command-tests.ts';
import { testKit } from './paths.ts';

const expect = value('expect', 'vitest');

/** Who is signed in, and for how long: tested with the command that changes the password. */
export function sessionTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  const name = nameOf(command, plan, model);
  const password = passwordOf(command, plan, model);
  if (command.kind !== 'changePassword' || name === undefined || password === null) return [];
  const member = key(name.member);
  const title = (en: string, zh: string): string => say(model.lang, { en, zh });
  const logIn = (variable: string, who: Code, what: Code): Code =>
    code`const ${variable} = await service.post('/auth/login', { as: ${testKit.anonymous}, body: { ${member}: ${who}, password: ${what} } });`;
  const refresh = (variable: string, token: string): Code =>
    code`const ${variable} = await service.post('/auth/refresh', { as: ${testKit.anonymous}, body: { refreshToken: ${token} } });`;
  const arrange = [
    code`const made = await ${testKit.make(command.entity)}(service);`,
    logIn('session', code`made.view.${member}`, literal(password)),
    code`const { refreshToken } = session.body;`,
  ];
  const ended = (variable: string): Code =>
    code`${expect}(${variable}).toMatchObject({ status: 401, body: { code: 'session_ended' } });`;
  const url = code`\`/${path(command.entity.names.route)}/\${made.view.id}/${path(command.route)}\``;
  return [
    testOf(
      title(
        'a refresh token is good once, and whoever uses it again ends the session',
        '刷新令牌只能使用一次，重复使用会结束会话',
      ),
      [
        ...arrange,
        refresh('next', 'refreshToken'),
        code`${expect}(next.status).toBe(200);`,
        refresh('again', 'refreshToken'),
        ended('again'),
        refresh('after', 'next.body.refreshToken'),
        ended('after'),
      ],
    ),
    testOf(title('logging out ends the session', '退出登录会结束会话'), [
      ...arrange,
      code`await service.post('/auth/logout', { as: ${testKit.anonymous}, body: { refreshToken } });`,
      refresh('after', 'refreshToken'),
      ended('after'),
    ]),
    testOf(title('a new password ends all sessions', '修改密码会结束所有会话'), [
      ...arrange,
      code`await service.post(${url}, { as: ${allowed(command, 'made')}, body: { current: ${literal(password)}, next: ${literal(`${password} 2`)} } });`,
      refresh('after', 'refreshToken'),
      ended('after'),
      logIn('old', code`made.view.${member}`, literal(password)),
      code`${expect}(old.status).toBe(401);`,
    ]),
    testOf(title('nobody learns which accounts there are', '无法得知有哪些账号'), [
      code`const made = await ${testKit.make(command.entity)}(service);`,
      logIn('wrong', code`made.view.${member}`, literal('not the password')),
      code`const other = await ${testKit.make(command.entity)}(service);`,
      code`const none = \`\${other.view.${member}}\`.replace(/^.{4}/, '+999');`,
      logIn('unknown', code`none`, literal('not the password')),
      code`${expect}(wrong.status).toBe(401);`,
      code`${expect}([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);`,
    ]),
  ];
}

/** A name that every account has, and that its bearer may see. */
function nameOf({ entity }: Command, plan: Plan, model: Model): Field | undefined {
  const given = new Set(plan.creation(entity)?.map(({ input }) => input.name));
  return plainIdentifiers(model).find(
    (field) => isShown(field) && !isRestricted(field, entity) && given.has(field.name),
  );
}

/** What somebody logs in with, where it is known which values it takes. */
export function plainIdentifiers({ auth }: Model): readonly Field[] {
  const isPlain = ({ pattern, type }: Field): boolean =>
    pattern === null && type.kind === 'scalar' && ['email', 'phone'].includes(type.scalar);
  return auth?.identifiers.filter(isPlain) ?? [];
}

function passwordOf({ entity }: Command, plan: Plan, { auth }: Model): string | null {
  const given = plan.creation(entity)?.find(({ input }) => input.name === auth?.password.name);
  return given?.given.kind === 'plain' && typeof given.given.json === 'string'
    ? given.given.json
    : null;
}
