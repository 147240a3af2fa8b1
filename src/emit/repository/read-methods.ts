import type { Entity, Field, Model, Query } from '../../model/model.ts';
import { findByName, repositoryMethods } from '../repository-methods.ts';
import { statementNames } from '../row/statement-names.ts';
import { loaded, persistence, rowToView, statement } from '../row/symbols.ts';
import { ownerIds } from '../sql/path.ts';
import { tenantColumn } from '../sql/table.ts';
import { quoted } from '../sql/text.ts';
import { code, literal, templateText } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { inverseMethod } from './inverse-methods.ts';
import { context, finderMethod, historyEntry } from './names.ts';
import { restored } from './write-methods.ts';

/** Views: the side of queries, and the finders that commands use. */
export function readMethods(entity: Entity, model: Model): readonly Code[] {
  const methods = repositoryMethods(entity, model);
  return [
    ...methods.findBy.map((field) => findAggregateBy(entity, field)),
    ...(methods.ownersOf ? [ownersOf(entity, model)] : []),
    ...(methods.ownersThrough ? [ownersThrough(entity, model)] : []),
    ...methods.inverses.map((need) => inverseMethod(need, model)),
    find(entity, model),
    ...entity.queries
      .filter((query) => query.kind === 'find')
      .map((query) => findView(query, model)),
    ...entity.queries.filter((query) => query.kind === 'history').map(history),
  ];
}

/** The one place that reads rows: of this tenant, and not deleted. */
export function rowReaders(entity: Entity, model: Model): readonly Code[] {
  const deleted = repositoryMethods(entity, model).getDeleted;
  const alive = entity.softDelete === null ? '' : ' and "deleted_at" is null';
  return [
    rows(entity, model, '#rows', alive),
    ...(deleted ? [rows(entity, model, '#deletedRows', ' and "deleted_at" is not null')] : []),
    readSoon(entity),
  ];
}

function rows(entity: Entity, model: Model, name: string, state: string): Code {
  const tenant = tenantColumn(entity, model);
  const scope = tenant === null ? '' : ` and ${quoted(tenant)} = $2`;
  return code`
    ${name}(condition: string, value: unknown): Promise<${loaded(entity)}[]> {
      return ${persistence.rowsOf}<${loaded(entity)}>(
        this.#deps.unitOfWork.db,
        \`${select(entity)} where \${condition}${templateText(`${scope}${state}`)}\`,
        [value${tenant !== null && code`, ${context.currentTenant}()`}],
      );
    }`;
}

function select(entity: Entity): Code {
  const { columns } = statementNames(entity);
  return code`select \${${statement(entity, columns)}} from ${templateText(quoted(entity.names.table))}`;
}

/** Reads of one moment and one tenant go out together; whose row it is is asked after. */
function readSoon(entity: Entity): Code {
  const { id } = of;
  const alive = entity.softDelete === null ? '' : ' and "deleted_at" is null';
  return code`
    async #readTogether(ids: ${id(entity)}[]): Promise<Map<${id(entity)}, ${loaded(entity)}>> {
      const rows = await ${persistence.rowsOf}<${loaded(entity)}>(
        this.#deps.unitOfWork.db,
        \`${select(entity)} where \${${persistence.idIsAmong}}${templateText(alive)}\`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row]));
    }`;
}

function find(entity: Entity, model: Model): Code {
  const tenant = tenantColumn(entity, model);
  const view = rowToView(entity);
  const found =
    tenant === null
      ? code`return row && ${view}(row);`
      : code`return row?.${tenant} === ${context.currentTenant}() ? ${view}(row) : undefined;`;
  return code`
    async find(id: ${of.id(entity)}): Promise<${of.view(entity)} | undefined> {
      const row = this.#deps.unitOfWork.isActive
        ? (await this.#rows('"id" = $1', id))[0]
        : await this.#rowSoon(id);
      ${found}
    }`;
}

function findAggregateBy(entity: Entity, field: Field): Code {
  return code`
    async ${findByName(field)}(value: ${memberType(entity, field)}): Promise<${of.aggregateType(entity)} | undefined> {
      const [row] = await this.#rows(${literal(equality(field))}, value);
      return row && ${restored(entity)};
    }`;
}

function memberType(entity: Entity, field: Field): Code {
  return code`${of.state(entity)}[${literal(field.stateMember)}]`;
}

function findView(query: Query, model: Model): Code {
  const { entity, find: field } = query;
  if (field === null) throw new Error(`${query.name} finds by nothing`);
  return code`
    async ${finderMethod(query, model)}(value: string): Promise<${of.view(entity)} | undefined> {
      const [row] = await this.#rows(${literal(equality(field))}, value);
      return row && ${rowToView(entity)}(row);
    }`;
}

function equality(field: Field): string {
  const column = quoted(field.columns[0]?.name ?? field.name);
  const email = field.type.kind === 'scalar' && field.type.scalar === 'email';
  return field.ci && !email ? `lower(${column}) = lower($1)` : `${column} = $1`;
}

function history(query: Query): Code {
  const { entity } = query;
  return code`
    history(id: ${of.id(entity)}, page: { readonly cursor?: string; readonly limit: number }): Promise<${kernel.Page}<${historyEntry}>> {
      return this.#deps.auditLog.history(${literal(entity.names.code)}, id, page);
    }`;
}

function ownersOf(entity: Entity, model: Model): Code {
  const steps = entity.ownership?.kind === 'path' ? entity.ownership.steps : [];
  return owners(entity, model, 'ownersOf', entity, steps);
}

/** Those that a row would belong to, told by its first reference alone. */
function ownersThrough(entity: Entity, model: Model): Code {
  const [first, ...rest] = entity.ownership?.kind === 'path' ? entity.ownership.steps : [];
  const [target] = first?.type.kind === 'reference' ? first.type.targets : [];
  if (target === undefined) throw new Error(`${entity.names.code} belongs through no reference`);
  return owners(entity, model, 'ownersThrough', target, rest);
}

function owners(
  entity: Entity,
  model: Model,
  name: string,
  from: Entity,
  path: readonly Field[],
): Code {
  const principal = model.principal?.entity ?? entity;
  const tenant = tenantColumn(from, model);
  const sql = ownerIds(from, path, (alias) => {
    const scope = tenant === null ? '' : ` and ${quoted(alias)}.${quoted(tenant)} = $2`;
    return `${quoted(alias)}."id" = $1${scope}`;
  });
  return code`
    async ${name}(id: ${of.id(from)}): Promise<readonly ${of.id(principal)}[]> {
      const rows = await ${persistence.rowsOf}<{ id: ${of.id(principal)} }>(
        this.#deps.unitOfWork.db,
        ${literal(sql)},
        [id${tenant !== null && code`, ${context.currentTenant}()`}],
      );
      return rows.map((row) => row.id);
    }`;
}
