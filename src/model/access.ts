import type { Range } from '../diagnostic.ts';
import type { EntitySyntax, RoleSyntax, WhoSyntax } from '../prd/index.ts';
import type { Building } from './draft.ts';
import type { Entity, Ownership, Field, Role, Who } from './model.ts';
import { kinds } from './problems.ts';

const principals = ['anyone', 'signedIn', 'owner', 'system'] as const;

const nobody: Who = { anyone: false, signedIn: false, owner: false, system: false, roles: [] };
export const everyone: Who = { ...nobody, anyone: true };
export const ownerOnly: Who = { ...nobody, owner: true };

export function rolesOf(building: Building): readonly Role[] {
  const { roles } = building.document;
  refuseCycles(building);
  const known = roles.map((role) => role.name.code);
  const byName = new Map(
    roles.flatMap((role) => [
      [role.name.code, role] as const,
      ...(role.name.label ? [[role.name.label, role] as const] : []),
    ]),
  );
  for (const role of roles) {
    if ((principals as readonly string[]).includes(role.name.code)) {
      building.problems.add('role_is_principal', role.name.at, {
        en: `"${role.name.code}" is a principal and cannot be a role`,
        zh: `“${role.name.code}”是主体名，不能作角色名`,
      });
    }
    for (const name of [...role.extends, ...role.assigns]) {
      if (!byName.has(name.value))
        building.problems.unknown(kinds.role, name.value, name.at, known);
    }
  }
  refuseGifts(building, byName);
  return roles.map((role) => ({
    code: role.name.code,
    label: role.name.label ?? role.name.code,
    description: role.description,
    includes: included(role, byName),
    assigns: role.assigns.map((name) => byName.get(name.value)?.name.code ?? name.value),
    allTenants: role.allTenants,
    at: role.name.at,
  }));
}

/** A role that extends itself would be the same role as all on the way. */
function refuseCycles(building: Building): void {
  const { roles } = building.document;
  const extended = new Map(roles.map((role) => [role.name.code, role.extends]));
  for (const { name } of roles) {
    const seen = new Set<string>();
    const queue = (extended.get(name.code) ?? []).map((one) => one.value);
    for (const next of queue) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...(extended.get(next) ?? []).map((one) => one.value));
    }
    if (!seen.has(name.code)) continue;
    building.problems.add('role_cycle', name.at, {
      en: `role "${name.code}" extends itself`,
      zh: `角色“${name.code}”继承了自己`,
    });
    return;
  }
}

/** Nobody gives a role that he does not hold: else he could give it to himself. */
function refuseGifts(building: Building, byName: ReadonlyMap<string, RoleSyntax>): void {
  const { roles } = building.document;
  if (roles.some((role) => role.extends.some((name) => !byName.has(name.value)))) return;
  for (const role of roles) {
    const held = included(role, byName);
    for (const name of role.assigns) {
      const code = byName.get(name.value)?.name.code;
      if (code === undefined || held.includes(code)) continue;
      building.problems.add(
        'assigns_not_held',
        name.at,
        {
          en: `"${role.name.code}" assigns the role "${code}" but does not hold it`,
          zh: `“${role.name.code}”授予角色“${code}”，但自己并不拥有该角色`,
        },
        {
          en: `let it extend "${code}", or leave the assigning to a role that does`,
          zh: `请让它继承“${code}”，或由拥有该角色的角色来授予`,
        },
      );
    }
  }
}

function included(role: RoleSyntax, byName: ReadonlyMap<string, RoleSyntax>): string[] {
  const found: string[] = [];
  const queue = [role];
  for (const one of queue) {
    if (found.includes(one.name.code)) continue;
    found.push(one.name.code);
    for (const name of one.extends) {
      const next = byName.get(name.value);
      if (next) queue.push(next);
    }
  }
  return found;
}

export function whoOf(building: Building, syntax: WhoSyntax): Who {
  const who = { ...nobody };
  const wanted: string[] = [];
  const { roles } = building.model;
  for (const { value, at } of syntax) {
    if (value === 'anyone' || value === 'signedIn' || value === 'owner' || value === 'system')
      who[value as 'anyone'] = true;
    else {
      const role = roles.find((one) => one.code === value || one.label === value);
      if (role) wanted.push(role.code);
      else
        building.problems.unknown(kinds.role, value, at, [
          ...principals,
          ...roles.map((one) => one.code),
        ]);
    }
  }
  return { ...who, roles: holding(building, wanted) };
}

/** The roles that hold a right given to one of `wanted`: it and all that extend it. */
export function holding(building: Building, wanted: readonly string[]): readonly string[] {
  return building.model.roles
    .filter((role) => role.includes.some((code) => wanted.includes(code)))
    .map((role) => role.code);
}

/** Who may read or write, when a command or query says nothing itself. */
export function usualWho(
  building: Building,
  entity: Entity,
  syntax: EntitySyntax,
  kind: 'read' | 'write',
  action: string,
): Who {
  const own = syntax.access?.[kind];
  if (own) return whoOf(building, own);
  const aboveTenants = building.model.roles.filter((role) => role.allTenants);
  // What all tenants share is written by those who stand above them.
  if (kind === 'write' && building.model.tenancy && !entity.tenant && aboveTenants.length > 0)
    return { ...nobody, roles: aboveTenants.map((role) => role.code) };
  if (syntax.owner) return ownerOnly;
  const top = building.document.access?.[kind];
  if (top) return whoOf(building, top);
  if (building.model.roles.length === 0) return everyone;
  const usualRole = building.model.roles.at(-1)?.code ?? 'signedIn';
  building.problems.addUnless(
    [entity.names.code],
    'no_access',
    syntax.name.at,
    { en: `nothing says who may do ${action}`, zh: `没有说明谁可以执行 ${action}` },
    {
      en: `add \`access: { read: ${usualRole}, write: ${usualRole} }\` to the entity or at the top`,
      zh: `请在该实体或顶层加上 \`access: { read: ${usualRole}, write: ${usualRole} }\``,
    },
  );
  return nobody;
}

/** Whether the want of a principal has been told: one problem, however many have owners. */
function isPrincipalTold({ document, problems }: Building): boolean {
  return (
    document.principal !== null ||
    problems.has('which_principal') ||
    problems.has('owner_without_principal') ||
    problems.isSuspect('password')
  );
}

export function ownershipOf(
  building: Building,
  entity: Entity,
  syntax: EntitySyntax,
): Ownership | null {
  const { owner } = syntax;
  // Whoever logs in may change his own password.
  if (!owner) return building.model.auth?.entity === entity ? { kind: 'self' } : null;
  const principal = building.model.principal?.entity;
  if (!principal) {
    if (isPrincipalTold(building)) return null;
    building.problems.add(
      'owner_without_principal',
      owner.at,
      { en: 'an owner needs a principal', zh: '有 owner 就需要 principal' },
      { en: 'add `principal: <Entity>` at the top', zh: '请在顶层加上 `principal: <实体>`' },
    );
    return null;
  }
  if (owner.value === 'self') return selfOwned(building, entity, principal, owner.at);
  const steps: Field[] = [];
  let current: Entity = entity;
  for (const name of owner.value.split('.')) {
    const field = current.fields.find((one) => one.name === name);
    const next = field && targetOf(field);
    if (!field || !next) {
      building.problems.unknown(
        kinds.field,
        name,
        owner.at,
        current.fields.filter((one) => targetOf(one)).map((one) => one.name),
      );
      return null;
    }
    steps.push(field);
    current = next;
  }
  if (current !== principal) {
    building.problems.add('owner_is_no_principal', owner.at, {
      en: `"${owner.value}" leads to ${current.names.code}, not to ${principal.names.code}`,
      zh: `“${owner.value}”指向 ${current.names.code}，而不是 ${principal.names.code}`,
    });
    return null;
  }
  return { kind: 'path', steps };
}

function selfOwned(
  building: Building,
  entity: Entity,
  principal: Entity,
  at: Range,
): Ownership | null {
  if (entity === principal) return { kind: 'self' };
  building.problems.add('owner_is_no_principal', at, {
    en: `only ${principal.names.code} can own itself`,
    zh: `只有 ${principal.names.code} 能以 self 为所有者`,
  });
  return null;
}

function targetOf(field: Field): Entity | null {
  if (field.type.kind === 'reference') return field.type.targets[0] ?? null;
  return field.type.kind === 'owned' ? field.type.entity : null;
}
