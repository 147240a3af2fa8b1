import type { Model } from '../../model/model.ts';
import { hasEvents, hasFiles, hasJobs } from '../features.ts';
import { blocks, bullets, prose, ticks } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';
import { risksOfApis, security } from './security.ts';

export const plan: Section = {
  title: { en: 'Technical plan', zh: '技术方案' },
  body(model) {
    const t = tellIn(model.lang);
    return blocks(
      `### ${t('Why this architecture', '为何采用此架构')}`,
      bullets(reasons(model, t)),
      `### ${t('Deployment and scaling', '部署与扩展')}`,
      bullets(deployment(model, t)),
      `### ${t('Where the work is', '开发重点')}`,
      bullets(focus(model, t)),
      `### ${t('Security', '安全')}`,
      bullets(security(model, t)),
      risksOfApis(model, t),
    );
  },
};

function reasons(model: Model, t: Tell): readonly string[] {
  return [
    t(
      'Rules stand in aggregates and nowhere else, so that no route, script or reaction gets around them.',
      '规则只写在聚合中，任何路由、脚本或反应都无法绕过。',
    ),
    t(
      'One file a use case: what changes together stands together, and a change touches little else.',
      '每个用例一个文件：一起变化的代码放在一起，修改影响面小。',
    ),
    t(
      'The same code runs on the embedded database and on PostgreSQL; only the environment differs.',
      '同一套代码可运行于内嵌数据库与 PostgreSQL，仅环境变量不同。',
    ),
    ...(hasEvents(model)
      ? [
          t(
            'Events are written with what caused them in one transaction and delivered after it, so that none is lost and none is told too early.',
            '事件与其起因在同一事务中写入，提交后再投递，既不丢失也不提前。',
          ),
        ]
      : []),
  ];
}

function deployment(model: Model, t: Tell): readonly string[] {
  return [
    t(
      'Start: one process with the embedded database (`npm start`). It belongs to one process: two on one folder are refused.',
      '起步：单进程加内嵌数据库（`npm start`）。该数据库只属于一个进程，第二个进程会被拒绝。',
    ),
    t(
      'Then: PostgreSQL by `DATABASE_URL`, `npm run migrate` before each new version, any number of api processes behind a load balancer; they keep no state of their own.',
      '随后：通过 `DATABASE_URL` 使用 PostgreSQL，每次发布前执行 `npm run migrate`，负载均衡之后可运行任意数量的 api 进程，进程本身无状态。',
    ),
    ...(hasEvents(model)
      ? [
          t(
            'One or more worker processes deliver events; they share the outbox by leases.',
            '一个或多个 worker 进程投递事件，通过租约共享发件箱。',
          ),
        ]
      : []),
    ...(hasJobs(model)
      ? [
          t(
            'Workers run the jobs, each run in one of them; how far a run has come is kept in the database with the row that was done.',
            'worker 执行任务，每次执行只在其中一个进程中进行；执行进度与所处理的行在同一事务中写入数据库。',
          ),
        ]
      : []),
    ...(hasFiles(model)
      ? [
          t(
            'Uploaded files stand on a disk that all processes share (`FILES_FOLDER`).',
            '上传的文件存放在所有进程共享的磁盘上（`FILES_FOLDER`）。',
          ),
        ]
      : []),
    ...Object.entries(model.deploy).map(
      ([name, values]) => `${t('The PRD asks for', 'PRD 要求')} ${prose(name)}: ${ticks(values)}`,
    ),
  ];
}

function focus(model: Model, t: Tell): readonly string[] {
  const custom = model.roots.flatMap((root) =>
    [...root.commands, ...root.queries].filter((one) => one.kind === 'custom'),
  );
  const rules = model.entities.flatMap((entity) => entity.rules);
  return [
    ...(custom.length > 0
      ? [
          t(
            `Left to be written by hand: ${ticks(custom.map((one) => one.action))}.`,
            `需要手工编写：${ticks(custom.map((one) => one.action))}。`,
          ),
        ]
      : []),
    t(
      `${rules.length} rules and ${model.entities.filter((one) => one.lifecycle).length} lifecycles: read them in \`internal/domain/entity\` first.`,
      `共 ${rules.length} 条规则、${model.entities.filter((one) => one.lifecycle).length} 个生命周期：请先阅读 \`internal/domain/entity\`。`,
    ),
    t(
      'Acceptance criteria of the PRD wait as `todo` in `tests/acceptance`.',
      'PRD 的验收标准以 `todo` 形式列在 `tests/acceptance` 中。',
    ),
  ];
}
