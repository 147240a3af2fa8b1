import type { Command, CommandKind, Entity, Input, Who } from './model.ts';
import type { Draft } from './draft.ts';
import { kebabOf, methodName, upperFirst } from './names.ts';

export const labels: Readonly<
  Partial<Record<CommandKind, { readonly en: string; readonly zh: string }>>
> = {
  create: { en: 'Create', zh: '新建' },
  update: { en: 'Update', zh: '修改' },
  delete: { en: 'Delete', zh: '删除' },
  restore: { en: 'Restore', zh: '恢复' },
  changePassword: { en: 'Change password', zh: '修改密码' },
  assignRole: { en: 'Assign a role', zh: '授予角色' },
  revokeRole: { en: 'Revoke a role', zh: '撤销角色' },
};

export function shell(
  entity: Entity,
  kind: CommandKind,
  name: string,
  label: string,
  by: Who,
  inputs: readonly Input[],
  at: Command['at'],
): Draft<Command> {
  const { names } = entity;
  const handler = name + upperFirst(names.className);
  return {
    kind,
    entity,
    name,
    label,
    action: `${names.code}.${name}`,
    handler,
    kebab: kebabOf(handler),
    inputName:
      inputs.length > 0 || kind === 'create' || kind === 'update' ? upperFirst(handler) : null,
    method: methodName(name),
    route: kebabOf(name),
    by,
    inputs,
    move: null,
    file: null,
    when: null,
    sets: [],
    emits: [],
    on: null,
    returns: [],
    everyMs: null,
    idempotent: false,
    exposed: by.anyone || by.signedIn || by.owner || by.roles.length > 0,
    at,
  };
}
