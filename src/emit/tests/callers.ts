import type { Command, Model, Query, Who } from '../../model/model.ts';
import { code, join, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { asksRow } from '../application/ownership.ts';
import { isBeforePrincipals } from './newcomers.ts';
import { testKit } from './paths.ts';

/** Somebody who may create the entity; `rows` are the variables of the rows its input refers to. */
export function creator(command: Command, rows: ReadonlyMap<string, string>, model: Model): Code {
  const { entity, by } = command;
  const { ownership } = entity;
  const [first] = ownership?.kind === 'path' ? ownership.steps : [];
  const through =
    ownership?.kind === 'path' && ownership.steps.length > 1 && first
      ? rows.get(first.member)
      : undefined;
  if (by.owner && through !== undefined) return code`${through}.owner`;
  if (isBeforePrincipals(entity, model) && hasToken(by)) return newcomer(by);
  return (
    privileged(by) ??
    (by.signedIn || by.owner
      ? code`await ${testKit.actorWith}(service)`
      : by.system
        ? testKitSystem()
        : code`${testKit.anonymous}`)
  );
}

/** Somebody who may do it on a row in the variable `made`. */
export function allowed(of: Command | Query, made: string): Code {
  if (of.by.owner && of.entity.ownership) return code`${made}.owner`;
  return (
    privileged(of.by) ??
    (of.by.signedIn
      ? code`await ${testKit.actorWith}(service)`
      : of.by.anyone
        ? code`${testKit.anonymous}`
        : testKitSystem())
  );
}

/** The same for a step of a row that a test stands on. */
export function stepper(command: Command, made: string, model: Model): Code {
  const owned = command.by.owner && command.entity.ownership !== null;
  const isEarly = isBeforePrincipals(command.entity, model) && !owned && hasToken(command.by);
  return isEarly ? newcomer(command.by) : allowed(command, made);
}

function hasToken(by: Who): boolean {
  return !by.anyone && (by.signedIn || by.owner || by.roles.length > 0);
}

function newcomer({ roles: [role] }: Who): Code {
  return code`${testKit.newcomer}(service${role !== undefined && code`, ${literal(role)}`})`;
}

/** Callers who may not, each with the status they get. */
export function denied(
  of: Command | Query,
  model: Model,
): readonly {
  readonly title: { en: string; zh: string };
  readonly as: Code;
  readonly status: 401 | 403 | 404;
}[] {
  const { by, entity } = of;
  if (by.anyone) return [];
  const nobody = {
    title: { en: 'refuses a caller without a token', zh: '拒绝未登录者' },
    as: code`${testKit.anonymous}`,
    status: 401 as const,
  };
  if (by.signedIn) return [nobody];
  const other = model.roles.find((role) => !by.roles.includes(role.code));
  const needsNoOwner = !by.owner || entity.ownership !== null;
  if (!needsNoOwner) return [nobody];
  if (other)
    return [
      nobody,
      {
        title: by.owner
          ? { en: `refuses another ${other.code}`, zh: `拒绝其他${other.label}` }
          : { en: `refuses a mere ${other.code}`, zh: `拒绝${other.label}` },
        as: withRoles([other.code]),
        status: refused(of, other.code),
      },
    ];
  if (model.roles.length === 0 || by.owner) {
    return by.roles.length < model.roles.length || model.roles.length === 0
      ? [
          nobody,
          {
            title: { en: 'refuses somebody else', zh: '拒绝他人' },
            as: withRoles([]),
            status: refused(of, null),
          },
        ]
      : [nobody];
  }
  return [nobody];
}

/** Whoever may not read a row that is another's is not told that it is there. */
function refused(of: Command | Query, role: string | null): 403 | 404 {
  if (of.kind === 'create' || !asksRow(of)) return 403;
  const read = of.entity.queries.find((query) => query.kind === 'get')?.by;
  const mayRead = read?.anyone || read?.signedIn || (role !== null && read?.roles.includes(role));
  return mayRead ? 403 : 404;
}

export function withRoles(roles: readonly string[]): Code {
  return code`await ${testKit.actorWith}(service${join(
    roles.map((role) => code`, ${literal(role)}`),
    '',
  )})`;
}

function privileged(by: Who): Code | null {
  const [role] = by.roles;
  return role === undefined ? null : withRoles([role]);
}

function testKitSystem(): Code {
  return code`${testKit.system}`;
}

/** What a test is about: the label, where it says more than the name. */
export function titleOf({ action, label, name }: Command | Query): string {
  return label.toLowerCase() === name.toLowerCase() ? action : `${action}: ${label}`;
}
