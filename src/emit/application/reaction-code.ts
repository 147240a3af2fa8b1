import type { Entity, Model, Reaction, RowBinding, Target } from '../../model/model.ts';
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

/** What follows one event: `OrderPaid: { async 'Product.recordSale each items'(event) { … } }`. */
export function reactionEntry({ event, targets }: Reaction, model: Model): Code {
  const reactions = targets.map((target) => {
    const body = targetBody(
      target,
      { entity: event.entity, event: 'event', element: null, lines: [] },
      model,
    );
    const usesEvent = body.some((part) => mentions(part, 'event'));
    return code`async ${key(target.name)}(${usesEvent ? 'event' : '_event'}) {\n${body}\n},`;
  });
  return code`${key(event.name)}: {\n${reactions}\n},`;
}

function mentions(body: Code, name: string): boolean {
  const text = body.parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
  return new RegExp(`\\b${name}\\b`).test(text);
}

function targetBody(target: Target, scope: EventScope, model: Model): readonly Code[] {
  const { each } = target;
  if (each === null) return callBody(target, scope, model, code`return`);
  const { type } = each.shape;
  const wanted = singularOf(each.name);
  const name = ['event', 'deps', each.name].includes(wanted) ? 'one' : wanted;
  const element = { name, entity: type.kind === 'owned' ? type.entity : null };
  const list = code`event.${key(each.jsonName)}${each.shape.optional && code` ?? []`}`;
  return [
    code`for (const ${name} of ${list}) {
      ${callBody(target, { ...scope, element }, model, code`continue`)}
    }`,
  ];
}

function callBody(target: Target, scope: EventScope, model: Model, leave: Code): readonly Code[] {
  const { call } = target;
  if (call.kind === 'service') {
    const given = target.arguments.map(({ input, value: expr }) => {
      const json = jsonValue(expr, input.shape, scope);
      const shape = { ...input.shape, optional: expr.type.optional };
      return code`${key(input.name)}: ${fromJson({ shape, mayBeLeftOut: false }, json, input.name)},`;
    });
    const bound = new Set(target.arguments.map(({ input }) => input.name));
    const absent = call.call.input
      .filter(({ name }) => !bound.has(name))
      .map(({ name }) => code`${key(name)}: null,`);
    const members = [...given, ...absent];
    const object = members.length > 0 && code`{\n${members}\n}`;
    return [
      ...scope.lines,
      code`await deps.${call.service.camel}.${key(call.call.name)}(${object});`,
    ];
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
  return [
    ...(found?.before ?? []),
    ...scope.lines,
    code`await deps.application.${command.handler}(
      {\n${members}\n},
      ${actor ?? code`${context.currentActor}()`},
    );`,
  ];
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
