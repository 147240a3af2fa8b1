import type { Entity, Model, Seed } from '../../model/model.ts';
import { foreignKeys } from './constraints.ts';
import type { DatabaseSchema, TableSchema } from './database.ts';
import { entityTable, setTables } from './entity-table.ts';
import { extensions, functions, kernelTables } from './kernel-tables.ts';
import { addConstraint, createIndex, createTable, createTrigger } from './print.ts';
import { createRole, guardRole, guardStatements } from './row-security.ts';
import { seedStatements } from './seed.ts';
import { isOfTenantSchema, schemaMark } from './tenant-schema.ts';
import { quoted } from './text.ts';

/** Made once of a model: the migration, the specification and the snapshot ask. */
export function databaseOf(model: Model): DatabaseSchema {
  const database = databases.get(model) ?? makeDatabase(model);
  databases.set(model, database);
  return database;
}

const databases = new WeakMap<Model, DatabaseSchema>();

function makeDatabase(model: Model): DatabaseSchema {
  return {
    extensions: extensions(model),
    functions: functions(model),
    role: guardRole(model),
    tables: [
      ...inOrder(model.entities).map((entity) => entityTable(entity, model)),
      // They refer both ways, so they come after all entities.
      ...model.entities.flatMap((entity) => setTables(entity, model)),
      ...kernelTables(model),
    ],
  };
}

/** The whole database of a model, statement by statement, empty but for its reference rows. */
export function schemaStatements(model: Model): readonly string[] {
  const { tables, role, ...rest } = databaseOf(model);
  return [
    ...rest.extensions.map(createExtension),
    ...(role === null ? [] : [createRole(role)]),
    ...rest.functions.map((one) => one.create),
    ...bySchema(tables, model).flatMap(({ mark, tables: own, made }) => [
      ...mark,
      ...tableStatements(own, made, role),
    ]),
    ...seeds(model),
  ];
}

function seeds(model: Model): readonly string[] {
  const of = (some: readonly Seed[]) => some.flatMap((seed) => seedStatements(seed, model));
  if (model.tenancy?.kind !== 'schema') return of(model.seed);
  const own = model.seed.filter(({ entity }) => entity.tenant);
  const shared = model.seed.filter(({ entity }) => !entity.tenant);
  return [
    ...(own.length > 0 ? [schemaMark('tenants'), ...of(own)] : []),
    ...(shared.length > 0 ? [schemaMark('shared'), ...of(shared)] : []),
  ];
}

/** Those that all share first, as the others refer to them. */
function bySchema(
  tables: readonly TableSchema[],
  model: Model,
): readonly { mark: readonly string[]; tables: readonly TableSchema[]; made: Set<string> }[] {
  if (model.tenancy?.kind !== 'schema') return [{ mark: [], tables, made: new Set() }];
  const shared = tables.filter((one) => !isOfTenantSchema(one, model));
  return [
    { mark: [], tables: shared, made: new Set() },
    {
      mark: [schemaMark('tenants')],
      tables: tables.filter((one) => isOfTenantSchema(one, model)),
      made: new Set(shared.map((one) => one.name)),
    },
  ];
}

export function createExtension(name: string): string {
  return `create extension if not exists ${quoted(name)};`;
}

/** New tables, beside those that are `made`; foreign keys wait for the table they lead to. */
export function tableStatements(
  tables: readonly TableSchema[],
  made: ReadonlySet<string>,
  role: string | null,
): readonly string[] {
  const known = new Set(made);
  const late: string[] = [];
  const created = tables.flatMap((table) => {
    known.add(table.name);
    const isReady = (target: string | null): boolean => target === null || known.has(target);
    const waiting = table.constraints.filter((one) => !isReady(one.target));
    late.push(...waiting.map((one) => addConstraint(table.name, one)));
    return [
      createTable(
        table,
        table.constraints.filter((one) => isReady(one.target)),
      ),
      ...table.indexes.map((index) => createIndex(table.name, index)),
      ...guardStatements(table, role),
    ];
  });
  const triggers = tables.flatMap((table) =>
    table.triggers.flatMap((trigger) => createTrigger(table.name, trigger)),
  );
  return [...created, ...late, ...triggers];
}

/** Referred tables first, as far as there is a first; else in the PRD's order. */
function inOrder(entities: readonly Entity[]): readonly Entity[] {
  const sorted = new Set<Entity>();
  const visiting = new Set<Entity>();
  const visit = (entity: Entity): void => {
    if (sorted.has(entity) || visiting.has(entity)) return;
    visiting.add(entity);
    foreignKeys(entity).forEach((key) => visit(key.target));
    sorted.add(entity);
  };
  entities.forEach(visit);
  return [...sorted];
}
