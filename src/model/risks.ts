import type { Building } from './draft.ts';
import type { Command, Entity, Field, Model, Query, Risk } from './model.ts';
import type { Words } from './problems.ts';

interface Found {
  readonly code: string;
  readonly message: Words;
  readonly mitigation: Words;
}

/** What a careful reader of the PRD would ask about. */
export function risksOf(building: Building): readonly Risk[] {
  const { model, problems } = building;
  const found = [
    ...openRights(building),
    ...publicWrites(model),
    ...loginWithoutLimit(model),
    ...unassignedRoles(model),
    ...model.roots.flatMap((entity) => [
      ...unindexed(entity),
      ...personalData(entity, model),
      ...customStubs(entity),
    ]),
    ...model.entities.flatMap((entity) => [
      ...entity.fields.flatMap((field) => fieldRisks(entity, field)),
      ...unbounded(entity),
    ]),
    ...filesOnDisk(model),
    ...openQuestions(model),
  ];
  return found.map(({ code, message, mitigation }) => ({
    code,
    message: message[problems.lang],
    mitigation: mitigation[problems.lang],
  }));
}

function openRights({ model, document }: Building): readonly Found[] {
  if (model.roles.length > 0 || document.access) return [];
  const isOpen = model.roots.some((entity) => entity.commands.some((command) => command.by.anyone));
  if (!isOpen) return [];
  return [
    {
      code: 'no_roles',
      message: {
        en: 'no roles are declared, so everybody may do whatever has no right of its own',
        zh: '没有声明角色，未单独授权的操作任何人都能执行',
      },
      mitigation: {
        en: 'declare `roles` and `access` before real data comes in',
        zh: '在存入真实数据之前声明 `roles` 与 `access`',
      },
    },
  ];
}

function publicWrites(model: Model): readonly Found[] {
  const limited = new Set(model.limits.map((limit) => limit.target));
  const open = model.roots.flatMap((entity) =>
    entity.commands.filter(
      (command) =>
        command.by.anyone && !limited.has(command.action) && !limited.has(entity.names.code),
    ),
  );
  if (open.length === 0 || limited.has('default')) return [];
  const names = shortList(open.map((command: Command) => command.action));
  return [
    {
      code: 'public_write',
      message: {
        en: `anyone may run ${names}, as often as he likes`,
        zh: `任何人都可以不限次数地执行 ${names}`,
      },
      mitigation: {
        en: 'add `limits`, such as `default: 100/min per ip`',
        zh: '请加上 `limits`，例如 `default: 100/min per ip`',
      },
    },
  ];
}

function loginWithoutLimit(model: Model): readonly Found[] {
  if (!model.auth || model.limits.some((one) => ['default', 'auth.login'].includes(one.target)))
    return [];
  return [
    {
      code: 'login_without_limit',
      message: {
        en: 'passwords can be guessed without a limit',
        zh: '登录没有次数限制，密码可被反复猜测',
      },
      mitigation: {
        en: 'add `limits: { auth.login: 10/min per ip }`',
        zh: '请加上 `limits: { auth.login: 10/min per ip }`',
      },
    },
  ];
}

function unassignedRoles(model: Model): readonly Found[] {
  const { auth } = model;
  const assign = auth?.entity.commands.find((command) => command.kind === 'assignRole');
  if (!auth?.roles || !assign || assign.by.roles.length > 0) return [];
  return [
    {
      code: 'roles_unassignable',
      message: { en: 'nobody can assign roles', zh: '没有人能授予角色' },
      mitigation: {
        en: 'let a role assign others: `admin: { assigns: [staff] }`; the first is given on the server',
        zh: '请让某个角色可授予其他角色：`admin: { assigns: [staff] }`；首个角色在服务器上授予',
      },
    },
  ];
}

/** Lists that filter or sort by what no index leads to. */
function unindexed(entity: Entity): readonly Found[] {
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

function personalData(entity: Entity, model: Model): readonly Found[] {
  const marked = entity.fields.filter((field) => field.pii);
  const unmarked = entity.fields.filter(
    ({ pii, type }) => !pii && type.kind === 'scalar' && ['email', 'phone'].includes(type.scalar),
  );
  const kept = model.retention.some((one) => one.target === entity.names.code);
  return [
    ...(marked.length > 0 && !kept
      ? [
          {
            code: 'pii_without_retention',
            message: {
              en: `personal data of ${entity.label} (${shortList(marked.map((one) => one.name))}) are kept for ever`,
              zh: `${entity.label}的个人数据（${shortList(marked.map((one) => one.name))}）被永久保存`,
            },
            mitigation: {
              en: `say how long: \`nfr: { retention: { ${entity.names.code}: 2y } }\``,
              zh: `请说明期限：\`nfr: { retention: { ${entity.names.code}: 2y } }\``,
            },
          },
        ]
      : []),
    ...(unmarked.length > 0
      ? [
          {
            code: 'pii_unmarked',
            message: {
              en: `${shortList(unmarked.map((one) => one.name))} of ${entity.label} look like personal data and are not marked`,
              zh: `${entity.label}的 ${shortList(unmarked.map((one) => one.name))} 像是个人数据，但没有标记`,
            },
            mitigation: {
              en: 'add `pii`, so that they are masked in logs and left out of answers to anyone',
              zh: '请加上 `pii`，使其在日志中脱敏，且不向匿名者返回',
            },
          },
        ]
      : []),
  ];
}

function customStubs(entity: Entity): readonly Found[] {
  const stubs = [
    ...entity.commands.filter((one) => one.kind === 'custom').map((one) => one.action),
    ...entity.queries.filter((one) => one.kind === 'custom').map((one) => one.action),
  ];
  if (stubs.length === 0) return [];
  return [
    {
      code: 'custom_stub',
      message: {
        en: `${shortList(stubs)} answer 501 until their code is written`,
        zh: `${shortList(stubs)} 在补写代码之前返回 501`,
      },
      mitigation: { en: 'write the body; it stays yours', zh: '请补写实现，该文件归你所有' },
    },
  ];
}

const MONEY_NAME = /price|amount|total|cost|fee|balance|salary/i;
const MONEY_LABEL = /价|金额|费|余额|工资/;

function fieldRisks(entity: Entity, field: Field): readonly Found[] {
  if (field.type.kind !== 'scalar') return [];
  const name = `${entity.names.code}.${field.name}`;
  const { scalar } = field.type;
  const found: Found[] = [];
  if (scalar === 'float' && (MONEY_NAME.test(field.name) || MONEY_LABEL.test(field.label)))
    found.push({
      code: 'float_money',
      message: { en: `${name} is a float and looks like money`, zh: `${name} 是浮点数，却像金额` },
      mitigation: { en: 'use `money`, which is exact', zh: '请使用精确的 `money`' },
    });
  if (field.search && scalar === 'text' && (field.length?.max ?? 0) > 10_000)
    found.push({
      code: 'long_search',
      message: {
        en: `${name} is searched and may hold ${field.length?.max} characters`,
        zh: `${name} 可搜索，且长达 ${field.length?.max} 个字符`,
      },
      mitigation: {
        en: 'give it a length, as in `text(..5000)`',
        zh: '请限制长度，例如 `text(..5000)`',
      },
    });
  return found;
}

/** An owned collection is loaded and saved as a whole. */
function unbounded(entity: Entity): readonly Found[] {
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

function filesOnDisk(model: Model): readonly Found[] {
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

function openQuestions(model: Model): readonly Found[] {
  const count = model.openQuestions.length;
  if (count === 0) return [];
  return [
    {
      code: 'open_questions',
      message: {
        en: `the PRD leaves ${count} question${count === 1 ? '' : 's'} open`,
        zh: `PRD 中有 ${count} 个待确认的问题`,
      },
      mitigation: { en: 'answer them in the PRD', zh: '请在 PRD 中给出答案' },
    },
  ];
}

const SHOWN = 6;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown}, …` : shown;
}
