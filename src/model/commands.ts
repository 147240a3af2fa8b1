import { nearest } from '../prd/index.ts';
import type { CommandSyntax, EntitySyntax } from '../prd/index.ts';
import { usualWho, whoOf } from './access.ts';
import { labels, shell } from './command-shell.ts';
import { fieldNamed } from './draft.ts';
import type { Building, Draft } from './draft.ts';
import type { EventIndex } from './events.ts';
import { fits, fieldText, typeText } from './compatible.ts';
import { typeCondition, typeExpr } from './expressions.ts';
import type { Scope } from './path-types.ts';
import { inputsOf, ownInput } from './inputs.ts';
import { fileCommands, principalCommands } from './own-commands.ts';
import type { Command, CommandKind, Entity, Field, Move } from './model.ts';
import { snakeOf, upperFirst } from './names.ts';
import { kinds } from './problems.ts';

/** Commands that are there by themselves come first, then moves and others in the PRD's order. */
export function commandsOf(
  building: Building,
  entity: Entity,
  syntax: EntitySyntax,
  events: EventIndex,
): readonly Command[] {
  const declared = new Map(syntax.commands.map((one) => [one.name.code, one]));
  const crud = syntax.crud?.map((one) => one.value) ?? ['create', 'update', 'delete'];
  const builtIn = (['create', 'update', 'delete'] as const).filter(
    (kind) => crud.includes(kind) || declared.has(kind),
  );
  const commands = builtIn
    .map((kind) =>
      commandOf(building, entity, syntax, kind, kind, declared.get(kind) ?? null, null, events),
    )
    // Nobody asked for an update, and there is nothing that it could change.
    .filter(
      ({ kind, inputs }) =>
        kind !== 'update' || inputs.length > 0 || declared.has(kind) || syntax.crud !== null,
    );
  if (entity.softDelete && builtIn.includes('delete')) {
    const rights = declared.get('restore') ?? declared.get('delete') ?? null;
    commands.push(commandOf(building, entity, syntax, 'restore', 'restore', rights, null, events));
  }
  for (const move of entity.lifecycle?.moves ?? []) {
    commands.push(
      commandOf(
        building,
        entity,
        syntax,
        'move',
        move.name,
        declared.get(move.name) ?? null,
        move,
        events,
      ),
    );
  }
  for (const one of syntax.commands) {
    if (commands.some((command) => command.name === one.name.code)) continue;
    if (!one.custom && one.sets.length === 0 && one.emits.length === 0)
      idle(building, one, commands);
    commands.push(
      commandOf(
        building,
        entity,
        syntax,
        one.custom ? 'custom' : 'change',
        one.name.code,
        one,
        null,
        events,
      ),
    );
  }
  return [
    ...commands,
    ...principalCommands(building, entity),
    ...fileCommands(building, entity, commands),
  ];
}

function commandOf(
  building: Building,
  entity: Entity,
  entitySyntax: EntitySyntax,
  kind: CommandKind,
  name: string,
  syntax: CommandSyntax | null,
  move: Move | null,
  events: EventIndex,
): Draft<Command> {
  const { problems } = building;
  const by = syntax?.by
    ? whoOf(building, syntax.by)
    : usualWho(building, entity, entitySyntax, 'write', `${entity.names.code}.${name}`);
  if (kind === 'create' && entity.ownership?.kind === 'self' && entitySyntax.owner && !syntax?.by) {
    problems.addUnless(
      ['create', 'by'],
      'create_needs_by',
      entitySyntax.name.at,
      {
        en: `${entity.names.code} owns itself, so create needs its own "by"`,
        zh: `${entity.names.code} 的所有者是自己，create 需要自己的 by`,
      },
      {
        en: 'add `commands: { create: { by: anyone } }`',
        zh: '请加上 `commands: { create: { by: anyone } }`',
      },
    );
  }
  const inputs = inputsOf(building, entity, kind, syntax);
  const label = syntax?.name.label ?? move?.label ?? labels[kind]?.[problems.lang] ?? name;
  const command = shell(entity, kind, name, label, by, inputs, syntax?.at ?? move?.at ?? entity.at);
  command.move = move;
  if (!syntax) return command;
  command.on = syntax.on ? collectionOf(building, entity, syntax.on) : null;
  const element = command.on?.type.kind === 'owned' ? command.on.type.entity : null;
  const scope: Scope = { self: entity, inputs, ...(element && { element }) };
  if (syntax.custom && kind !== 'custom')
    problems.add(
      'cannot_be_custom',
      syntax.at,
      {
        en: `"${command.action}" is there by itself and cannot be custom`,
        zh: `“${command.action}”是自带命令，不能设为 custom`,
      },
      { en: 'give the custom command a name of its own', zh: '请为自定义命令另起一个名称' },
    );
  if (syntax.returns.length > 0 && !syntax.custom)
    problems.add(
      'returns_without_custom',
      syntax.at,
      {
        en: `"${command.action}" answers its row; only a custom command has other results`,
        zh: `“${command.action}”返回其数据行；只有自定义命令可有其他结果`,
      },
      {
        en: 'add `custom: true`, or take `returns` out',
        zh: '请加上 `custom: true`，或删去 `returns`',
      },
    );
  const condition = syntax.when && typeCondition(building, syntax.when.condition, scope);
  if (syntax.when && condition) {
    command.when = {
      condition,
      message:
        syntax.when.message ??
        { en: `${label} is not possible now`, zh: `现在不能执行“${label}”` }[problems.lang],
      code: `${entity.names.snake}.cannot_${snakeOf(name)}_now`,
    };
  }
  // Without its collection nobody knows whose fields are meant.
  const sets = syntax.on && !command.on ? [] : syntax.sets;
  command.sets = sets.flatMap((one) => setOf(building, entity, element, one, scope));
  command.emits = syntax.emits.flatMap((event) => events.emitted(event, entity, inputs));
  command.returns = syntax.returns.flatMap((one) =>
    ownInput(building, one, null, upperFirst(command.handler)),
  );
  command.everyMs = syntax.everyMs?.value ?? null;
  command.idempotent = syntax.idempotent;
  return command;
}

/** Neither a move nor anything that changes a row: most likely a misspelt name. */
function idle(building: Building, syntax: CommandSyntax, known: readonly Command[]): void {
  const { code, at } = syntax.name;
  if (building.problems.isBroken(code)) return;
  const near = nearest(code, [...known.map((one) => one.name), 'create', 'update', 'delete']);
  building.problems.suspect(code, ...(near === null ? [] : [near]));
  building.problems.add(
    'idle_command',
    at,
    { en: `command "${code}" does nothing`, zh: `命令“${code}”什么也不做` },
    near === null
      ? {
          en: 'add `sets` or `emits`, a move of that name, or `custom: true`',
          zh: '请加上 `sets` 或 `emits`、同名的 move，或 `custom: true`',
        }
      : { en: `did you mean "${near}"?`, zh: `是否指“${near}”？` },
  );
}

/** `on` names an owned collection of the entity. */
function collectionOf(
  building: Building,
  entity: Entity,
  name: NonNullable<CommandSyntax['on']>,
): Field | null {
  const collections = entity.fields.filter((field) => field.type.kind === 'owned' && field.many);
  const found = collections.find((field) => field.name === name.value);
  if (!found)
    building.problems.unknown(
      kinds.collection,
      name.value,
      name.at,
      collections.map((one) => one.name),
    );
  return found ?? null;
}

/** With `on`, the element's fields come before the entity's. */
function setOf(
  building: Building,
  entity: Entity,
  element: Entity | null,
  { field: name, value }: CommandSyntax['sets'][number],
  scope: Scope,
): Command['sets'] {
  const field =
    element?.fields.find((one) => one.name === name.value) ?? fieldNamed(building, entity, name);
  if (!field) return [];
  if (field.computed || field.counter || field.sequence || field.type.kind === 'inverse') {
    building.problems.add('cannot_set', name.at, {
      en: `"${field.name}" gets its value by itself`,
      zh: `“${field.name}”的值由系统得出，不能赋值`,
    });
    return [];
  }
  const typed = typeExpr(building, value, scope, { kind: 'field', type: field.type });
  if (!typed) return [];
  if (!fits(typed.type, field)) {
    building.problems.add('wrong_type', value.at, {
      en: `"${field.name}" is ${fieldText(field.type)}, it is set to ${typeText(typed.type)}`,
      zh: `“${field.name}”是 ${fieldText(field.type)}，却赋值为 ${typeText(typed.type)}`,
    });
  } else if (typed.type.optional && !field.optional) {
    building.problems.add(
      'may_be_absent',
      value.at,
      {
        en: `"${field.name}" is required, and what it is set to may be absent`,
        zh: `“${field.name}”必填，但所赋的值可能为空`,
      },
      {
        en: 'use `coalesce(…, …)`, or make it optional (`?`)',
        zh: '请使用 `coalesce(…, …)`，或改为可选（`?`）',
      },
    );
  }
  return [{ field, value: typed }];
}

export function commandNamed(
  building: Building,
  entity: Entity,
  name: { readonly value: string; readonly at: Command['at'] },
): Command | null {
  const command = entity.commands.find((one) => one.name === name.value);
  if (!command)
    building.problems.unknown(
      kinds.command,
      `${entity.names.code}.${name.value}`,
      name.at,
      entity.commands.map((one) => `${entity.names.code}.${one.name}`),
    );
  return command ?? null;
}
