import type { Command, Input } from '../../model/model.ts';
import type { Plain } from '../typescript/code.ts';

/** A value that an input refuses, and the member that the answer must name. */
export interface Invalid {
  readonly member: string;
  readonly value: Plain;
}

/** One wrong value an input, told by its type. */
export function invalidValues(command: Command): readonly Invalid[] {
  return command.inputs.flatMap((input) => {
    const value = wrongValue(input);
    return value === undefined ? [] : [{ member: input.jsonName, value }];
  });
}

function wrongValue({ shape }: Input): Plain | undefined {
  if (shape.many) return 'no list';
  switch (shape.type.kind) {
    case 'enum':
      return 'no such value';
    case 'value':
    case 'owned':
      return 'no object';
    case 'reference':
      return 'no id';
    case 'inverse':
      return undefined;
    case 'scalar':
      break;
  }
  switch (shape.type.scalar) {
    case 'json':
      return undefined;
    case 'int':
    case 'float':
    case 'duration':
      return beyond(shape.bounds) ?? 'no number';
    case 'bool':
      return 'no boolean';
    case 'string':
    case 'text':
      return shape.length && shape.length.max <= 1_000 ? 'x'.repeat(shape.length.max + 1) : 7;
    default:
      return 7;
  }
}

function beyond(bounds: Input['shape']['bounds']): number | undefined {
  for (const { op, value } of bounds) {
    if (op === '>=' || op === '>') return Math.floor(Number(value)) - 1;
    return Math.ceil(Number(value)) + 1;
  }
  return undefined;
}
