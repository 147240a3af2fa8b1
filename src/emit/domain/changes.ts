import type { Command, Field, Model } from '../../model/model.ts';
import { say } from '../text.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel } from '../typescript/symbols.ts';
import { elementName, factoryCall, isEmail, lowered } from './creation.ts';
import type { Needs } from './needs.ts';
import { scopeFor } from './scope-for.ts';
import { stateFields } from './state.ts';
import { childChanger } from './symbols.ts';
import { valueFor } from './values.ts';

/** What a command changes by its kind. */
export function ownChanges(command: Command, model: Model): readonly Code[] {
  switch (command.kind) {
    case 'update':
      return command.inputs.flatMap(({ field }) =>
        field === null || !stateFields(command.entity).includes(field)
          ? []
          : [code`${key(field.stateMember)}: ${updated(field, model)},`],
      );
    case 'delete':
      return command.entity.softDelete === null ? [] : [code`deletedAt: new Date(),`];
    case 'restore':
      return [code`deletedAt: null,`];
    case 'changePassword':
      return model.auth === null ? [] : [assigned(model.auth.password.stateMember, 'passwordHash')];
    case 'assignRole':
    case 'revokeRole':
      return roles(command, model);
    case 'attachFile':
    case 'detachFile':
      return file(command);
    default:
      return [];
  }
}

/** `passwordHash,` where the names are the same. */
function assigned(member: string, from: string): Code {
  return member === from ? code`${from},` : code`${key(member)}: ${from},`;
}

function updated(field: Field, model: Model): Code {
  const given = code`changes.${field.stateMember}`;
  const stored = code`state.${field.stateMember}`;
  if (field.type.kind === 'owned') {
    const { entity } = field.type;
    if (field.many) {
      const before = code`${stored}.find(({ id }) => id === ${elementName(field)}.id)`;
      const name = elementName(field);
      const made = factoryCall(entity, code`${name}`, before, model);
      return code`${given}?.map((${name}) => ${made}) ?? ${stored}`;
    }
    const made = factoryCall(
      entity,
      given,
      field.optional ? code`${stored} ?? undefined` : stored,
      model,
    );
    return field.optional
      ? code`${given} === undefined ? ${stored} : ${given} && ${made}`
      : code`${given} ? ${made} : ${stored}`;
  }
  const value = isEmail(field) ? lowered(field, given, true) : given;
  return field.optional
    ? code`${given} === undefined ? ${stored} : ${isEmail(field) ? code`${value} ?? null` : value}`
    : code`${value} ?? ${stored}`;
}

function roles(command: Command, model: Model): readonly Code[] {
  const field = model.auth?.roles;
  if (!field) return [];
  const stored = code`state.${field.stateMember}`;
  const list =
    command.kind === 'assignRole'
      ? code`[...new Set([...${stored}, role])]`
      : code`${stored}.filter((one) => one !== role)`;
  return [code`${key(field.stateMember)}: ${list},`];
}

function file(command: Command): readonly Code[] {
  const field = command.file;
  if (field === null) return [];
  const stored = code`state.${field.stateMember}`;
  const attaching = command.kind === 'attachFile';
  const many = attaching
    ? code`[...${stored}, file]`
    : code`${stored}.filter((one) => one.key !== key)`;
  const single = attaching ? code`file` : code`null`;
  return [code`${key(field.stateMember)}: ${field.many ? many : single},`];
}

/** What is stored of one row has an end, however often files are attached. */
const MAX_FILES = 50;

export function fileLimit(command: Command, model: Model): Code | null {
  const { entity, file: field, kind } = command;
  if (kind !== 'attachFile' || field === null || !field.many) return null;
  const text = say(model.lang, {
    en: `at most ${MAX_FILES} files`,
    zh: `最多 ${MAX_FILES} 个文件`,
  });
  const errorCode = `${entity.names.snake}.too_many_files`;
  const stored = code`state.${field.stateMember}`;
  const count = field.optional ? code`(${stored}?.length ?? 0)` : code`${stored}.length`;
  return code`${kernel.ensure}(${count} < ${MAX_FILES}, ${literal(errorCode)}, ${literal(text)});`;
}

/** Finds the element that a command `on` a collection is for. */
export function element(command: Command, model: Model): readonly Code[] {
  const { on } = command;
  if (on?.type.kind !== 'owned') return [];
  const child = on.type.entity;
  const text = say(model.lang, { en: `no such ${child.label}`, zh: `没有这个${child.label}` });
  return [
    code`const ${child.names.camel} = state.${on.stateMember}.find((one) => one.id === id);`,
    code`if (!${child.names.camel}) throw new ${kernel.AppError}('not_found', ${literal(`${child.names.snake}.not_found`)}, ${literal(text)});`,
  ];
}

export function elementSets(command: Command, needs: Needs): readonly Code[] {
  const { on, entity, sets } = command;
  if (on?.type.kind !== 'owned' || sets.length === 0) return [];
  const child = on.type.entity;
  const own = sets.filter(({ field }) => child.fields.includes(field));
  const name = child.names.camel;
  const inner = scopeFor({ entity: child, self: code`${name}`, needs, exists: true });
  const outer = scopeFor({ entity, self: code`state`, needs, exists: true });
  const members = own.map(
    ({ field, value }) => code`${key(field.stateMember)}: ${valueFor(value, field, inner)},`,
  );
  const changed = code`${childChanger(child)}(${name}, {\n${members}\n})`;
  return [
    ...(own.length > 0
      ? [
          code`${key(on.stateMember)}: state.${on.stateMember}.map((one) => (one.id === id ? ${changed} : one)),`,
        ]
      : []),
    ...sets
      .filter(({ field }) => entity.fields.includes(field))
      .map(
        ({ field, value }) => code`${key(field.stateMember)}: ${valueFor(value, field, outer)},`,
      ),
  ];
}
