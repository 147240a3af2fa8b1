import type { Model } from '../../model/model.ts';
import { say } from '../text.ts';
import { code, doc, join, key, literal, templateText } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { assignments, grantsOf, usesOf, whoList } from './grants.ts';
import { isScoped } from './ownership.ts';
import { identifies } from './signatures.ts';

/** The table of grants, and those who are asked about. */
export function grantTable(model: Model): Code {
  const title = say(model.lang, {
    en: 'Who may do what: the whole authorization of this service.',
    zh: '谁可以做什么：本服务的全部授权。',
  });
  const rows = grantsOf(model).map(({ action, by }) => code`${literal(action)}: ${whoList(by)},`);
  const roles = model.roles.length > 0 && code` | ${kernel.Role}`;
  return code`
    ${doc(title)}const grants = {\n${rows}\n} as const satisfies Record<string, readonly Grantee[]>;

    type Grantee = 'anyone' | 'owner' | 'signedIn' | 'system'${roles};

    export type Action = keyof typeof grants;`;
}

export function actorTypes(model: Model): Code {
  const principal = model.principal?.entity;
  const id = principal ? of.id(principal) : code`${kernel.Id}<string>`;
  const roles = model.roles.length > 0 ? code`(${kernel.Role} | 'system')` : code`'system'`;
  const say1 = (en: string, zh: string): Code => doc(say(model.lang, { en, zh }));
  const members = [
    code`${say1('Null for a caller without a token.', '没有令牌的调用者为 null。')}readonly id: ActorId | null;`,
    code`readonly roles: readonly ${roles}[];`,
    identifies(model) &&
      code`${say1("The `sub` of the caller's token.", '调用者令牌的 `sub`。')}readonly subject?: string;`,
    model.tenancy !== null &&
      code`${say1('Whose rows the caller sees.', '调用者所见数据所属的租户。')}readonly tenant?: string;`,
  ].filter((one) => one !== false);
  return code`
    export type ActorId = ${id};

    export interface Actor {
      ${members}
    }

    export const anonymous: Actor = {
      id: null,
      roles: [],
    };

    ${say1('The service itself, when it reacts to an event.', '服务自身，用于响应事件。')}export const system: Actor = {
      id: null,
      roles: ['system'],
    };`;
}

export function authorizeFunction(model: Model): Code {
  const { owner } = usesOf(model);
  const text = say(model.lang, {
    en: owner
      ? 'Throws unless `actor` may do `action` on something of `owner`.'
      : 'Throws unless `actor` may do `action`.',
    zh: owner
      ? '除非 `actor` 可对 `owner` 的数据执行 `action`，否则抛出错误。'
      : '除非 `actor` 可执行 `action`，否则抛出错误。',
  });
  return code`
    ${doc(text)}export function authorize(actor: Actor, action: Action${owner && code`, owner?: Owner`}): void {
      if (!holds(actor, grants[action]${owner && code`, owner`})) throw refusal(actor, action);
    }`;
}

/** The one place that reads a list of grantees. */
export function holdsFunction(model: Model): Code {
  const { anyone, signedIn, owner } = usesOf(model);
  const checks = [
    ...(anyone ? [code`granted.includes('anyone')`] : []),
    ...(signedIn ? [code`(granted.includes('signedIn') && ${signedInTest(model)})`] : []),
    ...(owner ? [code`(granted.includes('owner') && owns(actor, owner))`] : []),
    code`actor.roles.some((role) => granted.includes(role))`,
  ];
  return code`
    function holds(actor: Actor, granted: readonly string[]${owner && code`, owner?: Owner`}): boolean {
      return ${join(checks, ' || ')};
    }
    ${
      owner &&
      code`
    function owns({ id }: Actor, owner: Owner): boolean {
      if (id === null || owner === null || owner === undefined) return false;
      return typeof owner === 'string' ? owner === id : owner.includes(id);
    }`
    }`;
}

export function ownerType(model: Model): Code | false {
  if (!usesOf(model).owner) return false;
  const text = say(model.lang, { en: 'Whom a row belongs to.', zh: '数据的所有者。' });
  return code`${doc(text)}export type Owner = ActorId | readonly ActorId[] | null | undefined;`;
}

/** A token whose bearer has no row yet is signed in all the same. */
function signedInTest(model: Model): Code {
  return identifies(model)
    ? code`(actor.id !== null || actor.subject !== undefined)`
    : code`actor.id !== null`;
}

export function refusalFunction(model: Model): Code {
  const first = literal(say(model.lang, { en: 'sign in first', zh: '请先登录' }));
  const [en, zh] = [code`\`you may not do \${action}\``, code`\`您无权执行 \${action}\``];
  const isStranger = identifies(model)
    ? code`actor.id === null && actor.subject === undefined`
    : code`actor.id === null`;
  return code`
    function refusal(actor: Actor, action: Action): ${kernel.AppError} {
      return ${isStranger}
        ? new ${kernel.AppError}('unauthenticated', 'unauthenticated', ${first})
        : new ${kernel.AppError}('forbidden', 'forbidden', ${model.lang === 'zh' ? zh : en});
    }`;
}

export function hasScopedList(model: Model): boolean {
  return model.roots.some((root) =>
    root.queries.some(
      (query) => (query.kind === 'list' || query.kind === 'custom') && isScoped(query),
    ),
  );
}

export function listScope(model: Model): Code | false {
  if (!hasScopedList(model)) return false;
  const text = say(model.lang, {
    en: 'The owner whose things `actor` may list: null when all of them.',
    zh: '`actor` 可列出其数据的所有者；null 表示全部。',
  });
  return code`
    ${doc(text)}export function listScope(actor: Actor, action: Action): ActorId | null {
      const granted: readonly string[] = grants[action];
      if (holds(actor, granted)) return null;
      if (actor.id !== null && granted.includes('owner')) return actor.id;
      throw refusal(actor, action);
    }`;
}

export function assignTable(model: Model): Code | false {
  if (model.auth?.roles == null) return false;
  const text = say(model.lang, {
    en: 'Which roles a role may assign and revoke.',
    zh: '各角色可以授予和撤销的角色。',
  });
  const message = say(model.lang, {
    en: 'you may not assign or revoke the role ',
    zh: '您无权授予或撤销该角色：',
  });
  const rows = assignments(model).map(
    ({ role, assigns }) => code`${key(role)}: ${literal(assigns)},`,
  );
  return code`
    ${doc(text)}const assigns: Readonly<Partial<Record<${kernel.Role} | 'system', readonly ${kernel.Role}[]>>> = {\n${rows}\n};

    export function ensureAssignable(actor: Actor, role: ${kernel.Role}): void {
      if (actor.roles.some((own) => assigns[own]?.includes(role))) return;
      throw new ${kernel.AppError}('forbidden', 'forbidden', \`${templateText(message)}\${role}\`);
    }`;
}

export function aboveTenants(model: Model): Code | false {
  const roles = model.roles.filter((role) => role.allTenants).map((role) => role.code);
  if (model.tenancy === null || roles.length === 0) return false;
  const text = say(model.lang, {
    en: 'Whether a caller with these roles may say which tenant is meant.',
    zh: '具有这些角色的调用者是否可以指定租户。',
  });
  return code`
    ${doc(text)}export function isAboveTenants(roles: readonly ${kernel.Role}[]): boolean {
      const above: readonly string[] = ${literal(roles)};
      return roles.some((role) => above.includes(role));
    }`;
}
