import type { Model } from '../model/model.ts';
import { say } from './text.ts';
import { literal } from './typescript/code.ts';

/** A caller that names no tenant. */
export function tenantMissing(model: Model): string {
  return words(model, 'say which tenant you mean, in X-Tenant-Id', '请在 X-Tenant-Id 中指明租户');
}

/** One that has no tables, under tenancy by schema. */
export function tenantUnknown(model: Model): string {
  return words(model, 'there is no such tenant', '没有这个租户');
}

/** Where the tables of tenants come from has not been yet. */
export function databaseUnmigrated(model: Model): string {
  return words(
    model,
    'the database is not migrated yet: npm run migrate',
    '数据库尚未迁移，请执行 npm run migrate',
  );
}

export function tenantInvalid(model: Model): string {
  return words(model, 'a tenant has an id of 1 to 200 characters', '租户编号应为 1 到 200 个字符');
}

function words({ lang }: Model, en: string, zh: string): string {
  return literal(say(lang, { en, zh })).parts.join('');
}
