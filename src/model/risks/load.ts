import type { Entity, Field, Model, Query } from '../model.ts';
import { shortList } from './found.ts';
import type { Found } from './found.ts';

/** Lists that filter or sort by what no index leads to. */
export function unindexed(entity: Entity): readonly Found[] {
  const missing = new Set(
    entity.queries
      .filter((query) => query.kind === 'list' && query.inverse === null)
      .flatMap((query) => wantedColumns(query).filter((field) => !isIndexed(entity, field)))
      .map((field) => (typeof field === 'string' ? field : field.name)),
  );
  if (missing.size === 0) return [];
  const names = shortList([...missing]);
  return [
    {
      code: 'list_without_index',
      message: {
        en: `lists of ${entity.label} filter or sort by ${names} without an index`,
        zh: `${entity.label}列表按 ${names} 过滤或排序，但没有索引`,
      },
      mitigation: {
        en: `once there are many rows: \`index: [${names}]\` on ${entity.names.code}`,
        zh: `数据量大时请在 ${entity.names.code} 上加 \`index: [${names}]\``,
      },
    },
  ];
}

type Column = Query['sorts'][number]['field'];

function wantedColumns(query: Query): readonly Column[] {
  const [sort] = query.sorts;
  const filtered = query.filters.flatMap(({ path: [first] }) => (first ? [first] : []));
  return [...filtered, ...(sort ? [sort.field] : [])];
}

function isIndexed(entity: Entity, column: Column): boolean {
  if (column === 'id') return true;
  if (typeof column === 'string') {
    const name = {
      status: 'status',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      version: 'version',
      deletedAt: 'deleted_at',
    }[column];
    // The default order is by creation.
    return (
      column === 'createdAt' ||
      entity.indexes.some((one) => one.columns.some((each) => each.name === name))
    );
  }
  if (column.unique || column.index || column.type.kind === 'reference') return true;
  if (column.columns.length === 0) return true;
  const names = column.columns.map((one) => one.name);
  return (
    entity.indexes.some((one) => names.includes(one.columns[0]?.name ?? '')) ||
    entity.uniques.some((one) => names.includes(one.columns[0]?.name ?? ''))
  );
}

/** An owned collection is loaded and saved as a whole. */
export function unbounded(entity: Entity): readonly Found[] {
  const open = entity.fields.filter(
    (field) => field.type.kind === 'owned' && field.many && !isCounted(entity, field),
  );
  if (open.length === 0) return [];
  const [first] = open;
  return [
    {
      code: 'unbounded_children',
      message: {
        en: `${entity.names.code} may own any number of ${shortList(open.map((one) => one.name))}, loaded as a whole`,
        zh: `${entity.names.code} 的 ${shortList(open.map((one) => one.name))} 没有数量上限，且整体加载`,
      },
      mitigation: {
        en: `bound it by a rule: \`count(${first?.name}) <= 100\``,
        zh: `请用规则限制：\`count(${first?.name}) <= 100\``,
      },
    },
  ];
}

function isCounted(entity: Entity, field: Field): boolean {
  return entity.rules.some(
    ({ condition }) =>
      condition.kind === 'binary' &&
      (condition.op === '<' || condition.op === '<=') &&
      condition.left.kind === 'call' &&
      condition.left.name === 'count' &&
      condition.left.args.some((arg) => arg.kind === 'path' && arg.steps.at(-1)?.field === field),
  );
}

export function filesOnDisk(model: Model): readonly Found[] {
  const [replicas] = model.deploy['replicas'] ?? [];
  const has = model.entities.some((entity) =>
    entity.fields.some(
      ({ type }) => type.kind === 'scalar' && ['file', 'image'].includes(type.scalar),
    ),
  );
  if (!has || replicas === undefined || replicas === '1') return [];
  return [
    {
      code: 'files_on_disk',
      message: {
        en: 'files are on the disk of one process, and several are to run',
        zh: '文件保存在单个进程的磁盘上，却要运行多个副本',
      },
      mitigation: {
        en: 'mount one shared volume into all of them',
        zh: '请为所有副本挂载同一共享卷',
      },
    },
  ];
}
