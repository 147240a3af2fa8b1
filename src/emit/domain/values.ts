import type { TypedExpr } from '../../model/expression.ts';
import type { Default, Entity, Field } from '../../model/model.ts';
import { compileValue, durationOf } from '../expression/typescript/compile.ts';
import type { Scope } from '../expression/typescript/scope.ts';
import { made, orNull, repOf, solid, toRep } from '../expression/typescript/value.ts';
import type { Value } from '../expression/typescript/value.ts';
import { code, literal, value as valueRef } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, paths } from '../typescript/symbols.ts';

const required = valueRef('required', paths.errors);

/** An expression as a field holds it: in its representation, rounded to its digits. */
export function valueFor(expr: TypedExpr, field: Field, scope: Scope): Code {
  if (expr.kind === 'null') return code`null`;
  const value = rounded(
    solid(toRep(compileValue(expr, scope), targetRep(expr, field))),
    expr,
    field,
  );
  if (value.nulls.length === 0) return value.code;
  return field.optional
    ? orNull(value)
    : code`${required}(${orNull(value)}, ${literal(field.member)})`;
}

function targetRep(expr: TypedExpr, field: Field) {
  const rep = repOf(field);
  return expr.kind === 'null' ? 'null' : rep;
}

/** Exact values are rounded once, here, half to even; a value copied as it is needs none. */
function rounded(value: Value, expr: TypedExpr, field: Field): Value {
  const digits = field.type.kind === 'scalar' ? field.type.digits : null;
  if (digits === null || value.rep !== 'decimal' || scaleOf(expr) <= digits.scale) return value;
  return { ...value, code: code`${value.code}.toDecimalPlaces(${digits.scale})`, chain: null };
}

/** Digits after the point that an expression can give at most. */
function scaleOf(expr: TypedExpr): number {
  switch (expr.kind) {
    case 'number':
      return expr.text.split('.')[1]?.length ?? 0;
    case 'path': {
      const type = expr.steps.at(-1)?.field?.type;
      if (type?.kind !== 'scalar') return Infinity;
      if (type.scalar === 'int' || type.scalar === 'bigint') return 0;
      return type.digits?.scale ?? Infinity;
    }
    case 'binary':
      if (expr.op === '+' || expr.op === '-')
        return Math.max(scaleOf(expr.left), scaleOf(expr.right));
      return expr.op === '*' ? scaleOf(expr.left) + scaleOf(expr.right) : Infinity;
    case 'unary':
      return scaleOf(expr.operand);
    case 'if':
      return Math.max(scaleOf(expr.then), scaleOf(expr.else));
    case 'call':
      if (expr.name === 'round') {
        const [, digits] = expr.args;
        return digits?.kind === 'number' ? Number(digits.text) : 0;
      }
      if (['sum', 'min', 'max', 'coalesce'].includes(expr.name))
        return Math.max(...expr.args.map(scaleOf));
      return expr.name === 'count' || expr.name === 'len' ? 0 : Infinity;
    default:
      return Infinity;
  }
}

/** What a field holds when nobody has given a value; null: there is nothing to say. */
export function defaultValue(field: Field, entity: Entity, scope: Scope): Code | null {
  const given = field.default;
  if (given === null) return null;
  switch (given.kind) {
    case 'literal':
      return literalValue(given, field);
    case 'now':
      return code`new Date()`;
    case 'today':
      return code`${valueRef('today', 'internal/domain/entity/time.ts')}()`;
    case 'uuid':
      return code`${valueRef('randomUUID', 'node:crypto')}()`;
    case 'me':
      return field.optional
        ? code`${scope.given}.me`
        : code`${required}(${scope.given}.me, ${literal(field.member)})`;
    case 'copy':
      return valueFor(copyPath(given, entity, field), field, scope);
  }
}

/** The default of a value object's member, which no row stands behind. */
export function literalDefault(field: Field): Code | null {
  return field.default?.kind === 'literal' ? literalValue(field.default, field) : null;
}

function copyPath(
  { reference, field: source }: Extract<Default, { kind: 'copy' }>,
  entity: Entity,
  field: Field,
): TypedExpr {
  const step = (one: Field) => ({ name: one.name, field: one, system: null, many: one.many });
  return {
    kind: 'path',
    root: { kind: 'self', entity },
    steps: [step(reference), step(source)],
    type: {
      of: { kind: 'field', type: source.type },
      optional: source.optional,
      many: source.many,
    },
    at: field.at,
  };
}

function literalValue({ value }: Extract<Default, { kind: 'literal' }>, field: Field): Code {
  if (typeof value === 'object') return literal([...value]);
  if (field.many) return literal([value]);
  switch (repOf(field)) {
    case 'decimal':
      return code`new ${kernel.Decimal}(${literal(String(value))})`;
    case 'bigint':
      return toRep({ ...made(code`0`, 'int'), literal: String(value) }, 'bigint').code;
    case 'datetime':
      return code`new Date(${literal(String(value))})`;
    case 'duration':
      return durationOf(Number(value));
    case 'int':
    case 'float':
      return literal(Number(value));
    default:
      return literal(value);
  }
}
