import type { Command } from '../../model/model.ts';
import { type, value } from '../typescript/code.ts';
import { paths } from '../typescript/symbols.ts';

/** What a command with `returns` answers: `ChargeOrderResult`. */
function resultName(command: Command): string {
  const { handler } = command;
  return `${handler.charAt(0).toUpperCase()}${handler.slice(1)}Result`;
}

export const resultType = (command: Command) => type(resultName(command), paths.dto(command.entity));
export const resultSchema = (command: Command) =>
  value(resultName(command), paths.dto(command.entity));
