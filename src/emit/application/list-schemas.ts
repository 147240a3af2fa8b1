import type { Entity, Field, Filter, Query, SystemField } from '../../model/model.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { inputSchema, inputType, of } from '../typescript/symbols.ts';
import { filterSchemaOf } from './schema-code.ts';
import { schema } from './symbols.ts';

const { Type, Static } = schema;

/** What may stand in the URL of a list: its page, order, search text and filters. */
export function listSchema(query: Query): Code {
  const name = inputSchema(query);
  const { kind, size, max } = query.page;
  const page = kind === 'cursor' ? schema.pageQuery : schema.offsetPageQuery;
  const members = [
    code`...${page}({ size: ${size}, max: ${max} }),`,
    ...sortMember(query),
    ...(query.search.length > 0
      ? [code`q: ${Type}.Optional(${Type}.String({ maxLength: 200 })),`]
      : []),
    ...query.filters.flatMap((filter) => filterMembers(query.entity, filter)),
  ];
  return code`
    export const ${name} = ${Type}.Object({
      ${members}
    });
    export type ${inputType(query)} = ${Static}<typeof ${name}>;`;
}

function sortMember(query: Query): readonly Code[] {
  if (query.sorts.length === 0) return [];
  const names = query.sorts.flatMap(({ field }) => {
    const name = typeof field === 'string' ? field : field.name;
    return [name, `-${name}`];
  });
  const union = join(
    names.map((name) => literal(name)),
    ' | ',
  );
  return [
    code`sort: ${Type}.Optional(${Type}.Unsafe<${union}>({ type: 'string', enum: ${literal(names)} })),`,
  ];
}

function filterMembers(entity: Entity, filter: Filter): readonly Code[] {
  const one = schemaOfPath(entity, filter.path);
  const member = (suffix: string, value: Code): Code =>
    code`${key(`${filter.param}${suffix}`)}: ${Type}.Optional(${value}),`;
  switch (filter.op) {
    case 'eq':
      return [member('', one)];
    case 'in':
      return [member('', code`${Type}.Array(${one}, { maxItems: 100 })`)];
    case 'range':
      return [member('From', one), member('To', one)];
  }
}

function schemaOfPath(entity: Entity, path: Filter['path']): Code {
  let holder = entity;
  for (const step of path.slice(0, -1)) {
    if (typeof step === 'string') continue;
    holder = entityOf(step) ?? holder;
  }
  const last = path.at(-1);
  if (last === undefined) throw new Error(`a filter of ${entity.names.code} has no path`);
  return typeof last === 'string' ? systemSchema(holder, last) : filterSchemaOf(last);
}

function entityOf({ type }: Field): Entity | null {
  if (type.kind === 'owned') return type.entity;
  return type.kind === 'reference' ? (type.targets[0] ?? null) : null;
}

export function systemSchema(entity: Entity, field: SystemField): Code {
  switch (field) {
    case 'id':
      return code`${schema.IdOf}<${literal(entity.names.code)}>()`;
    case 'status':
      return code`${schema.KeyOf}(${of.lifecycle(entity)})`;
    case 'version':
      return code`${Type}.Integer()`;
    default:
      return code`${schema.Instant}()`;
  }
}
