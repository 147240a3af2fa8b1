import type { Command } from '../../model/model.ts';
import { type, value } from '../typescript/code.ts';
import { paths } from '../typescript/symbols.ts';

/** What a command with `returns` answers: `ChargeOrderResult`. */
function resultName(command: Command): string {
  const { handler } = command;
  return `${handler.charAt(0).toUpperCase()}${handler.slice(1)}Result`;
}

export const resultType = (command: Command) =>
  type(resultName(command), paths.dto(command.entity));
export const resultSchema = (command: Command) =>
  value(resultName(command), paths.dto(command.entity));

export function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
