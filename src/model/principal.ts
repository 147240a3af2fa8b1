import { entityNamed, fieldNamed } from './draft.ts';
import type { Building, Draft } from './draft.ts';
import type { Auth, Entity, Field, Principal } from './model.ts';

/** Whose id a token's `sub` is: as said, else the one entity with a password. */
export function principalOf(building: Building): Principal | null {
  const { document, problems } = building;
  const entity = document.principal
    ? entityNamed(building, document.principal.entity)
    : onlyWithPassword(building);
  if (!entity) return null;
  if (entity.kind === 'owned') {
    problems.add('principal_is_owned', document.principal?.entity.at ?? entity.at, {
      en: `"${entity.names.code}" is part of another entity and cannot log in`,
      zh: `“${entity.names.code}”从属于其他实体，不能作为主体`,
    });
    return null;
  }
  const by = document.principal?.by;
  const field: Draft<Field> | null = by ? fieldNamed(building, entity, by) : null;
  if (by && field && (!field.unique || field.many)) {
    problems.add('principal_needs_unique', by.at, {
      en: `"${field.name}" must be unique to tell who a token speaks of`,
      zh: `“${field.name}”须唯一，才能由令牌确定主体`,
    });
  }
  // It is the token's word about its bearer, so nobody changes it.
  if (field) {
    field.immutable = true;
    if (field.clientMay === 'create+update') field.clientMay = 'create';
  }
  return { entity, by: field };
}

function onlyWithPassword(building: Building): Entity | null {
  const found = building.model.entities.filter((entity) => passwordOf(entity));
  const [first, second] = found;
  if (first && second) {
    building.problems.add(
      'which_principal',
      second.at,
      {
        en: `"${first.names.code}" and "${second.names.code}" both have a password`,
        zh: `“${first.names.code}”与“${second.names.code}”都有密码字段`,
      },
      {
        en: `say who logs in: \`principal: ${first.names.code}\``,
        zh: `请说明谁登录：\`principal: ${first.names.code}\``,
      },
    );
    return null;
  }
  return first ?? null;
}

function passwordOf(entity: Entity): Field | null {
  return (
    entity.fields.find(({ type }) => type.kind === 'scalar' && type.scalar === 'password') ?? null
  );
}

const loginTypes: readonly string[] = ['string', 'email', 'phone', 'slug'];

export function authOf(building: Building): Auth | null {
  const { problems } = building;
  const principal = building.model.principal?.entity ?? null;
  for (const entity of building.model.entities) {
    const stray = entity === principal ? null : passwordOf(entity);
    if (stray && principal)
      problems.add('password_outside_principal', stray.at, {
        en: `only ${principal.names.code} logs in, so only it has a password`,
        zh: `只有 ${principal.names.code} 登录，其他实体不能有密码字段`,
      });
  }
  const password = principal && passwordOf(principal);
  if (!principal || !password) return null;
  const identifiers = principal.fields.filter(
    ({ unique, many, type }) =>
      unique && !many && type.kind === 'scalar' && loginTypes.includes(type.scalar),
  );
  if (identifiers.length === 0) {
    problems.addUnless(
      (building.syntaxOf.get(principal)?.fields ?? []).map((one) => one.name.code),
      'password_without_identifier',
      password.at,
      { en: 'nobody can log in without a unique field', zh: '没有唯一字段，无法登录' },
      { en: 'add `email: email unique`', zh: '请加上 `email: email unique`' },
    );
  }
  const roles = principal.fields.find(
    ({ type, many }) => many && type.kind === 'scalar' && type.scalar === 'role',
  );
  return { entity: principal, password, identifiers, roles: roles ?? null };
}

/** Fields that hold roles need roles to hold. */
export function checkRoleFields(building: Building): void {
  if (building.model.roles.length > 0) return;
  for (const entity of building.model.entities) {
    const field = entity.fields.find(
      ({ type }) => type.kind === 'scalar' && type.scalar === 'role',
    );
    if (field)
      building.problems.add(
        'no_roles',
        field.at,
        {
          en: `"${field.name}" holds roles, and there are none`,
          zh: `“${field.name}”存放角色，但没有声明角色`,
        },
        { en: 'add `roles:` at the top', zh: '请在顶层加上 `roles:`' },
      );
  }
}
