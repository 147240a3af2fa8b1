import type { Command, Entity, Field, Model } from '../../model/model.ts';
import { code, type } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of, paths } from '../typescript/symbols.ts';
import { isFilledByHandler } from './filled.ts';
import { givenType } from './load.ts';
import { inputMember } from './state.ts';

export type ParameterRole =
  /** The id of the element that a command `on` a collection is for. */
  | 'element'
  /** What the client gives, in the domain's types. */
  | 'input'
  | 'passwordHash'
  | 'role'
  | 'file'
  /** The key of the file to take away from a list of files. */
  | 'fileKey'
  /** What `loadFor` loads. */
  | 'given';

export interface MethodParameter {
  readonly role: ParameterRole;
  readonly name: string;
  readonly type: Code;
}

/** How an aggregate's factory or method is called; parameters in order. */
export interface MethodSignature {
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameters: readonly MethodParameter[];
}

export const storedFile = type('StoredFile', 'internal/domain/entity/stored-file.ts');

/** What an update takes: `ProductChanges`. */
export const changesType = (entity: Entity) =>
  type(`${entity.names.className}Changes`, paths.entity(entity));

/** Null for a custom command: its work is its owner's. */
export function signatureOf(command: Command, model: Model): MethodSignature | null {
  if (command.kind === 'custom') return null;
  const given = givenType(command, model);
  const parameters = [
    ...(command.on?.type.kind === 'owned'
      ? [parameter('element', 'id', code`${of.id(command.on.type.entity)}`)]
      : []),
    ...inputOf(command, model),
    ...(given === null ? [] : [parameter('given', 'given', given)]),
  ];
  return {
    name: methodOf(command),
    isStatic: command.kind === 'create',
    parameters,
  };
}

/** The aggregate's factory or method: `restore` is taken by the door for stored rows. */
export function methodOf(command: Command): string {
  if (command.kind === 'restore') return 'restoreDeleted';
  const isPlain =
    command.kind === 'create' || command.kind === 'update' || command.kind === 'delete';
  return isPlain ? command.kind : command.method;
}

function inputOf(command: Command, model: Model): readonly MethodParameter[] {
  switch (command.kind) {
    case 'create':
      return creationInputs(command.entity, model).length === 0
        ? []
        : [parameter('input', 'input', code`${of.newInput(command.entity)}`)];
    case 'update':
      return command.inputs.length === 0
        ? []
        : [parameter('input', 'changes', code`${changesType(command.entity)}`)];
    case 'changePassword':
      return [parameter('passwordHash', 'passwordHash', code`string`)];
    case 'assignRole':
    case 'revokeRole':
      return [parameter('role', 'role', code`${kernel.Role}`)];
    case 'attachFile':
      return [parameter('file', 'file', code`${storedFile}`)];
    case 'detachFile':
      return command.file?.many === true ? [parameter('fileKey', 'key', code`string`)] : [];
    case 'delete':
    case 'restore':
      return [];
    default:
      return command.inputs.length === 0 ? [] : [parameter('input', 'input', ownInput(command))];
  }
}

function ownInput(command: Command): Code {
  return code`{\n${command.inputs.map((input) =>
    inputMember(input.shape, input.optional || input.shape.optional),
  )}\n}`;
}

function parameter(role: ParameterRole, name: string, of: Code): MethodParameter {
  return { role, name, type: of };
}

/** What `create` of a root takes: the command's inputs, and whom the row is filled in for. */
export function creationInputs(
  entity: Entity,
  model: Model,
): readonly { readonly shape: Field; readonly mayBeLeftOut: boolean }[] {
  const create = entity.commands.find((command) => command.kind === 'create');
  if (create === undefined) return [];
  const filled = entity.fields.filter((field) => isFilledByHandler(field, entity, model));
  const given = create.inputs.filter((input) => !filled.includes(input.shape));
  return [
    ...filled.map((shape) => ({ shape, mayBeLeftOut: shape.optional })),
    ...given.map((input) => ({ shape: input.shape, mayBeLeftOut: input.optional })),
  ];
}
