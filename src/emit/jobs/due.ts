import type { TypedExpr } from '../../model/expression.ts';
import type { Command, Entity, Model } from '../../model/model.ts';
import { snake } from '../application/names.ts';
import { sqlExpression } from '../expression/sql.ts';
import type { IndexSchema } from '../sql/database.ts';
import { tenantColumn } from '../sql/table.ts';
import { fittingName, quoted, sqlText } from '../sql/text.ts';

/** A batch of $3 rows after the id $1 for which the command is due at the time $2. */
export function dueStatement(command: Command, model: Model): string {
  const { entity, when } = command;
  const tenant = tenantColumn(entity, model);
  const ofTenant = tenant === null ? 'null' : quoted(tenant);
  const columns = model.tenancy === null ? '"id"' : `"id", ${ofTenant} as "tenant"`;
  const told = when === null ? [] : conditionsOf(when.condition);
  const conditions = [
    '"id" > $1',
    ...stateConditions(command),
    ...told,
    // PostgreSQL takes no parameter that it is not told the type of.
    ...(told.some((one) => one.includes('$2')) ? [] : ['"created_at" <= $2']),
  ];
  return `
    select ${columns} from ${quoted(entity.names.table)}
    where ${conditions.join('\n      and ')}
    order by "id" limit $3`;
}

/** Rows of the states that a command waits in, so that no other rows are read to find them. */
export function dueIndexes(entity: Entity): readonly IndexSchema[] {
  return entity.commands
    .filter((command) => command.everyMs !== null && command.move !== null)
    .map((command) => ({
      name: fittingName(`${entity.names.table}_due_${snake(command.name)}`),
      unique: false,
      definition: `("id") where ${stateConditions(command).join(' and ')}`,
    }));
}

function stateConditions({ entity, move }: Command): readonly string[] {
  const states = move?.from.map(sqlText).join(', ');
  return [
    ...(states === undefined ? [] : [`"status" in (${states})`]),
    ...(entity.softDelete === null ? [] : ['"deleted_at" is null']),
  ];
}

/** What the row itself cannot tell is left to the command, which asks again in any case. */
function conditionsOf(expr: TypedExpr): readonly string[] {
  if (expr.kind === 'binary' && expr.op === 'and') {
    return [...conditionsOf(expr.left), ...conditionsOf(expr.right)];
  }
  try {
    const condition = `(${sqlExpression(expr, null, '$2::timestamptz')})`;
    return [isPlain(expr) ? condition : `${condition} is not false`];
  } catch {
    return [];
  }
}

/** Whether an absent value makes it false for the command as it does in SQL. */
function isPlain(expr: TypedExpr): boolean {
  if (expr.kind !== 'binary') return expr.kind === 'in' || expr.kind === 'path';
  const isLogical = expr.op === 'and' || expr.op === 'or';
  return !isLogical || (isPlain(expr.left) && isPlain(expr.right));
}
