import type { Model } from '../../model/model.ts';
import { assignsRoles, hasEvents, hasTenantSchemas, hasWorker } from '../features.ts';
import { PUBLISHED } from '../project/catalogue.ts';
import { hasDemoData } from '../project/demo.ts';
import { settingsTable } from '../project/settings-table.ts';
import { foldersOf } from '../spec/layout.ts';
import { workOf } from '../spec/operations.ts';
import { blocks, bullets, fenced, table, tick } from '../spec/markdown.ts';
import type { Tell } from '../spec/section.ts';
import { tenantRole } from '../sql/row-security.ts';
import { quoted } from '../sql/text.ts';

/** How the project is started and what it answers to. */
export function running(model: Model, t: Tell): string {
  return blocks(
    `## ${t('Run', '运行')}`,
    fenced('sh', ['npm install', 'npm start']),
    t(
      'No server and no Docker: the database is embedded and lives in `.data`. Then open <http://127.0.0.1:3000/docs>.',
      '无需服务器与 Docker：数据库内嵌，保存在 `.data` 中。然后打开 <http://127.0.0.1:3000/docs>。',
    ),
    table([t('command', '命令'), t('does', '作用')], commands(model, t)),
    t('A first request with a development token:', '用开发令牌发出第一个请求：'),
    fenced('sh', firstRequest(model)),
  );
}

function commands(model: Model, t: Tell): readonly (readonly string[])[] {
  const [role] = model.roles;
  const roleOption = role === undefined ? '' : ` --role ${role.code}`;
  const tenantOption = model.tenancy === null ? '' : ' --tenant t1';
  return [
    [
      tick('npm start'),
      t('the API; embedded, it does all the work', 'API 进程；内嵌模式下承担全部工作'),
    ],
    [tick('npm run dev'), t('the same, started again at each change', '同上，文件变化时自动重启')],
    ...(hasWorker(model)
      ? [
          [
            tick('npm run worker'),
            t(`${workOf(model, t)}, with PostgreSQL`, `${workOf(model, t)}，配合 PostgreSQL`),
          ],
        ]
      : []),
    ...(hasEvents(model)
      ? [
          [
            tick('npm run dead-letters -- list'),
            t(
              'what failed too often; also `replay` and `drop`',
              '多次失败而搁置的内容；另有 `replay` 与 `drop`',
            ),
          ],
        ]
      : []),
    [tick('npm run migrate'), t('brings PostgreSQL up to date', '将 PostgreSQL 升级到最新')],
    ...(hasTenantSchemas(model)
      ? [
          [
            tick('npm run tenant:add ID'),
            t(
              'makes the tables of a tenant; `tenant:list` and `tenant:remove` beside it',
              '创建租户的表；另有 `tenant:list` 与 `tenant:remove`',
            ),
          ],
        ]
      : []),
    [tick('npm test'), t('all tests', '全部测试')],
    [tick('npm run typecheck'), t('the compiler', '类型检查')],
    [tick('npm run format'), 'prettier'],
    ...(hasDemoData(model)
      ? [[tick('npm run seed'), t('demo data for an empty database', '为空数据库填充演示数据')]]
      : []),
    [
      tick(`npm run -s token --${roleOption}${tenantOption}`),
      t('a token for development', '开发用令牌'),
    ],
    ...(model.auth === null
      ? []
      : [
          [
            tick('npm run keys -- add'),
            t(
              'a key of `JWT_KEYS` for tokens; also `list`, `use` and `remove`',
              '为 `JWT_KEYS` 增加令牌密钥；另有 `list`、`use` 与 `remove`',
            ),
          ],
        ]),
    [
      tick('npm run audit'),
      t('known faults and signatures of what is installed', '检查依赖的已知漏洞与签名'),
    ],
    ...(assignsRoles(model)
      ? [
          [
            tick('npm run grant -- ROLE ID'),
            t('gives somebody a role, on the server', '在服务器上授予角色'),
          ],
        ]
      : []),
  ];
}

function firstRequest(model: Model): readonly string[] {
  const [role] = model.roles;
  const roleOption = role === undefined ? '' : ` --role ${role.code}`;
  const tenantOption = model.tenancy === null ? '' : ' --tenant t1';
  const list = model.roots.find((root) => root.queries.some((query) => query.kind === 'list'));
  const route = list?.names.route ?? model.roots[0]?.names.route ?? '';
  return [
    `TOKEN=$(npm run -s token --${roleOption}${tenantOption})`,
    `curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:3000/${encodeURI(route)}`,
  ];
}

/** PostgreSQL, and the image. */
export function servers(model: Model, t: Tell): string {
  const worker = hasWorker(model) ? ['npm run worker'] : [];
  return blocks(
    `## ${t('On real servers', '部署到服务器')}`,
    fenced('sh', [
      'export DATABASE_URL=postgres://app:secret@localhost:5432/app',
      'npm run migrate',
      'npm start',
      ...worker,
    ]),
    t(
      'Or all of it in containers (commit `package-lock.json` first; set `POSTGRES_PASSWORD` and `JWT_SECRET` in `.env`):',
      '或全部用容器运行（先提交 `package-lock.json`，并在 `.env` 中设置 `POSTGRES_PASSWORD` 与 `JWT_SECRET`）：',
    ),
    fenced('sh', [
      'docker compose --env-file .env --file deployments/docker-compose.yml up --build',
    ]),
    ...tenantUsers(model, t),
    `### ${t('Settings', '配置')}`,
    t(
      'From the environment, or from `.env` (see `.env.example`); all of them are checked before anything starts.',
      '取自环境变量或 `.env`（参见 `.env.example`），启动前统一检查。',
    ),
    settingsTable(model),
  );
}

/** Who migrates need not be who serves. */
function tenantUsers(model: Model, t: Tell): readonly string[] {
  if (model.tenancy === null) return [];
  const role = tenantRole(model);
  return [
    t(
      `Tenants are kept apart by each statement and once more by row-level security: work for callers runs as the role ${tick(role)}, which the first migration makes. One user of the database is enough, even a superuser. In production let one user migrate, who owns the tables and may make roles, and another serve, who owns nothing:`,
      `租户先由每条语句隔离，再由行级安全兜底：代表调用方的工作以角色 ${tick(role)} 运行，该角色由第一个迁移创建。只用一个数据库用户即可，超级用户也可以。生产环境建议分开：迁移用户拥有表并可创建角色，服务用户不拥有任何对象：`,
    ),
    fenced('sql', [
      `create role api login password 'secret' in role ${quoted(role)}; -- ${t('after the first migration', '第一次迁移之后')}`,
    ]),
  ];
}

export function layout(model: Model, t: Tell): string {
  return blocks(
    `## ${t('Layout', '目录结构')}`,
    table(
      [t('folder', '目录'), t('what is in it', '内容')],
      foldersOf(model, t).map(({ path, text }) => [tick(`${path}/`), text]),
    ),
    t(
      'Read in this order: `internal/application/application.ts` (everything the service can do), `internal/application/access.ts` (who may), then an entity, one of its commands and its routes. `BACKEND_SPEC.md` describes the whole.',
      '建议阅读顺序：`internal/application/application.ts`（服务的全部用例）、`internal/application/access.ts`（权限），再看某个实体、它的命令与路由。整体说明见 `BACKEND_SPEC.md`。',
    ),
  );
}

/** Who owns which text. */
export function regeneration(t: Tell): string {
  return blocks(
    `## ${t('Change it', '修改')}`,
    t(
      'Edit `PRD.md` and run `npx plop backend`: the code follows. What you have written stays: a file that both sides changed is merged, and where that cannot be done you are told.',
      '修改 `PRD.md` 后运行 `npx plop backend`，代码随之更新。手写内容会保留：双方都改过的文件会合并，无法合并时会提示。',
    ),
    bullets([
      t(
        'Your own code: a method or a check in an entity, a file in `command/` or `query/`, a line in a keyed list (`access.ts`, `application.ts`, `reactions.ts`, routes), a query in a repository, tests.',
        '自己的代码：实体中的方法或检查、`command/` 与 `query/` 下的文件、各键值列表中的一行（`access.ts`、`application.ts`、`reactions.ts`、路由）、仓储中的查询、测试。',
      ),
      t(
        'Written once, then yours alone: `plopfile.ts`, `tests/acceptance`, stubs of `custom` commands and fields.',
        '只生成一次、之后归你所有：`plopfile.ts`、`tests/acceptance`、`custom` 命令与字段的桩。',
      ),
      t(
        'Never changed once made: `internal/infrastructure/persistence/migrations`.',
        '一经生成不再修改：`internal/infrastructure/persistence/migrations`。',
      ),
      t(
        'Commit `.ashlar/`: it holds what was last generated, which merging needs.',
        '请提交 `.ashlar/`：其中保存上次生成的内容，合并时需要。',
      ),
      t(
        '`npx plop backend --check` writes nothing and fails when the code does not follow `PRD.md` or a conflict is open; `.github/workflows/ci.yml` runs it where ashlar is installed.',
        '`npx plop backend --check` 不写入任何文件，代码与 `PRD.md` 不一致或有未解决的冲突时失败；`.github/workflows/ci.yml` 在装有 ashlar 时运行它。',
      ),
    ]),
    !PUBLISHED &&
      t(
        '`npx plop backend` needs ashlar in this project. It is not on the npm registry yet: install it once from its tarball or checkout, `npm install --save-dev plop PATH_TO_ASHLAR`; `package.json` keeps that line.',
        '`npx plop backend` 需要在本项目中安装 ashlar。它尚未发布到 npm，请从其压缩包或代码目录安装一次：`npm install --save-dev plop ashlar的路径`；`package.json` 会保留该行。',
      ),
  );
}
