import type { Auth, Field, Model } from '../../model/model.ts';
import { findByName } from '../repository-methods.ts';
import { say } from '../text.ts';
import { code, comment, join, key, literal, type, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { blockedStates } from './blocked-states.ts';
import { depsInterface, ports } from './deps.ts';
import { authPaths, logInType, refreshType, signedIn } from './signatures.ts';

const openSession = value('openSession', authPaths.logIn);
const session = type('Session', authPaths.sessions);

export function logInFile(auth: Auth, model: Model): TsFile {
  const { entity } = auth;
  const text = (en: string, zh: string): string => say(model.lang, { en, zh });
  const nobody = text(
    'Checked when no such user is there: the time taken must not tell a stranger so.',
    '用户不存在时也做校验：耗时不得泄露其是否存在。',
  );
  const wrong = literal(text('wrong name or password', '账号或密码错误'));
  const hash = code`user?.state.${auth.password.stateMember} ?? NOBODYS_HASH`;
  return tsFile(
    depsInterface([ports.repository(entity), ports.attempts, ports.sessions]),
    code`${comment(nobody)}const NOBODYS_HASH =
      '$argon2id$v=19$m=19456,t=2,p=1$0FLim1g9FLjOmlPyzrYIjg$9ccQo5WnHFxFj/t1JwftfbT0YPN5PrMnCb9K7xfhZWA';`,
    code`
      export function logIn(deps: Deps) {
        return async (command: { readonly data: ${logInType(auth)} }, ${actorParameter(model)}): Promise<${signedIn}> => {
          const { data } = command;
          const user = await findUser(deps, data);
          await deps.attempts.count(${tried(auth, model)});
          const hash = ${hash};
          const matches = await ${value('verifyPassword', 'pkg/password/password.ts')}(data.${key(auth.password.name)}, hash);
          if (!user || !matches) {
            throw new ${kernel.AppError}('unauthenticated', 'wrong_credentials', ${wrong});
          }
          ${blockedStates(auth).length > 0 && code`ensureOpen(user);`}
          const session = await deps.sessions.start(user.state.id);
          return openSession(user, session${model.tenancy !== null && code`, actor`});
        };
      }`,
    finder(auth, model),
    openness(auth, model),
    opening(auth, model),
  );
}

/** Whom somebody tries to be. */
function tried({ identifiers }: Auth, { tenancy }: Model): Code {
  const [first, ...others] = identifiers.map((field) => code`data.${key(field.member)}`);
  if (first === undefined) throw new Error('nothing to log in with');
  const names = others.length === 0 ? first : join([first, ...others], ' ?? ');
  if (tenancy !== null) return code`\`\${actor.tenant} \${${names}}\``;
  return others.length === 0 ? names : code`\`\${${names}}\``;
}

function actorParameter(model: Model): Code {
  return model.tenancy === null ? code`_actor: ${kernel.Actor}` : code`actor: ${kernel.Actor}`;
}

/** By whichever name is given. */
function finder(auth: Auth, model: Model): Code {
  const { entity, identifiers } = auth;
  const found = (field: Field): Code => {
    const given = code`data.${key(field.member)}`;
    const isEmail = field.type.kind === 'scalar' && field.type.scalar === 'email';
    const wanted = isEmail ? code`${given}.trim().toLowerCase()` : given;
    return code`deps.${of.port(entity)}.${findByName(field)}(${wanted})`;
  };
  const head = code`function findUser(deps: Deps, data: ${logInType(auth)}): Promise<${of.aggregateType(entity)} | undefined>`;
  const [only, ...others] = identifiers;
  if (only === undefined) throw new Error('nothing to log in with');
  if (others.length === 0) return code`${head} {\nreturn ${found(only)};\n}`;
  const tries = identifiers.map(
    (field) => code`if (data.${key(field.member)} !== undefined) return ${found(field)};`,
  );
  const message = literal(say(model.lang, { en: 'say who you are', zh: '请填写登录账号' }));
  return code`
    async ${head} {
      ${tries}
      throw new ${kernel.AppError}('invalid', 'invalid', ${message}, [
        { field: ${literal(only.member)}, message: ${message} },
      ]);
    }`;
}

/** Accounts that are shut stay so for those who hold the password or a session. */
function openness(auth: Auth, model: Model): Code | null {
  const { entity } = auth;
  const checks = blockedStates(auth).map((state) => {
    const message = say(model.lang, {
      en: `this account is ${state.label}`,
      zh: `该账号状态为“${state.label}”，不能登录`,
    });
    return code`
      if (user.state.status === ${literal(state.code)}) {
        throw new ${kernel.AppError}('forbidden', ${literal(`${entity.names.snake}.${state.code}`)}, ${literal(message)});
      }`;
  });
  if (checks.length === 0) return null;
  return code`
    export function ensureOpen(user: ${of.aggregateType(entity)}): void {
      ${checks}
    }`;
}

function opening(auth: Auth, model: Model): Code {
  const roles = auth.roles === null ? code`[]` : code`user.state.${auth.roles.stateMember}`;
  const tenancy = model.tenancy !== null;
  const members = [
    code`userId: user.state.id,`,
    code`roles: ${roles},`,
    tenancy && code`...(tenant !== undefined && { tenant }),`,
    code`refreshToken: session.token,`,
    code`refreshExpiresAt: session.expiresAt.toISOString(),`,
  ].filter((one) => one !== false);
  return code`
    export function openSession(
      user: ${of.aggregateType(auth.entity)},
      session: ${session},${tenancy && code` { tenant }: ${kernel.Actor},`}
    ): ${signedIn} {
      return {\n${members}\n};
    }`;
}

/** Roles are read anew each time, so that what is revoked ends with the access token. */
export function refreshFile(auth: Auth, model: Model): TsFile {
  const { entity } = auth;
  const shut = blockedStates(auth).length > 0;
  const ended = literal(say(model.lang, { en: 'sign in again', zh: '请重新登录' }));
  return tsFile(
    depsInterface([ports.repository(entity), ports.sessions]),
    code`
      export function refreshSession(deps: Deps) {
        return async (command: { readonly data: ${refreshType(auth)} }, ${actorParameter(model)}): Promise<${signedIn}> => {
          const session = await deps.sessions.renew(command.data.refreshToken);
          if (!session) {
            throw new ${kernel.AppError}('unauthenticated', 'session_ended', ${ended});
          }
          const user = await deps.${of.port(entity)}.get(session.userId);
          ${shut && code`${value('ensureOpen', authPaths.logIn)}(user);`}
          return ${openSession}(user, session${model.tenancy !== null && code`, actor`});
        };
      }`,
  );
}

export function logOutFile(auth: Auth): TsFile {
  return tsFile(
    depsInterface([ports.sessions]),
    code`
      export function logOut(deps: Deps) {
        return (command: { readonly data: ${refreshType(auth)} }, _actor: ${kernel.Actor}): Promise<void> =>
          deps.sessions.end(command.data.refreshToken);
      }`,
  );
}
