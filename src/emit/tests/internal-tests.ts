import type { Command, Model } from '../../model/model.ts';
import type { Plan } from '../scenario/index.ts';
import { say } from '../text.ts';
import { code, literal, value } from '../typescript/code.ts';
import type { Code, Hole } from '../typescript/code.ts';
import { titleOf } from './callers.ts';
import { arrange, testOf } from './command-tests.ts';
import { inputCode } from './given-code.ts';
import { testKit } from './paths.ts';

const expect = value('expect', 'vitest');

/** Tests of a command that has no way in from outside: for the service itself, and for no other. */
export function internalTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  const isOurs = command.kind === 'move' || (command.kind === 'change' && command.on === null);
  if (command.exposed || !isOurs || !command.by.system) return [];
  const call = plan.success(command);
  if (call === null) return [];
  const data = command.inputName !== null && code`, data: ${inputCode(call.given).object}`;
  const run = (version: Hole, as: Hole): Code =>
    code`service.application.${command.handler}({ id: made.view.id, expectedVersion: ${version}${data} }, ${as})`;
  const stale = say(model.lang, { en: 'refuses a stale version', zh: '拒绝过期的版本' });
  const nobody = say(model.lang, { en: 'refuses a caller from outside', zh: '拒绝外部调用者' });
  return [
    testOf(titleOf(command), [
      ...arrange(call),
      code`const view = await ${run(literal(null), code`${testKit.system}`)};`,
      command.move
        ? code`${expect}(view.status).toBe(${literal(command.move.to)});`
        : code`${expect}(view.id).toBe(made.view.id);`,
    ]),
    testOf(`${command.action} ${nobody}`, [
      ...arrange(call),
      code`await ${expect}(${run(literal(null), code`{ ...made.owner, roles: [] }`)}).rejects.toMatchObject({
kind: ${expect}.stringMatching(/^(?:unauthenticated|forbidden)$/),
});`,
    ]),
    testOf(`${command.action} ${stale}`, [
      ...arrange(call),
      code`await ${expect}(${run(literal(999), code`${testKit.system}`)}).rejects.toMatchObject({ kind: 'stale' });`,
    ]),
  ];
}
