import type { Entity, Field, Filter, Model, Query, SystemField } from '../../model/model.ts';
import { isScoped } from '../application/ownership.ts';
import { usualSort } from '../application/restricted-fields.ts';
import { systemColumns } from '../expression/sql.ts';
import { statementNames } from '../row/statement-names.ts';
import { loaded, persistence, rowToView, statement } from '../row/symbols.ts';
import { pathCondition } from '../sql/path.ts';
import { tenantColumn } from '../sql/table.ts';
import { quoted, sqlText } from '../sql/text.ts';
import { code, join, key, literal, templateText } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { inputType, kernel, of } from '../typescript/symbols.ts';
import { context, offsetPageType, readerMethod } from './names.ts';

/** The name that a list goes by in the reader. */
export function listName(query: Query): string {
  return readerMethod(query);
}

export function listParameterList(
  query: Query,
): readonly { readonly name: string; readonly type: Code }[] {
  const parent = query.inverse;
  const scope = code`{ readonly ownerId: ${kernel.Id}<string> | null }`;
  return [
    ...(parent === null ? [] : [{ name: 'parentId', type: code`${of.id(parent.entity)}` }]),
    { name: 'query', type: code`${inputType(query)}` },
    ...(isScoped(query) ? [{ name: 'scope', type: scope }] : []),
  ];
}

/** What a list answers. */
export function pageOf(query: Query): Code {
  const page = query.page.kind === 'cursor' ? kernel.Page : offsetPageType;
  return code`${page}<${of.view(query.entity)}>`;
}

export function listMethod(query: Query, model: Model): Code {
  const { entity } = query;
  const sort = code`const sort = ${chosenSort(query)};`;
  const parameters = join(
    listParameterList(query).map((one) => code`${one.name}: ${one.type}`),
    ', ',
  );
  return code`
    async ${listName(query)}(${parameters}): Promise<${pageOf(query)}> {
      ${sort}
      const select = new ${persistence.Select}()${where(query, model)};
      ${query.page.kind === 'cursor' ? cursorPage(entity) : offsetPage(entity)}
    }`;
}

function chosenSort(query: Query): Code {
  const usual = usualSort(query);
  if (query.sorts.length === 0) return code`newestFirst`;
  const sorts = sortsName(query);
  return usual === undefined
    ? code`query.sort === undefined ? newestFirst : ${sorts}[query.sort]`
    : code`${sorts}[query.sort ?? ${literal(sortKey(usual))}]`;
}

/** One condition a line. */
function where(query: Query, model: Model): Code | false {
  const all = conditions(query, model);
  return all.length > 0 && code`\n${all}`;
}

function conditions(query: Query, model: Model): readonly Code[] {
  const { entity } = query;
  const tenant = tenantColumn(entity, model);
  const table = quoted(entity.names.table);
  const where = (condition: string, given: Code): Code =>
    code`.where(${literal(condition)}, ${given})`;
  return [
    ...(tenant === null
      ? []
      : [where(`${table}.${quoted(tenant)} = ?`, code`${context.currentTenant}()`)]),
    ...(entity.softDelete === null
      ? []
      : [code`.always(${literal(`${table}."deleted_at" is null`)})`]),
    ...(query.inverse === null ? [] : [parentCondition(query)]),
    ...(isScoped(query) ? [where(ownerCondition(entity), code`scope.ownerId ?? undefined`)] : []),
    ...query.filters.flatMap((filter) => filterConditions(entity, filter, where)),
    ...(query.search.length === 0
      ? []
      : [where(searchCondition(entity, query.search), code`query.q || undefined`)]),
  ];
}

function parentCondition(query: Query): Code {
  const by = query.inverse?.field.type;
  const field = by?.kind === 'inverse' ? by.field : null;
  if (field === null) throw new Error(`${query.name} has no inverse`);
  const condition = pathCondition(query.entity, [field], (column) => `${column} = ?`);
  return code`.where(${literal(condition)}, parentId)`;
}

function ownerCondition(entity: Entity): string {
  const steps = entity.ownership?.kind === 'path' ? entity.ownership.steps : [];
  return pathCondition(entity, steps, (column, many) =>
    many ? `? = any(${column})` : `${column} = ?`,
  );
}

function filterConditions(
  entity: Entity,
  filter: Filter,
  where: (condition: string, given: Code) => Code,
): readonly Code[] {
  const on = (operator: string): string =>
    pathCondition(entity, filter.path, (column, many) =>
      many
        ? operator === '= any(?)'
          ? `${column} && ?`
          : `? = any(${column})`
        : ignoresCase(filter) && operator === '= ?'
          ? `lower(${column}) = lower(?)`
          : `${column} ${operator}`,
    );
  const given = (suffix: string): Code => code`query.${key(`${filter.param}${suffix}`)}`;
  switch (filter.op) {
    case 'eq':
      return [where(on('= ?'), given(''))];
    case 'in':
      return [where(on('= any(?)'), given(''))];
    case 'range':
      return [where(on('>= ?'), given('From')), where(on('<= ?'), given('To'))];
  }
}

function ignoresCase(filter: Filter): boolean {
  const last = filter.path.at(-1);
  return typeof last === 'object' && last.ci;
}

function searchCondition(entity: Entity, fields: readonly Field[]): string {
  const matches = fields.flatMap((field) =>
    field.columns
      .slice(0, 1)
      .map(
        (column) =>
          `"search_text"(${quoted(entity.names.table)}.${quoted(column.name)}) like "search_pattern"(?)`,
      ),
  );
  return `(${matches.join(' or ')})`;
}

function cursorPage(entity: Entity): Code {
  const { columns } = statementNames(entity);
  const table = quoted(entity.names.table);
  const id = literal(`${table}."id"`);
  return code`
      ${persistence.after}(select, sort, ${id}, query.cursor);
      const text = \`select \${${statement(entity, columns)}}, \${${persistence.cursorOf}(sort, ${id})} from ${templateText(table)}
          \${select.condition} \${${persistence.orderBy}(sort, ${id})} limit \${select.place(query.limit + 1)}\`;
      return this.#deps.unitOfWork.read(
        { text, values: select.values },
        (rows: (${loaded(entity)} & { cursor: string | null })[]) => ${persistence.toPage}(rows, query.limit, ${rowToView(entity)}),
      );`;
}

function offsetPage(entity: Entity): Code {
  const { columns } = statementNames(entity);
  const table = quoted(entity.names.table);
  const id = literal(`${table}."id"`);
  return code`
      const { unitOfWork } = this.#deps;
      const total = {
        text: \`select count(*)::int as "total" from ${templateText(table)} \${select.condition}\`,
        values: [...select.values],
      };
      const limit = select.place(query.limit);
      const offset = select.place((query.page - 1) * query.limit);
      const text = \`select \${${statement(entity, columns)}} from ${templateText(table)}
            \${select.condition} \${${persistence.orderBy}(sort, ${id})} limit \${limit} offset \${offset}\`;
      const [count, items] = await Promise.all([
        unitOfWork.read(total, ([row]: { total: number }[]) => row?.total ?? 0),
        unitOfWork.read({ text, values: select.values }, (rows: ${loaded(entity)}[]) => rows.map(${rowToView(entity)})),
      ]);
      return { items, total: count };`;
}

function sortsName(query: Query): string {
  // What an inverse lists is listed as the collection itself is.
  return query.inverse === null ? `${listName(query)}Sorts` : 'listSorts';
}

/** Every field that a list may be sorted by, both ways. */
export function sortsOf(query: Query): Code | null {
  if (query.sorts.length === 0) return null;
  const entries = query.sorts.flatMap(({ field }) =>
    [false, true].map((desc) => {
      const entry = sortOf(query.entity, field, desc);
      return code`${literal(sortKey({ field, desc }))}: ${entry},`;
    }),
  );
  return code`const ${sortsName(query)} = {\n${entries}\n} as const satisfies Record<string, ${persistence.Sort}>;`;
}

export function newestFirst(entity: Entity): Code {
  return code`const newestFirst: ${persistence.Sort} = ${sortOf(entity, 'id', true)};`;
}

function sortKey(sort: Query['sorts'][number]): string {
  const name = typeof sort.field === 'string' ? sort.field : sort.field.name;
  return sort.desc ? `-${name}` : name;
}

function sortOf(entity: Entity, field: Field | SystemField, desc: boolean): Code {
  const { by, type, nullable } = sortValue(entity, field);
  return literal({ by, type, desc, nullable });
}

function sortValue(
  entity: Entity,
  field: Field | SystemField,
): { readonly by: string; readonly type: string; readonly nullable: boolean } {
  const table = quoted(entity.names.table);
  if (typeof field === 'string') {
    const by = `${table}.${quoted(systemColumns[field])}`;
    if (field === 'id') return { by, type: 'uuid', nullable: false };
    if (field === 'version') return { by, type: 'integer', nullable: false };
    const states = entity.lifecycle?.states ?? [];
    if (field === 'status') return declaredOrder(by, states, false);
    return { by, type: 'timestamptz', nullable: field === 'deletedAt' };
  }
  const [column] = field.columns;
  if (column === undefined) throw new Error(`${field.name} is not stored`);
  const by = `${table}.${quoted(column.name)}`;
  if (field.type.kind === 'enum') return declaredOrder(by, field.type.enum.values, field.optional);
  return { by, type: column.sqlType, nullable: column.nullable };
}

/** Enums sort as they are declared. */
function declaredOrder(
  by: string,
  values: readonly { readonly code: string }[],
  nullable: boolean,
) {
  const list = values.map((value) => sqlText(value.code)).join(', ');
  return { by: `array_position(array[${list}], ${by})`, type: 'integer', nullable };
}
