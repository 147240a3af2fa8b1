import type { Command, Field, Model } from '../../model/model.ts';
import { inputMembers } from '../domain/from-json.ts';
import { isFilledByHandler } from '../domain/filled.ts';
import { creationInputs } from '../domain/signature.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of } from '../typescript/symbols.ts';
import { authorizeCall, variableOf } from './command-file.ts';
import type { HandlerBody } from './command-file.ts';
import { ports, portsNamed } from './deps.ts';
import { hashStatements, isPassword, methodCall } from './method-call.ts';
import { asksOwner, leadingField, ownerField, ownerWithin, tellsOwner } from './ownership.ts';
import { referenceChecks } from './references.ts';
import { answerOf } from './show.ts';
import { access } from './symbols.ts';

/** A new row: whose it is, the aggregate, saved. */
export function createHandler(command: Command, model: Model): HandlerBody {
  const { entity } = command;
  const inputs = creationInputs(entity, model);
  const filled = inputs.filter(({ shape }) => isFilledByHandler(shape, entity, model));
  const given = inputs.filter((one) => !filled.includes(one));
  const members = [
    ...filled.map(({ shape }) => code`${shape.member},`),
    ...given.flatMap((one) =>
      isPassword(one.shape) ? [code`${one.shape.stateMember},`] : inputMembers([one], code`data`),
    ),
  ];
  const references = referenceChecks(command, model);
  const row = variableOf(command, model);
  const call = methodCall(command, model, { members, aggregate: null, row: of.aggregate(entity) });
  const usesData =
    given.some((one) => !isPassword(one.shape)) ||
    leads(command) !== null ||
    references.statements.length > 0;
  return {
    first: [
      ...(decidesFirst(command) ? [authorizeCall(command, null)] : []),
      ...filled.map(({ shape }) => fill(shape, command)),
      ...(asksOwner(command) && ownerField(entity) !== null
        ? [authorizeCall(command, code`${ownerField(entity)?.member ?? ''}`)]
        : []),
      ...hashStatements(given.map((one) => one.shape)),
    ],
    work: [
      ...(usesData ? [code`const { data } = command;`] : []),
      ...throughReference(command),
      ...references.statements,
      ...call.before,
      code`const ${row} = ${call.call};`,
      ...(asksOwner(command) && isOwnedWithin(command)
        ? [authorizeCall(command, ownerWithin(entity, code`${row}.state`))]
        : []),
      code`await deps.${of.port(entity)}.save(${row});`,
      code`return ${answerOf(entity, code`${of.toView(entity)}(${row})`, command.action)};`,
    ],
    ports: [ports.repository(entity), ...references.ports, ...portsNamed(call.ports, model)],
  };
}

/** Whether the caller's right is known before anything of the row is. */
function decidesFirst(command: Command): boolean {
  return !asksOwner(command) || command.entity.ownership?.kind === 'self';
}

function isOwnedWithin(command: Command): boolean {
  const { entity } = command;
  return entity.ownership?.kind === 'path' && ownerField(entity) === null && tellsOwner(entity);
}

function leads(command: Command): Field | null {
  return asksOwner(command) ? leadingField(command.entity) : null;
}

/** A row that is somebody's through another one. */
function throughReference(command: Command): readonly Code[] {
  const field = leads(command);
  if (field === null) return [];
  const id = code`data.${key(field.member)}`;
  const owners = code`await deps.${of.port(command.entity)}.ownersThrough(${id})`;
  return [authorizeCall(command, field.optional ? code`${id} == null ? null : ${owners}` : owners)];
}

/** The owner and the token's subject are the caller's own, or whom he may name. */
function fill(field: Field, command: Command): Code {
  const action = literal(command.action);
  const isNamed = command.inputs.some((input) => input.field === field);
  const named = code`command.data.${key(field.member)}`;
  return code`const ${field.member} = ${filling()};`;

  function filling(): Code {
    if (field !== ownerField(command.entity)) {
      return code`${access.subjectOfNew}(actor, ${action}${isNamed && code`, ${named}`})`;
    }
    if (field.many) {
      const own = code`[${access.signedIn}(actor)]`;
      return isNamed ? code`${named} ?? ${own}` : own;
    }
    if (field.optional) {
      return isNamed
        ? code`${named} == null ? actor.id : ${access.ownerOfNew}(actor, ${action}, ${named})`
        : code`actor.id`;
    }
    return isNamed
      ? code`${access.ownerOfNew}(actor, ${action}, ${named})`
      : code`${access.signedIn}(actor)`;
  }
}
