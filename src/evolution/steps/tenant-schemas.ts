import { isOfTenantSchema } from '../../emit/sql/tenant-schema.ts';
import { entityOf, keptTables } from '../planning.ts';
import type { Planning } from '../planning.ts';

/** Rows do not go from one schema to another by a migration that runs in one of them. */
export function refuseOtherTenancy({ before, after, document, problems }: Planning): void {
  const had = before.tenancy?.schema === true;
  const has = after.tenancy?.kind === 'schema';
  if (had === has) return;
  const now = has ? '`schema by`' : after.tenancy === null ? '`none`' : '`row by`';
  const was = had ? '`schema by`' : before.tenancy === null ? '`none`' : '`row by`';
  problems.refuse(
    'tenancy_moves_rows',
    document.tenancy?.at ?? null,
    {
      en: `tenancy was ${was} and is ${now} now: the rows that are there would have to move to other schemas`,
      zh: `tenancy 原为 ${was}，现为 ${now}：已有的数据需要移到其他 schema`,
    },
    {
      en: 'put it back; to change it, generate a new project from this PRD and bring the rows over tenant by tenant',
      zh: '请改回原样；如需更换，请用此 PRD 生成新项目，并逐个租户搬迁数据',
    },
  );
}

/** Nor from the schemas of tenants to the shared one, or back. */
export function refuseMoves(planning: Planning): void {
  const { after, document, problems } = planning;
  for (const { table, target } of keptTables(planning)) {
    const isOwn = isOfTenantSchema(target, after);
    if (isOfTenantSchema(table, after) === isOwn) continue;
    const code = entityOf(planning, target.name)?.names.code;
    const syntax = document.entities.find((one) => one.name.code === code);
    problems.refuse(
      'schema_moves_rows',
      syntax?.name.at ?? null,
      {
        en: `rows of ${target.name} stand in ${isOwn ? 'the shared schema' : 'the schemas of tenants'} and would have to move`,
        zh: `${target.name} 的数据位于${isOwn ? '共享 schema' : '各租户的 schema'}，需要搬迁`,
      },
      {
        en: 'leave the `tenancy` of the entity as it was, declare a new entity beside it, and bring the rows over by your own SQL',
        zh: '请保持该实体的 `tenancy` 不变，另声明一个新实体，并用自己的 SQL 搬迁数据',
      },
    );
  }
}
