import type { Command, Model } from '../../../../model/model.ts';
import { hasData } from '../../../application/signatures.ts';
import { defineEmitter } from '../../../define.ts';
import { dueCommands, hasJobs, hasRetention } from '../../../features.ts';
import { context } from '../../../repository/names.ts';
import { say } from '../../../text.ts';
import { code, doc, join, key, literal, type, value } from '../../../typescript/code.ts';
import type { Code } from '../../../typescript/code.ts';
import { kernel, of, paths } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

const Job = type('Job', paths.job);
const JobRun = type('JobRun', paths.job);
const DAY_MS = 86_400_000;

/** What the service does by itself. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasJobs,
  path: () => paths.jobs,
  build(model) {
    const due = dueCommands(model);
    const text = say(model.lang, {
      en: "What this service does by itself. A job's name is stored, so it must never change.",
      zh: '本服务自行执行的任务。任务的名称会被存储，不可更改。',
    });
    return tsFile(
      code`
        interface Deps {
          readonly application: ${kernel.Application};
          ${due.length > 0 && code`readonly dueRows: DueRows;`}
          ${hasRetention(model) && code`readonly retention: Retention;`}
        }`,
      due.length > 0 && duePort(due, model),
      hasRetention(model) && retentionPort(model),
      code`
        ${doc(text)}export function createJobs(deps: Deps): Readonly<Record<string, ${Job}>> {
          return {
            ${due.map((command) => dueJob(command, model))}
            ${hasRetention(model) && retentionJob}
            ...${value('ownJobs', paths.ownJobs)}(deps),
          };
        }`,
    );
  },
});

function duePort(due: readonly Command[], model: Model): Code {
  const names = say(model.lang, {
    en: 'Commands that rows wait for.',
    zh: '由数据行等待执行的命令。',
  });
  const text = say(model.lang, {
    en: 'Finds the rows that a command is due for, and has each done once a run.',
    zh: '找出命令到期的数据行，每次执行中每行只处理一次。',
  });
  return code`
    ${doc(names)}export type DueCommand = ${join(
      due.map((command) => literal(command.action)),
      ' | ',
    )};

    ${doc(text)}export interface DueRows {
      each<Id>(command: DueCommand, run: ${JobRun}, work: (id: Id) => Promise<unknown>): Promise<void>;
    }`;
}

function retentionPort(model: Model): Code {
  const text = say(model.lang, {
    en: 'Deletes what is older than it is to be kept.',
    zh: '删除超过保留期的数据。',
  });
  return code`
    ${doc(text)}export interface Retention {
      run(run: ${JobRun}): Promise<void>;
    }`;
}

function dueJob(command: Command, model: Model): Code {
  const actor = model.tenancy === null ? value('system', paths.access) : null;
  const name = literal(command.action);
  return code`${key(command.action)}: {
    everyMs: ${command.everyMs ?? DAY_MS},
    run: (run) =>
      deps.dueRows.each<${of.id(command.entity)}>(${name}, run, (id) =>
        deps.application.${command.handler}(
          {
            id,
            expectedVersion: null,
            ${hasData(command) && code`data: {},`}
          },
          ${actor ?? code`${context.currentActor}()`},
        ),
      ),
  },`;
}

const retentionJob = code`retention: {
    everyMs: ${DAY_MS},
    run: (run) => deps.retention.run(run),
  },`;
