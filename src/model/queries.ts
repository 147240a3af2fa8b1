import type { EntitySyntax, Located, QuerySyntax } from '../prd/index.ts';
import { usualWho, whoOf } from './access.ts';
import type { Building, Draft } from './draft.ts';
import type { Entity, Field, Filter, Query, QueryKind, SystemField } from './model.ts';
import { kebabOf, upperFirst } from './names.ts';
import { kinds } from './problems.ts';

const usualPage = { kind: 'cursor', size: 20, max: 100 } as const;

const labels = {
  get: { en: 'Get', zh: '查看' },
  list: { en: 'List', zh: '列表' },
  find: { en: 'Find', zh: '查找' },
  history: { en: 'History', zh: '变更历史' },
  custom: { en: 'Query', zh: '查询' },
} as const;

export function queriesOf(
  building: Building,
  entity: Entity,
  syntax: EntitySyntax,
): readonly Query[] {
  const declared = new Map(syntax.queries.map((one) => [one.name.code, one]));
  const crud = syntax.crud?.map((one) => one.value) ?? ['get', 'list'];
  const builtIn = (['get', 'list'] as const).filter(
    (kind) => crud.includes(kind) || declared.has(kind),
  );
  const queries = builtIn.map((kind) =>
    queryOf(building, entity, syntax, kind, kind, declared.get(kind) ?? null),
  );
  for (const one of syntax.queries) {
    if (one.name.code === 'get' || one.name.code === 'list') continue;
    const kind: QueryKind = one.custom ? 'custom' : one.find ? 'find' : 'list';
    queries.push(queryOf(building, entity, syntax, kind, one.name.code, one));
  }
  if (entity.audit)
    queries.push(
      queryOf(building, entity, syntax, 'history', 'history', declared.get('get') ?? null),
    );
  return queries;
}

/** `GET /users/:id/orders`: what the list of orders answers for one user. */
export function inverseQueries(building: Building, entity: Entity): void {
  for (const field of entity.fields) {
    if (field.type.kind !== 'inverse' || field.type.one) continue;
    const target = building.entities.get(field.type.entity.names.code);
    const list = target?.queries.find((query) => query.kind === 'list' && query.route === null);
    if (!target || !list) continue;
    const handler = `list${entity.names.className}${upperFirst(field.name)}`;
    const query: Query = {
      ...list,
      name: handler,
      label: field.label,
      handler,
      kebab: kebabOf(handler),
      inputName: upperFirst(handler),
      cacheMs: null,
      inverse: { entity, field },
      at: field.at,
    };
    target.queries = [...target.queries, query];
  }
}

function queryOf(
  building: Building,
  entity: Entity,
  entitySyntax: EntitySyntax,
  kind: QueryKind,
  name: string,
  syntax: QuerySyntax | null,
): Draft<Query> {
  const { names } = entity;
  const isUsual = name === 'list' || name === 'get';
  const handler =
    name === 'list'
      ? `list${names.classPlural}`
      : kind === 'history'
        ? `get${names.className}History`
        : isUsual
          ? `get${names.className}`
          : `${name}${name.startsWith('find') ? names.className : names.classPlural}`;
  const by = syntax?.by
    ? whoOf(building, syntax.by)
    : usualWho(building, entity, entitySyntax, 'read', `${names.code}.${name}`);
  const searched = syntax?.search.flatMap((path) => textField(building, entity, path)) ?? [];
  return {
    kind,
    entity,
    name,
    label:
      (kind === 'history' ? null : syntax?.name.label) ??
      `${labels[kind][building.problems.lang]}${building.problems.lang === 'zh' ? '' : ' '}${entity.label}`,
    action: `${names.code}.${name}`,
    handler,
    kebab: kebabOf(handler),
    inputName: upperFirst(handler),
    route: isUsual ? null : kebabOf(name),
    by,
    filters: syntax?.filter.flatMap((one) => filterOf(building, entity, one.path, one.op)) ?? [],
    search: searched,
    sorts: syntax?.sort.flatMap((one) => sortOf(building, entity, one.path, one.desc)) ?? [],
    page: syntax?.page
      ? { kind: syntax.page.kind, size: syntax.page.size, max: syntax.page.max }
      : usualPage,
    find: syntax?.find ? uniqueField(building, entity, syntax.find) : null,
    cacheMs: null,
    inverse: null,
    at: syntax?.at ?? entitySyntax.name.at,
  };
}

const systemFields: readonly string[] = ['id', 'createdAt', 'updatedAt', 'version'];

function pathOf(
  building: Building,
  entity: Entity,
  path: Located<string>,
): readonly (Field | SystemField)[] | null {
  const found: (Field | SystemField)[] = [];
  let fields: readonly Field[] = entity.fields;
  let current: Entity | null = entity;
  for (const name of path.value.split('.')) {
    if (current && (systemFields.includes(name) || (name === 'status' && current.lifecycle))) {
      found.push(name as SystemField);
      continue;
    }
    const field: Field | undefined = fields.find((one) => one.name === name);
    if (!field || field.type.kind === 'inverse') {
      building.problems.unknown(kinds.field, path.value, path.at, [
        ...fields.map((one) => one.name),
        ...(current?.lifecycle ? ['status'] : []),
      ]);
      return null;
    }
    found.push(field);
    const { type }: Field = field;
    current =
      type.kind === 'owned'
        ? type.entity
        : type.kind === 'reference'
          ? (type.targets[0] ?? null)
          : null;
    fields = type.kind === 'value' ? type.value.fields : (current?.fields ?? []);
  }
  return found;
}

function filterOf(
  building: Building,
  entity: Entity,
  path: Located<string>,
  op: Filter['op'],
): readonly Filter[] {
  const found = pathOf(building, entity, path);
  if (!found) return [];
  const last = found.at(-1);
  if (last === undefined || !isPlain(last, found) || (op === 'range' && !isOrdered(last))) {
    building.problems.add('cannot_filter', path.at, {
      en: `"${path.value}" cannot be filtered by${op === 'eq' ? '' : ` "${op}"`}`,
      zh: `不能按“${path.value}”${op === 'eq' ? '' : `以 ${op} 方式`}过滤`,
    });
    return [];
  }
  const names = found.map((one) => (typeof one === 'string' ? one : one.member));
  const param = names[0] + names.slice(1).map(upperFirst).join('');
  if (ownParameters.includes(param)) {
    building.problems.add('parameter_taken', path.at, {
      en: `"${param}" is a parameter of every list`,
      zh: `“${param}”是列表自带的参数`,
    });
  }
  return [{ param, path: found, op }];
}

const ownParameters: readonly string[] = ['q', 'sort', 'page', 'limit', 'cursor'];

/** One value a row, or one of several plain ones. */
function isPlain(field: Field | SystemField, path: readonly (Field | SystemField)[]): boolean {
  if (typeof field === 'string') return true;
  const { type } = field;
  if (field.secret || field.computed?.kind === 'custom') return false;
  // A member of a list of value objects lies inside JSON.
  const inList = path.slice(0, -1).some((one) => typeof one !== 'string' && isList(one));
  if (inList) return false;
  if (type.kind === 'scalar')
    return !['json', 'bytes', 'file', 'image', 'password'].includes(type.scalar);
  return type.kind === 'enum' || (type.kind === 'reference' && type.targets.length === 1);
}

function isList(field: Field): boolean {
  return field.many && field.type.kind === 'value';
}

const ordered: readonly string[] = [
  'int',
  'bigint',
  'float',
  'decimal',
  'money',
  'date',
  'time',
  'datetime',
  'duration',
];

function isOrdered(field: Field | SystemField): boolean {
  if (typeof field === 'string') return field !== 'id' && field !== 'status';
  return !field.many && field.type.kind === 'scalar' && ordered.includes(field.type.scalar);
}

function sortOf(
  building: Building,
  entity: Entity,
  path: Located<string>,
  desc: boolean,
): Query['sorts'] {
  const found = pathOf(building, entity, path);
  const [field] = found ?? [];
  if (!found || field === undefined) return [];
  if (found.length > 1 || (typeof field !== 'string' && field.columns.length !== 1)) {
    building.problems.add('cannot_sort', path.at, {
      en: `"${path.value}" cannot be sorted by`,
      zh: `不能按“${path.value}”排序`,
    });
    return [];
  }
  return [{ field, desc }];
}

function textField(building: Building, entity: Entity, path: Located<string>): readonly Field[] {
  const found = pathOf(building, entity, path);
  const field = found?.at(-1);
  if (field === undefined || typeof field === 'string') return [];
  const isText =
    field.type.kind === 'scalar' &&
    ['string', 'text', 'email', 'url', 'phone', 'slug'].includes(field.type.scalar);
  if (!isText || found?.length !== 1) {
    building.problems.add('cannot_search', path.at, {
      en: `"${path.value}" is not text of this entity`,
      zh: `“${path.value}”不是本实体的文本字段`,
    });
    return [];
  }
  return [field];
}

function uniqueField(building: Building, entity: Entity, name: Located<string>): Field | null {
  const field = entity.fields.find((one) => one.name === name.value);
  if (!field)
    building.problems.unknown(
      kinds.field,
      name.value,
      name.at,
      entity.fields.filter((one) => one.unique).map((one) => one.name),
    );
  else if (!field.unique) {
    building.problems.add('find_needs_unique', name.at, {
      en: `"find" takes a unique field, and "${field.name}" is not`,
      zh: `“find”需要唯一字段，“${field.name}”不是`,
    });
  }
  return field ?? null;
}
