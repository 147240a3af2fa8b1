import type { CommandSyntax, EntitySyntax, FieldSyntax, InputSyntax } from '../prd/index.ts';
import { holding, ownerOnly, usualWho, whoOf } from './access.ts';
import { defaultOf } from './defaults.ts';
import { fieldNamed } from './draft.ts';
import type { Building, Draft } from './draft.ts';
import type { EventIndex } from './events.ts';
import { fits, fieldText, typeText } from './compatible.ts';
import { typeCondition, typeExpr } from './expressions.ts';
import type { Scope } from './expressions.ts';
import { fieldOf } from './fields.ts';
import type { Command, CommandKind, Entity, Field, Input, Move, Who } from './model.ts';
import { kebabOf, methodName, snakeOf, upperFirst } from './names.ts';
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

const labels: Readonly<Partial<Record<CommandKind, { readonly en: string; readonly zh: string }>>> =
  {
    create: { en: 'Create', zh: '新建' },
    update: { en: 'Update', zh: '修改' },
    delete: { en: 'Delete', zh: '删除' },
    restore: { en: 'Restore', zh: '恢复' },
    changePassword: { en: 'Change password', zh: '修改密码' },
    assignRole: { en: 'Assign a role', zh: '授予角色' },
    revokeRole: { en: 'Revoke a role', zh: '撤销角色' },
  };

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
  if (kind === 'create' && entity.ownership?.kind === 'self' && !syntax?.by) {
    problems.add(
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
  command.sets = syntax.sets.flatMap((one) => setOf(building, entity, element, one, scope));
  command.emits = syntax.emits.flatMap((event) => events.emitted(event, entity));
  command.returns = syntax.returns.flatMap((one) =>
    ownInput(building, one, null, upperFirst(command.handler)),
  );
  command.everyMs = syntax.everyMs?.value ?? null;
  command.idempotent = syntax.idempotent;
  return command;
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

function shell(
  entity: Entity,
  kind: CommandKind,
  name: string,
  label: string,
  by: Who,
  inputs: readonly Input[],
  at: Command['at'],
): Draft<Command> {
  const { names } = entity;
  const handler = name + upperFirst(names.className);
  return {
    kind,
    entity,
    name,
    label,
    action: `${names.code}.${name}`,
    handler,
    kebab: kebabOf(handler),
    inputName:
      inputs.length > 0 || kind === 'create' || kind === 'update' ? upperFirst(handler) : null,
    method: methodName(name),
    route: kebabOf(name),
    by,
    inputs,
    move: null,
    file: null,
    when: null,
    sets: [],
    emits: [],
    on: null,
    returns: [],
    everyMs: null,
    idempotent: false,
    exposed: by.anyone || by.signedIn || by.owner || by.roles.length > 0,
    at,
  };
}

function inputsOf(
  building: Building,
  entity: Entity,
  kind: CommandKind,
  syntax: CommandSyntax | null,
): readonly Input[] {
  const optional = kind === 'update';
  if (!syntax?.input) {
    if (kind !== 'create' && kind !== 'update') return [];
    return entity.fields
      .filter(
        (field) =>
          field.clientMay === 'create+update' ||
          (kind === 'create' && field.clientMay === 'create'),
      )
      .map((field) =>
        inputOf(
          field,
          kind === 'update' ||
            isFilledByCaller(field, entity, building) ||
            field.optional ||
            field.default !== null,
        ),
      );
  }
  return syntax.input.flatMap((one) => namedInput(building, one, entity, optional));
}

function namedInput(
  building: Building,
  one: InputSyntax,
  entity: Entity,
  optional: boolean,
): readonly Input[] {
  if (one.kind === 'field') {
    const own = entity.fields.find((field) => field.name === one.field.name.code);
    return own ? [inputOf(own, optional || own.optional)] : ownInput(building, one.field, entity);
  }
  const field = fieldNamed(building, entity, one.name);
  if (!field) return [];
  if (field.computed || field.type.kind === 'inverse') {
    building.problems.add('not_an_input', one.name.at, {
      en: `"${field.name}" is never set by a client`,
      zh: `“${field.name}”不能由客户端填写`,
    });
  }
  return [
    inputOf(
      field,
      optional ||
        isFilledByCaller(field, entity, building) ||
        field.optional ||
        field.default !== null,
    ),
  ];
}

export function ownInput(
  building: Building,
  syntax: FieldSyntax,
  entity: Entity | null,
  prefix: string = entity?.names.code ?? '',
): readonly Input[] {
  const shape = fieldOf(building, syntax, entity, prefix);
  if (!shape) return [];
  shape.default = defaultOf(building, shape, null);
  return [
    {
      name: shape.name,
      label: shape.label,
      jsonName: shape.member,
      field: null,
      shape,
      optional: shape.optional || shape.default !== null,
    },
  ];
}

export function inputOf(field: Field, optional: boolean): Input {
  return {
    name: field.name,
    label: field.label,
    jsonName: field.member,
    field,
    shape: field,
    optional,
  };
}

/** The owner is filled from `me`; others whom `by` allows may name him. */
function isFilledByCaller(field: Field, entity: Entity, building: Building): boolean {
  const isOwner =
    entity.ownership?.kind === 'path' &&
    entity.ownership.steps.length === 1 &&
    entity.ownership.steps[0] === field;
  return isOwner || isTokensWord(field, building);
}

/** `principal: Customer by externalId`: the token says it. */
function isTokensWord(field: Field, building: Building): boolean {
  return building.model.principal?.by === field;
}

function principalCommands(building: Building, entity: Entity): readonly Command[] {
  const { auth, roles } = building.model;
  if (auth?.entity !== entity) return [];
  const text = (kind: CommandKind): string => labels[kind]?.[building.problems.lang] ?? kind;
  const change = shell(
    entity,
    'changePassword',
    'changePassword',
    text('changePassword'),
    ownerOnly,
    [],
    entity.at,
  );
  const found: Draft<Command>[] = [
    { ...change, inputName: 'ChangePassword', handler: 'changePassword', kebab: 'change-password' },
  ];
  if (auth.roles) {
    const assigners = roles.filter((role) => role.assigns.length > 0).map((role) => role.code);
    const by = holding(
      building,
      assigners.length > 0
        ? assigners
        : roles.filter((role) => role.code === 'admin').map((role) => role.code),
    );
    for (const kind of ['assignRole', 'revokeRole'] as const) {
      const who: Who = { anyone: false, signedIn: false, owner: false, system: false, roles: by };
      found.push({
        ...shell(entity, kind, kind, text(kind), who, [], entity.at),
        inputName: upperFirst(kind),
        handler: kind,
        kebab: kebabOf(kind),
      });
    }
  }
  return found;
}

/** A file comes and goes by itself, with the rights of update. */
function fileCommands(
  building: Building,
  entity: Entity,
  commands: readonly Command[],
): readonly Command[] {
  const update =
    commands.find((command) => command.kind === 'update') ??
    commands.find((command) => command.kind === 'create');
  if (!update) return [];
  return entity.fields
    .filter(
      (field) =>
        field.type.kind === 'scalar' &&
        (field.type.scalar === 'file' || field.type.scalar === 'image'),
    )
    .flatMap((field) =>
      (['attach', 'detach'] as const).map((verb) => {
        const name = `${verb}${upperFirst(field.name)}`;
        const word = { attach: { en: 'Attach', zh: '上传' }, detach: { en: 'Detach', zh: '移除' } }[
          verb
        ][building.problems.lang];
        const command = shell(
          entity,
          verb === 'attach' ? 'attachFile' : 'detachFile',
          name,
          `${word} ${field.label}`,
          update.by,
          [],
          field.at,
        );
        return { ...command, file: field, route: kebabOf(field.name) };
      }),
    );
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
