import type { Model, Saga } from '../../model/model.ts';
import { actNames } from '../application/saga-names.ts';
import { operators, showsSagas } from '../features.ts';
import { blocks, fenced, label, prose, table, tick, ticks } from './markdown.ts';
import type { Tell } from './section.ts';

/** What spans several aggregates or services, how it runs, and where it is seen. */
export function sagas(model: Model, t: Tell): string {
  if (model.sagas.length === 0) {
    return t('The PRD asks for no sagas.', 'PRD 不需要长事务。');
  }
  return blocks(
    t(
      'A saga runs once for each event that starts it, as a workflow of DBOS whose outcomes are kept in PostgreSQL (schema `dbos`): what a process that dies was running goes on in another within `SAGA_TAKEOVER_SECONDS`. A step of ours is one transaction together with the note that it is done (`saga_steps`); a call of a service carries a key of saga and step, so that the service does it once. A step that fails is tried again with growing pauses; after its last attempt what was done is undone in reverse, each undo until it is done; one that is refused again and again leaves the saga `stuck`. A service that may have done what it never answered is asked again under the same key when all that is over, and what it did is undone.',
      '长事务对每个起始事件只运行一次，作为 DBOS 工作流执行，结果保存在 PostgreSQL（模式 `dbos`）中：进程中断后，其他进程在 `SAGA_TAKEOVER_SECONDS` 内接手继续。本服务的步骤与其完成记录（`saga_steps`）在同一事务中；对外部服务的调用带有由长事务与步骤得出的键，使其只执行一次。失败的步骤按递增间隔重试；最后一次失败后，已完成的步骤按相反顺序撤销，每个撤销直至完成；反复被拒绝的撤销使长事务处于 `stuck` 状态。外部服务可能已执行但未应答时，待其余撤销完成后以同一键再次询问，若已执行则撤销。',
    ),
    ...model.sagas.map((saga) => oneSaga(saga, t)),
    showsSagas(model) &&
      t(
        `\`GET /sagas\` lists them and \`GET /sagas/{id}\` shows each step; \`POST /sagas/{id}/retry\` has one that is stuck go on. For ${ticks(operators(model))}.`,
        `\`GET /sagas\` 列出长事务，\`GET /sagas/{id}\` 显示各步骤，\`POST /sagas/{id}/retry\` 让卡住的长事务继续，仅限 ${ticks(operators(model))}。`,
      ),
  );
}

function oneSaga(saga: Saga, t: Tell): string {
  const names = actNames(saga);
  const { fails, starts, steps } = saga;
  return blocks(
    `#### ${tick(saga.name)} ${prose(saga.label)}`,
    table(
      [
        t('step', '步骤'),
        t('for each of', '逐个处理'),
        t('undone by', '撤销'),
        t('tried again', '重试'),
        t('timeout', '超时'),
      ],
      steps.map(({ retry, run, timeoutMs, undo }) => [
        tick(names.get(run) ?? ''),
        run.each === null ? '' : tick(run.each.name),
        undo === null ? '' : tick(names.get(undo) ?? ''),
        String(retry),
        timeoutMs === null ? '' : `${timeoutMs} ms`,
      ]),
    ),
    fenced('mermaid', [
      'flowchart LR',
      `  event([${label(starts.name)}])`,
      ...steps.map(({ run }, index) => `  step${index}[${label(names.get(run) ?? '')}]`),
      ...steps.flatMap(({ undo }, index) =>
        undo === null ? [] : [`  undo${index}[${label(names.get(undo) ?? '')}]`],
      ),
      ...(fails === null ? [] : [`  fails[${label(names.get(fails) ?? '')}]`]),
      `  ${['event', ...steps.map((_, index) => `step${index}`)].join(' --> ')}`,
      ...whenItFails(saga).map((edge) => `  ${edge}`),
    ]),
  );
}

/** From the last step back, over what undoes the others. */
function whenItFails({ fails, steps }: Saga): readonly string[] {
  const undos = steps
    .slice(0, -1)
    .flatMap(({ undo }, index) => (undo === null ? [] : [`undo${index}`]));
  const way = [...undos.reverse(), ...(fails === null ? [] : ['fails'])];
  return way.length === 0 ? [] : [[`step${steps.length - 1}`, ...way].join(' -.-> ')];
}
