import type { Entity, Model, Who } from '../../model/model.ts';
import { literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { operators, showsSagas } from '../features.ts';
import { fieldRights } from './field-rights.ts';
import type { FieldRight } from './field-rights.ts';

/** An action and who may do it, in the order of a reader: principals, then roles. */
export interface Grant {
  readonly action: string;
  readonly by: Who;
}

function byOperators(model: Model): Who {
  return { anyone: false, signedIn: false, owner: false, system: false, roles: operators(model) };
}

/** By name: each command and query once. */
export function grantsOf(model: Model): readonly Grant[] {
  const all = model.roots.flatMap((root) => [...root.commands, ...root.queries]);
  const sagas = showsSagas(model)
    ? ['Saga.get', 'Saga.list', 'Saga.retry'].map((action) => ({ action, by: byOperators(model) }))
    : [];
  const byAction = new Map(
    [...all, ...sagas].map(({ action, by }) => [action, { action, by }] as const),
  );
  return [...byAction.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

export function whoList(by: Who): Code {
  return literal([
    ...(by.anyone ? ['anyone'] : []),
    ...(by.signedIn ? ['signedIn'] : []),
    ...(by.owner ? ['owner'] : []),
    ...by.roles,
    ...(by.system ? ['system'] : []),
  ]);
}

/** Roots with fields that only some may read. */
export function restrictedRoots(
  model: Model,
): readonly { readonly entity: Entity; readonly rights: readonly FieldRight[] }[] {
  return model.roots
    .map((entity) => ({ entity, rights: fieldRights(entity) }))
    .filter(({ rights }) => rights.length > 0);
}

/**
 * Which roles a role may give and take back: those that `assigns` names, or without any such word
 * all, but never one that it does not itself hold.
 */
export function assignments(
  model: Model,
): readonly { readonly role: string; readonly assigns: readonly string[] }[] {
  const isNamed = model.roles.some((role) => role.assigns.length > 0);
  const byCode = new Map(model.roles.map((role) => [role.code, role]));
  const assigners = new Set(
    model.auth?.entity.commands
      .filter((command) => command.kind === 'assignRole')
      .flatMap((command) => command.by.roles),
  );
  return model.roles
    .filter((role) => assigners.has(role.code))
    .map((role) => {
      const named = role.includes.flatMap((code) => byCode.get(code)?.assigns ?? []);
      const assigns = isNamed
        ? named.filter((code) => role.includes.includes(code))
        : role.includes;
      return { role: role.code, assigns: [...new Set(assigns)] };
    });
}

/** Which kinds of grant the model has, so that the code asks for no others. */
export interface Uses {
  readonly anyone: boolean;
  readonly signedIn: boolean;
  readonly owner: boolean;
}

export function usesOf(model: Model): Uses {
  const all = [
    ...grantsOf(model).map(({ by }) => by),
    ...restrictedRoots(model).flatMap(({ rights }) => rights.flatMap(({ read }) => read ?? [])),
  ];
  return {
    anyone: all.some((by) => by.anyone),
    signedIn: all.some((by) => by.signedIn),
    owner: all.some((by) => by.owner) || restrictedRoots(model).length > 0,
  };
}
