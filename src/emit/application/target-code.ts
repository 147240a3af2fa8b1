import type { Entity, Model, RowBinding, Target } from '../../model/model.ts';
import { singularOf } from '../../model/names.ts';
import { fromJson } from '../domain/from-json.ts';
import { findByName } from '../repository-methods.ts';
import { context } from '../repository/names.ts';
import { say } from '../text.ts';
import { code, key, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of, paths } from '../typescript/symbols.ts';
import { jsonPath, jsonValue } from './json-value.ts';
import type { EventScope } from './json-value.ts';
import { hasData } from './signatures.ts';

/** How a target is called: statements that come first, and the call itself. */
export interface TargetCall {
  readonly before: readonly Code[];
  readonly call: Code;
}

/** Whether code names something, so that a parameter of that name is used. */
export function mentions(body: readonly Code[], name: string): boolean {
  const texts = body.flatMap(({ parts }) =>
    parts.map((part) => (typeof part === 'string' ? part : part.name)),
  );
  return new RegExp(`\\b${name}\\b`).test(texts.join(''));
}

/** Where the elements of `each` come from, and what one of them is called. */
export function loopOf(
  { each }: Target,
  taken: readonly string[],
): { readonly list: Code; readonly element: NonNullable<EventScope['element']> } | null {
  if (each === null) return null;
  const { type } = each.shape;
  const wanted = singularOf(each.name);
  const name = [...taken, each.name].includes(wanted) ? 'one' : wanted;
  return {
    list: code`event.${key(each.jsonName)}${each.shape.optional && code` ?? []`}`,
    element: { name, entity: type.kind === 'owned' ? type.entity : null },
  };
}

/** `leave` is what is done where a reference that may be absent leads to no row; `given` goes with a call of a service. */
export function targetCall(
  target: Target,
  scope: EventScope,
  model: Model,
  { leave, given }: { readonly leave: Code; readonly given: Code },
): TargetCall {
  const { call } = target;
  if (call.kind === 'service') {
    const members = serviceInput(target, call.call.input, scope);
    const object = members.length > 0 && code`{\n${members}\n}, `;
    return {
      before: scope.lines,
      call: code`deps.${call.service.camel}.${key(call.call.name)}(${object}${given})`,
    };
  }
  const { command, row } = call;
  const found = row === null ? null : rowOf(row, target, scope, model, leave);
  const data = target.arguments.map(
    ({ input, value: expr }) =>
      code`${key(input.jsonName)}: ${jsonValue(expr, input.shape, scope)},`,
  );
  const members = [
    ...(found === null ? [] : [code`id: ${found.id},`, code`expectedVersion: null,`]),
    ...(hasData(command) ? [code`data: {\n${data}\n},`] : []),
  ];
  const actor = model.tenancy === null ? value('system', paths.access) : null;
  return {
    before: [...(found?.before ?? []), ...scope.lines],
    call: code`deps.application.${command.handler}(
      {\n${members}\n},
      ${actor ?? code`${context.currentActor}()`},
    )`,
  };
}

function serviceInput(
  target: Target,
  inputs: readonly { readonly name: string }[],
  scope: EventScope,
): readonly Code[] {
  const given = target.arguments.map(({ input, value: expr }) => {
    const json = jsonValue(expr, input.shape, scope);
    const shape = { ...input.shape, optional: expr.type.optional };
    return code`${key(input.name)}: ${fromJson({ shape, mayBeLeftOut: false }, json, input.name)},`;
  });
  const bound = new Set(target.arguments.map(({ input }) => input.name));
  const absent = inputs
    .filter(({ name }) => !bound.has(name))
    .map(({ name }) => code`${key(name)}: null,`);
  return [...given, ...absent];
}

/** The row that a command is for; where a reference may be absent, nothing is to be done without it. */
function rowOf(
  row: RowBinding,
  target: Target,
  scope: EventScope,
  model: Model,
  leave: Code,
): { readonly before: readonly Code[]; readonly id: Code } {
  const id = idOf(row.value, scope);
  const skip = row.value.type.optional ? [code`if (${id} === null) ${leave};`] : [];
  if (row.kind === 'id') return { before: skip, id };
  if (target.call.kind !== 'command') throw new Error('a service has no rows');
  const { entity } = target.call.command;
  const name = entity.names.camel;
  const find = code`deps.${of.port(entity)}.${findByName(row.field)}(${id})`;
  return {
    before: [
      ...skip,
      code`const ${name} = await ${find};`,
      code`if (!${name}) throw ${missing(entity, model)};`,
    ],
    id: code`${name}.state.id`,
  };
}

function missing(entity: Entity, model: Model): Code {
  const text = say(model.lang, {
    en: `no ${entity.label} for this event`,
    zh: `没有与此事件对应的${entity.label}`,
  });
  return code`new ${kernel.AppError}('not_found', ${literal(`${entity.names.snake}.not_found`)}, ${literal(text)})`;
}

function idOf(expr: RowBinding['value'], scope: EventScope): Code {
  if (expr.kind !== 'path') throw new Error('a row is told by a path');
  return jsonPath(expr, scope);
}
