import type { Entity } from '../../../src/model/model.ts';
import type { Json } from '../../e2e/backend.ts';
import { open } from '../../e2e/project.ts';
import type { Opened, Project, Received } from '../../e2e/project.ts';

export const STRANGER = 'stranger';

/** A service with a tenant in it, and what is to be kept from others. */
export interface Inhabited {
  readonly service: Opened;
  /** Whose rows are there. */
  readonly tenant: string;
  /** Ids of all its rows. */
  readonly ids: readonly string[];
  /** Ids of people who may sign in. */
  readonly people: readonly string[];
  /** All that the database holds of a tenant, as one text. */
  rowsOf(tenant: string): Promise<string>;
  /** As somebody with every role. */
  as(tenant: string, sub: string): Promise<Record<string, string>>;
}

/** Rows of every kind, made by the world of the project's own tests, for the tenant that they know. */
export async function inhabit(
  project: Project,
  settings: Record<string, string> = {},
): Promise<Inhabited> {
  const service = await open(project, settings);
  const { model } = project;
  const { anonymous } = await project.load('tests/world/actors.ts');
  const tenant: string = anonymous.tenant;
  await settle(project, service, [tenant, STRANGER]);
  const column = model.tenancy?.column ?? '';
  let count = 0;
  const world = { application: service.application, next: () => (count += 1) };
  const people: string[] = [];
  for (const entity of model.roots.filter((one) => one.tenant)) {
    const made = await makerOf(project, entity);
    const { view, owner } = await made(world);
    if (entity === model.principal?.entity) people.push(owner.id ?? view.id);
  }

  const tables = model.entities.filter((one) => one.tenant).map((one) => one.names.table);
  const { runAs } = await project.load('internal/application/context.ts');
  const rowsOf = async (wanted: string): Promise<string> => {
    const texts: string[] = [];
    for (const table of tables) {
      const rows = await runAs({ id: null, roles: ['system'], tenant: wanted }, () =>
        service.db.selectFrom(table).selectAll().where(column, '=', wanted).orderBy('id').execute(),
      );
      texts.push(JSON.stringify({ table, rows }));
    }
    return texts.join('\n');
  };
  const roles = model.roles.map((role) => role.code);
  return {
    service,
    tenant,
    ids: [...new Set((await rowsOf(tenant)).match(/(?<="id":")[\da-f-]{36}/g))],
    people,
    rowsOf,
    async as(whose, sub) {
      const claims = { sub, roles, [model.tenancy?.claim ?? '']: whose };
      return { authorization: `Bearer ${await service.token(claims)}` };
    },
  };
}

/** Tenants with tables of their own have to come first. */
async function settle(
  { load, model }: Project,
  { db }: Opened,
  tenants: readonly string[],
): Promise<void> {
  if (model.tenancy?.kind !== 'schema') return;
  const { addTenant } = await load('internal/infrastructure/persistence/tenants.ts');
  for (const tenant of tenants) await addTenant(db, tenant);
}

async function makerOf(
  { load }: Project,
  { names, module }: Entity,
): Promise<(world: object) => Promise<{ view: Json; owner: { id: string | null } }>> {
  const folder = module === null ? '' : `${module.folder}/`;
  const loaded = await load(`tests/world/${folder}${names.kebab}.ts`);
  return loaded[`make${names.className}`];
}

export function bodyOf(answer: Received): Json {
  return JSON.parse(answer.body === '' ? '{}' : answer.body);
}
