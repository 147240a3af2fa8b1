import type { Entity, Model } from '../../model/model.ts';
import { say } from '../text.ts';
import { code, doc, key, literal, templateText } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel } from '../typescript/symbols.ts';
import { asksRestrictedFields } from './asked-fields.ts';
import { restrictedRoots, whoList } from './grants.ts';
import { ownerField } from './ownership.ts';
import { identifies } from './signatures.ts';

/** Who a new row is for. */
export function newRowFunctions(model: Model): readonly (Code | false)[] {
  const owned = model.roots.filter((root) => ownerField(root) !== null);
  return [
    owned.length > 0 && signedInFunction(model, owned.some(isForCaller)),
    model.roots.some(namesOwner) && ownerOfNew(model),
    identifies(model) && subjectOfNew(model),
  ];
}

/** Whether a handler itself takes the caller as the owner. */
function isForCaller(root: Entity): boolean {
  const field = ownerField(root);
  return root.commands.some(
    ({ kind, inputs }) =>
      kind === 'create' &&
      (field?.many || (!field?.optional && !inputs.some((input) => input.field === field))),
  );
}

/** Whether a command's input may say whose the row is to be. */
function namesOwner(root: Entity): boolean {
  const field = ownerField(root);
  if (field === null || field.many) return false;
  return root.commands.some(
    ({ kind, inputs }) =>
      (kind === 'create' || kind === 'update') && inputs.some((input) => input.field === field),
  );
}

function signedInFunction(model: Model, isTaken: boolean): Code {
  const text = say(model.lang, {
    en: 'The id of a caller who is signed in.',
    zh: '已登录调用者的 id。',
  });
  const first = say(model.lang, { en: 'sign in first', zh: '请先登录' });
  return code`
    ${doc(text)}${isTaken && code`export `}function signedIn(actor: Actor): ActorId {
      if (actor.id === null) {
        throw new ${kernel.AppError}('unauthenticated', 'unauthenticated', ${literal(first)});
      }
      return actor.id;
    }`;
}

function ownerOfNew(model: Model): Code {
  const text = say(model.lang, {
    en: 'Whom a row is for: the caller, unless one whose role allows it names another.',
    zh: '数据属于谁：调用者本人；只有角色允许的调用者才能指定他人。',
  });
  return code`
    ${doc(text)}export function ownerOfNew(actor: Actor, action: Action, named: ActorId | undefined): ActorId {
      if (named === undefined || named === actor.id) return signedIn(actor);
      if (holdsRole(actor, action)) return named;
      throw refusal(actor, action);
    }`;
}

function subjectOfNew(model: Model): Code {
  const text = say(model.lang, {
    en: "Whose token a principal's row is for: the caller's, unless one whose role allows it names another.",
    zh: '主体数据对应的令牌：调用者本人；只有角色允许的调用者才能指定他人。',
  });
  return code`
    ${doc(text)}export function subjectOfNew(actor: Actor, action: Action, named?: string): string {
      if (named !== undefined && holdsRole(actor, action)) return named;
      if (actor.subject === undefined || (named !== undefined && named !== actor.subject)) {
        throw refusal(actor, action);
      }
      return actor.subject;
    }`;
}

export function holdsRole(model: Model): Code | false {
  if (!model.roots.some(namesOwner) && !identifies(model)) return false;
  return code`
    function holdsRole(actor: Actor, action: Action): boolean {
      const granted: readonly string[] = grants[action];
      return actor.roles.some((role) => granted.includes(role));
    }`;
}

/** For lists, which tell what a field holds by what they are asked. */
function ensureReadable(model: Model, isPii: boolean): Code {
  const text = say(model.lang, {
    en: 'Throws unless `reader` may read the field that a list is filtered, searched or sorted by.',
    zh: '除非 `reader` 可读取列表筛选、搜索或排序所用的字段，否则抛出错误。',
  });
  const message = say(model.lang, { en: 'you may not read ', zh: '您无权读取 ' });
  const granted = isPii && code`const granted: readonly string[] = grants[action];`;
  const named =
    isPii && code`const named = [...granted.filter((one) => one !== 'anyone'), 'owner'];`;
  return code`
    ${doc(text)}export function ensureReadable(entity: string, field: string, { actor, action, owner }: Reader): void {
      ${granted}
      ${named}
      const who = readers[entity]?.[field];
      if (who === undefined || holds(actor, ${isPii ? code`who === 'pii' ? named : who` : code`who`}, owner)) return;
      if (actor.id === null) throw refusal(actor, action);
      throw new ${kernel.AppError}('forbidden', 'forbidden', \`${templateText(message)}\${field}\`);
    }`;
}

/** Rights that stand on fields rather than rows. */
export function fieldAccess(model: Model): Code | false {
  const roots = restrictedRoots(model);
  if (roots.length === 0) return false;
  const isPii = roots.some(({ rights }) => rights.some(({ read }) => read === null));
  const title = say(model.lang, {
    en: `Fields of answers that not everyone may read${isPii ? '; `pii` is kept from those who got in as anyone' : ''}.`,
    zh: `应答中并非人人可读的字段${isPii ? '；`pii` 不给以 anyone 身份访问者' : ''}。`,
  });
  const rows = roots.map(({ entity, rights }) => {
    const fields = rights.map(({ path, read }) => {
      const readers = read === null ? literal('pii') : whoList(read);
      return code`${literal(path.join('.'))}: ${readers},`;
    });
    return code`${key(entity.names.code)}: {\n${fields}\n},`;
  });
  const text = say(model.lang, {
    en: 'The view without what `reader` may not read.',
    zh: '去掉 `reader` 无权读取的字段后的视图。',
  });
  const optionalOnly = say(model.lang, {
    en: 'Only members that may be absent: the type stays true.',
    zh: '只去掉可缺省的成员：类型依然成立。',
  });
  const who = isPii ? code`who === 'pii' ? named : who` : code`who`;
  return code`
    ${doc(title)}const readers: Readonly<Record<string, Readonly<Record<string, readonly Grantee[]${isPii && code` | 'pii'`}>>>> = {\n${rows}\n};

    export interface Reader {
      readonly actor: Actor;
      readonly action: Action;
      readonly owner: Owner;
    }

    ${doc(text)}export function visible<View extends object>(entity: string, view: View, ${isPii ? code`{ actor, action, owner }` : code`{ actor, owner }`}: Reader): View {
      ${isPii && code`const granted: readonly string[] = grants[action];\nconst named = [...granted.filter((one) => one !== 'anyone'), 'owner'];`}
      return Object.entries(readers[entity] ?? {})
        .filter(([, who]) => !holds(actor, ${who}, owner))
        .reduce((left, [path]) => without(left, path.split('.')), view);
    }
    ${asksRestrictedFields(model) && ensureReadable(model, isPii)}

    ${doc(optionalOnly)}function without<Value>(value: Value, [name, ...rest]: readonly string[]): Value;
    function without(value: unknown, [name = '', ...rest]: readonly string[]): unknown {
      if (Array.isArray(value)) return value.map((one: unknown) => without(one, [name, ...rest]));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).flatMap(([member, inner]: [string, unknown]) => {
          if (member !== name) return [[member, inner]];
          return rest.length === 0 ? [] : [[member, without(inner, rest)]];
        }),
      );
    }`;
}
