import type { Command, Model } from '../../model/model.ts';
import { dueCommands } from '../features.ts';
import { planScenarios } from '../scenario/index.ts';
import type { Call } from '../scenario/index.ts';
import { say } from '../text.ts';
import { code, join, literal, type, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of, paths } from '../typescript/symbols.ts';
import { arrange, testOf } from './command-tests.ts';
import { acrossTenants } from './infrastructure.ts';
import { testKit } from './paths.ts';

const expect = value('expect', 'vitest');
const KyselyDueRows = value('KyselyDueRows', 'internal/infrastructure/jobs/due-rows.ts');
const createJobs = value('createJobs', paths.jobs);
const JobRun = type('JobRun', paths.job);

/** Rows that a command is due for are done, each once, and no others. */
export function dueTests(model: Model): readonly Code[] {
  const calls = callsOf(model);
  return calls.length === 0
    ? []
    : [
        code`function run(id: string): ${JobRun} {
return { id, signal: new AbortController().signal };
}`,
        code`/** As a process of its own would. */
function process(): ${KyselyDueRows} {
return new ${KyselyDueRows}({ ...infrastructure, logger, metrics });
}`,
        ...calls.flatMap((call) => testsOf(call, model)),
      ];
}

function callsOf(model: Model): readonly Call[] {
  const plan = planScenarios(model);
  return dueCommands(model).flatMap((command) => plan.success(command) ?? []);
}

function testsOf(call: Call, model: Model): readonly Code[] {
  const { command } = call;
  const title = (en: string, zh: string): string =>
    `${command.action} ${say(model.lang, { en, zh })}`;
  const id = code`${of.id(command.entity)}`;
  const each = (host: Code, run: string, work: Code): Code =>
    code`${host}.each<${id}>(${literal(command.action)}, run(${literal(run)}), ${work})`;
  return [
    ...(command.kind === 'custom'
      ? []
      : [
          testOf(title('runs by itself when it is due', '到期时自行执行'), [
            ...arrange(call),
            code`const jobs = ${createJobs}({ ...infrastructure, application: service.application });`,
            code`await jobs[${literal(command.action)}]?.run(run('itself'));`,
            after(command, model),
          ]),
        ]),
    testOf(title('leaves alone what is not due', '不处理未到期的数据行'), [
      ...arrange(call),
      ...later(call),
      code`const done: string[] = [];`,
      code`await ${each(code`process()`, 'due', code`async (id) => { done.push(id); }`)};`,
      code`${expect}(done).toContain(made.view.id);`,
      later(call).length > 0 && code`${expect}(done).not.toContain(early.view.id);`,
    ]),
    testOf(title('is done once a row by several processes', '多个进程下每行只执行一次'), [
      ...arrange(call),
      code`const done: string[] = [];`,
      code`const work = async (id: ${id}) => { done.push(id); };`,
      code`const processes = [process(), process(), process()];`,
      code`await Promise.all(processes.map((one) => ${each(code`one`, 'several', code`work`)}));`,
      code`${expect}(done.filter((id) => id === made.view.id)).toHaveLength(1);`,
    ]),
    testOf(title('goes on where a run was cut off', '从中断处继续执行'), [
      ...arrange(call),
      code`let isDown = true;`,
      code`const done: string[] = [];`,
      code`const work = async (id: ${id}) => {
if (isDown) throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
done.push(id);
};`,
      code`await ${expect}(${each(code`process()`, 'cut off', code`work`)}).rejects.toThrow('down');`,
      code`isDown = false;`,
      code`await ${each(code`process()`, 'cut off', code`work`)};`,
      code`await ${each(code`process()`, 'cut off', code`work`)};`,
      code`${expect}(done.filter((id) => id === made.view.id)).toHaveLength(1);`,
    ]),
  ];
}

function after(command: Command, model: Model): Code {
  const { table } = command.entity.names;
  const select = code`infrastructure.db.selectFrom(${literal(table)}).selectAll().where('id', '=', made.view.id).execute()`;
  const rows = code`await ${acrossTenants(select, model)}`;
  if (command.kind === 'delete' && command.entity.softDelete === null) {
    return code`${expect}(${rows}).toEqual([]);`;
  }
  const state = command.move
    ? code`{ status: ${literal(command.move.to)} }`
    : code`{ version: made.view.version + 1 }`;
  return code`${expect}(${rows}).toMatchObject([${state}]);`;
}

/** A row that has come as far, later than the one that is due: it has to wait. */
function later({ before, command, waitMs }: Call): readonly Code[] {
  if (waitMs === 0) return [];
  const steps = before.steps.map((step) => code`, ${literal(step.name)}`);
  return [code`const early = await ${testKit.make(command.entity)}(service${join(steps, '')});`];
}
