import type { Command, Model } from '../../model/model.ts';
import { say } from '../text.ts';
import { code, comment, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { authorizeCall, variableOf } from './command-file.ts';
import type { HandlerBody } from './command-file.ts';
import { ports } from './deps.ts';
import { methodCall } from './method-call.ts';
import { answerRow } from './row-handler.ts';
import { access } from './symbols.ts';

const password = (name: string) => value(name, 'pkg/password/password.ts');

/** The new password counts everywhere: whoever was signed in signs in again. */
export function changePasswordHandler(command: Command, model: Model): HandlerBody {
  const { entity } = command;
  const row = variableOf(command, model);
  const { auth } = model;
  if (auth === null) throw new Error('no password to change');
  const call = methodCall(command, model, { members: [], aggregate: row, row });
  const stored = code`${row}.state.${auth.password.stateMember}`;
  const hashing = say(model.lang, {
    en: 'Hashing is slow on purpose: not while a transaction is open.',
    zh: '散列有意缓慢：不在事务中进行。',
  });
  const wrong = say(model.lang, { en: 'the current password is wrong', zh: '当前密码不正确' });
  const known = code`known.state.${auth.password.stateMember}`;
  const ensureRight = (holds: Code): Code =>
    code`${kernel.ensure}(${holds}, ${literal(`${entity.names.snake}.wrong_password`)}, ${literal(wrong)});`;
  return {
    first: [
      authorizeCall(command, code`command.id`),
      code`await deps.attempts.count(command.id);`,
      code`const known = await deps.${of.port(entity)}.get(command.id);`,
      code`${comment(hashing)}${ensureRight(code`await ${password('verifyPassword')}(command.data.current, ${known}${auth.password.optional && code` ?? ''`})`)}`,
      code`const passwordHash = await ${password('hashPassword')}(command.data.next);`,
    ],
    work: [
      code`const ${row} = await deps.${of.port(entity)}.get(command.id);`,
      code`${row}.expectVersion(command.expectedVersion);`,
      ensureRight(code`${stored} === ${known}`),
      code`${call.call};`,
      code`await deps.${of.port(entity)}.save(${row});`,
      code`await deps.sessions.endAll(command.id);`,
      answerRow(command, row),
    ],
    ports: [ports.repository(entity), ports.attempts, ports.sessions],
  };
}

/** Assigns or revokes a role that the caller has at his disposal. */
export function roleHandler(command: Command, model: Model): HandlerBody {
  const { entity } = command;
  const row = variableOf(command, model);
  const call = methodCall(command, model, { members: [], aggregate: row, row });
  return {
    first: [
      authorizeCall(command, null),
      code`${access.ensureAssignable}(actor, command.data.role);`,
    ],
    work: [
      code`const ${row} = await deps.${of.port(entity)}.get(command.id);`,
      code`${row}.expectVersion(command.expectedVersion);`,
      code`${call.call};`,
      code`await deps.${of.port(entity)}.save(${row});`,
      answerRow(command, row),
    ],
    ports: [ports.repository(entity)],
  };
}
