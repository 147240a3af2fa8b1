import type { Building } from '../draft.ts';
import type { Model } from '../model.ts';
import { shortList } from './found.ts';
import type { Found } from './found.ts';

export function openRights({ model, document }: Building): readonly Found[] {
  if (model.roles.length > 0 || document.access) return [];
  const isOpen = model.roots.some((entity) => entity.commands.some((command) => command.by.anyone));
  if (!isOpen) return [];
  return [
    {
      code: 'no_roles',
      message: {
        en: 'no roles are declared, so everybody may do whatever has no right of its own',
        zh: '没有声明角色，未单独授权的操作任何人都能执行',
      },
      mitigation: {
        en: 'declare `roles` and `access` before real data comes in',
        zh: '在存入真实数据之前声明 `roles` 与 `access`',
      },
    },
  ];
}

export function publicWrites(model: Model): readonly Found[] {
  const limited = new Set(model.limits.map((limit) => limit.target));
  const open = model.roots.flatMap((entity) =>
    entity.commands.filter(
      (command) =>
        command.by.anyone && !limited.has(command.action) && !limited.has(entity.names.code),
    ),
  );
  if (open.length === 0 || limited.has('default')) return [];
  const names = shortList(open.map((command) => command.action));
  return [
    {
      code: 'public_write',
      message: {
        en: `anyone may run ${names}, as often as he likes`,
        zh: `任何人都可以不限次数地执行 ${names}`,
      },
      mitigation: {
        en: 'add `limits`, such as `default: 100/min per ip`',
        zh: '请加上 `limits`，例如 `default: 100/min per ip`',
      },
    },
  ];
}

export function loginWithoutLimit(model: Model): readonly Found[] {
  if (!model.auth || model.limits.some((one) => ['default', 'auth.login'].includes(one.target)))
    return [];
  return [
    {
      code: 'login_without_limit',
      message: {
        en: 'passwords can be guessed without a limit',
        zh: '登录没有次数限制，密码可被反复猜测',
      },
      mitigation: {
        en: 'add `limits: { auth.login: 10/min per ip }`',
        zh: '请加上 `limits: { auth.login: 10/min per ip }`',
      },
    },
  ];
}

export function unassignedRoles(model: Model): readonly Found[] {
  const { auth } = model;
  const assign = auth?.entity.commands.find((command) => command.kind === 'assignRole');
  if (!auth?.roles || !assign || assign.by.roles.length > 0) return [];
  return [
    {
      code: 'roles_unassignable',
      message: { en: 'nobody can assign roles', zh: '没有人能授予角色' },
      mitigation: {
        en: 'let a role assign others: `admin: { assigns: [staff] }`; the first is given on the server',
        zh: '请让某个角色可授予其他角色：`admin: { assigns: [staff] }`；首个角色在服务器上授予',
      },
    },
  ];
}
