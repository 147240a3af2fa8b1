import type { Building } from '../draft.ts';

/** What all tenants share cannot point at what one of them owns. */
export function checkTenants(building: Building): void {
  const { model, problems, document } = building;
  for (const [entity, syntax] of building.syntaxOf) {
    if (syntax.tenancy && model.tenancy === null)
      problems.add(
        'no_tenants',
        syntax.tenancy.at,
        {
          en: `"${entity.names.code}" is shared among tenants, and there are none`,
          zh: `没有启用多租户，“${entity.names.code}”无需声明共享`,
        },
        {
          en: 'add `tenancy: row by <claim>` at the top',
          zh: '请在顶层加上 `tenancy: row by <声明>`',
        },
      );
    if (entity.tenant || model.tenancy === null) continue;
    for (const field of entity.fields) {
      const target =
        field.type.kind === 'reference' ? field.type.targets.find((one) => one.tenant) : undefined;
      if (target)
        problems.add(
          'shared_refers_to_tenant',
          field.at,
          {
            en: `"${entity.names.code}" is shared among tenants and cannot refer to a tenant's ${target.names.code}`,
            zh: `“${entity.names.code}”为各租户共享，不能引用某个租户的 ${target.names.code}`,
          },
          {
            en: `share ${target.names.code} too (\`tenancy: none\`), or turn the reference round`,
            zh: `请让 ${target.names.code} 也共享（\`tenancy: none\`），或反转引用方向`,
          },
        );
    }
  }
  if (model.tenancy !== null) return;
  for (const role of document.roles) {
    if (role.allTenants)
      problems.add('no_tenants', role.name.at, {
        en: `role "${role.name.code}" stands above tenants, and there are none`,
        zh: `没有启用多租户，角色“${role.name.code}”无需 tenants: all`,
      });
  }
}
