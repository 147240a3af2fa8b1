import type { Entity, Model } from '../../model/model.ts';
import { hasAudit, isCached, isFile, retainedRoots } from '../features.ts';
import { foreignKeys, joinKeys } from '../sql/constraints.ts';
import { joinTables, tenantColumn } from '../sql/table.ts';
import { quoted, sqlText } from '../sql/text.ts';

/** What is kept for a time only: the name, for how long, and the statements. */
export interface Retained {
  readonly name: string;
  readonly keepMs: number;
  readonly table: string;
  /** Beside the ids $1: what is from before $2 and free to go. */
  readonly conditions: readonly string[];
  /** What is answered of each row that went. */
  readonly returning: readonly string[];
}

/** Those that refer to others first, so that these are free by then. */
export function retainedOf(model: Model): readonly Retained[] {
  const roots = inOrder(retainedRoots(model));
  const isEntity = roots.some((root) => root.names.code === 'AuditLog');
  const log = isEntity ? undefined : model.retention.find((one) => one.target === 'AuditLog');
  return [
    ...roots.map((root) => retained(root, model)),
    ...(log === undefined || !hasAudit(model)
      ? []
      : [
          {
            name: 'AuditLog',
            keepMs: log.ms,
            table: 'audit_log',
            conditions: ['"occurred_at" < $2'],
            returning: ['"id"'],
          },
        ]),
  ];
}

function retained(root: Entity, model: Model): Retained {
  const { table } = root.names;
  const age = root.softDelete === null ? 'updated_at' : 'deleted_at';
  return {
    name: root.names.code,
    keepMs: model.retention.find((one) => one.target === root.names.code)?.ms ?? 0,
    table,
    conditions: [
      `${quoted(age)} < $2`,
      ...(model.auth?.entity === root ? [isAbsent(table, 'sessions', '"user_id"', '')] : []),
      ...model.entities.flatMap((other) => references(root, other)),
    ],
    returning: ['"id"', ...(isCached(root) ? [cacheKey(root, model)] : []), ...fileLists(root)],
  };
}

/** No row of `other` that would lose what it refers to; what the database itself ends does not count. */
function references(root: Entity, other: Entity): readonly string[] {
  const { table } = root.names;
  const ended = new Set(
    [...foreignKeys(other), ...joinKeys(other)]
      .filter((key) => key.target === root && key.action !== 'restrict')
      .map((key) => `${key.table}.${key.column}`),
  );
  return other.fields.flatMap((field) => {
    if (field.type.kind !== 'reference' || !field.type.targets.includes(root)) return [];
    if (field.joinTable !== null) return setReference(root, other, field.joinTable);
    const id = field.columns.find((one) => one.sqlType === 'uuid');
    if (id === undefined || ended.has(`${other.names.table}.${id.name}`)) return [];
    const kind = field.columns.find((one) => one.sqlType === 'text');
    const isKind =
      kind === undefined ? '' : ` and ${quoted(kind.name)} = ${sqlText(root.names.code)}`;
    return [isAbsent(table, other.names.table, quoted(id.name), isKind)];
  });
}

function setReference(root: Entity, other: Entity, joinTable: string): readonly string[] {
  const key = joinKeys(other).find((one) => one.table === joinTable && one.field !== null);
  if (key !== undefined && key.action !== 'restrict') return [];
  const column = joinTables(other).find((one) => one.name === joinTable)?.targetColumn;
  return column === undefined ? [] : [isAbsent(root.names.table, joinTable, quoted(column), '')];
}

function isAbsent(table: string, other: string, column: string, more: string): string {
  const from = `${quoted(other)} as "other"`;
  return `not exists (select from ${from} where "other".${column} = ${quoted(table)}."id"${more})`;
}

function cacheKey(root: Entity, model: Model): string {
  const tenant = tenantColumn(root, model);
  return tenant === null ? '"id"::text as "key"' : `${quoted(tenant)} || ':' || "id" as "key"`;
}

function fileLists(root: Entity): readonly string[] {
  const lists = root.fields
    .filter(isFile)
    .flatMap((field) =>
      field.columns.map(({ name }) =>
        field.many
          ? quoted(name)
          : `case when ${quoted(name)} is null then '[]' else jsonb_build_array(${quoted(name)}) end`,
      ),
    );
  return lists.length === 0 ? [] : [`${lists.join(' || ')} as "files"`];
}

function inOrder(roots: readonly Entity[]): readonly Entity[] {
  const sorted = new Set<Entity>();
  const visiting = new Set<Entity>();
  const visit = (root: Entity): void => {
    if (sorted.has(root) || visiting.has(root)) return;
    visiting.add(root);
    roots.filter((other) => references(root, other).length > 0).forEach(visit);
    sorted.add(root);
  };
  roots.forEach(visit);
  return [...sorted];
}
