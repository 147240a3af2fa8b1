import type { Lang } from '../diagnostic.ts';
import type { EntitySyntax, Located, QuerySyntax } from '../prd/index.ts';
import { usualWho, whoOf } from './access.ts';
import type { Building, Draft } from './draft.ts';
import type { Entity, Field, Query, QueryKind } from './model.ts';
import { kebabOf, pluralOf, upperFirst } from './names.ts';
import { filterOf, pathOf } from './query-paths.ts';
import { kinds } from './problems.ts';

const usualPage = { kind: 'cursor', size: 20, max: 100 } as const;

/** `List order items`, `查看订单`. */
const labels = {
  get: { en: (one) => `Get ${articled(one)}`, zh: (one) => `查看${one}` },
  list: { en: (one) => `List ${pluralOf(one)}`, zh: (one) => `${one}列表` },
  find: { en: (one) => `Find ${articled(one)}`, zh: (one) => `查找${one}` },
  history: { en: (one) => `History of ${articled(one)}`, zh: (one) => `${one}变更历史` },
  custom: { en: (one) => `Query ${pluralOf(one)}`, zh: (one) => `查询${one}` },
} as const satisfies Record<QueryKind, Record<Lang, (one: string) => string>>;

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
          : ownHandler(name, names);
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
      labels[kind][building.problems.lang](spoken(entity)),
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

/** The label; a name that nobody labelled, as words. */
function spoken({ label, names }: Entity): string {
  return label === names.code ? kebabOf(names.code).replaceAll('-', ' ') : label;
}

/** By sound, which `u` before one consonant and a vowel does not begin with: a user, an update. */
function articled(noun: string): string {
  const isVowel = /^(?:[aio]|e(?!u)|u(?![^aeiou][aeiou]))/i.test(noun);
  return isVowel ? `an ${noun}` : `a ${noun}`;
}

/** `findBookByIsbn` of `findByIsbn`. */
function ownHandler(name: string, { className, classPlural }: Entity['names']): string {
  if (/^findBy(?![a-z])/.test(name)) return name.replace(/^find/, () => `find${className}`);
  return `${name}${name.startsWith('find') ? className : classPlural}`;
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
