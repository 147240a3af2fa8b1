import type { PathStep, TypedExpr } from '../../model/expression.ts';
import type { Entity, Field } from '../../model/model.ts';
import { fromJson } from '../domain/from-json.ts';
import { partsOf } from '../domain/walk.ts';
import { valueFor } from '../domain/values.ts';
import type { Scope } from '../expression/typescript/scope.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { toViewValue } from './view-code.ts';

/** Where an event's data stands, and within `each` the element of one of its collections. */
export interface EventScope {
  readonly entity: Entity;
  readonly event: string;
  readonly element: { readonly name: string; readonly entity: Entity | null } | null;
  /** Gathers statements that must stand before the values. */
  readonly lines: Code[];
}

/** A value out of an event's data, as JSON for an input of the shape. */
export function jsonValue(expr: TypedExpr, shape: Field, scope: EventScope): Code {
  switch (expr.kind) {
    case 'path':
      return jsonPath(expr, scope);
    case 'string':
    case 'word':
    case 'boolean':
      return literal(expr.value);
    case 'null':
      return literal(null);
    case 'number':
      return isText(shape) ? literal(expr.text) : literal(Number(expr.text));
    case 'duration':
      return literal(expr.ms);
    default:
      return toViewValue(shape, calculated(expr, shape, scope));
  }
}

/** Names in an event's data are those of JSON, so that a path stays a path. */
export function jsonPath(expr: TypedExpr & { kind: 'path' }, scope: EventScope): Code {
  const { root, steps } = expr;
  if (root.kind === 'me' || root.kind === 'tenant') {
    throw new Error(`a reaction has no ${root.kind}`);
  }
  const isElement = root.kind === 'element' && scope.element !== null;
  const start = isElement ? (scope.element?.name ?? '') : scope.event;
  const [first, ...rest] = steps;
  if (first === undefined) return code`${start}`;
  return rest.reduce(
    (done, step, index) => {
      const before = steps[index];
      return code`${done}${before?.field?.optional === true && code`?`}.${memberOf(step)}`;
    },
    code`${start}.${memberOf(first)}`,
  );
}

function memberOf(step: PathStep): Code {
  return key(step.field?.member ?? step.name);
}

function isText({ type }: Field): boolean {
  return type.kind === 'scalar' && ['money', 'decimal', 'bigint'].includes(type.scalar);
}

/** An expression over the data, whose exact numbers and instants are read from their JSON first. */
function calculated(expr: TypedExpr, shape: Field, scope: EventScope): Code {
  const read = (root: 'event' | 'element', from: string): Code => {
    const fields = new Map(
      partsOf(expr).flatMap((part) => {
        const [step] = part.kind === 'path' && part.root.kind === root ? part.steps : [];
        return step?.field ? [[step.field.member, step.field] as const] : [];
      }),
    );
    const converted = [...fields.values()].flatMap((field) => {
      const given = code`${from}.${key(field.member)}`;
      const value = fromJson({ shape: field, mayBeLeftOut: false }, given, field.member);
      return value === given ? [] : [code`${key(field.stateMember)}: ${value}`];
    });
    if (converted.length === 0) return code`${from}`;
    const name = scope.lines.length === 0 ? 'exact' : `exact${scope.lines.length + 1}`;
    scope.lines.push(
      code`const ${name} = { ...${from}, ${converted.map((one) => code`${one},`)} };`,
    );
    return code`${name}`;
  };
  const element = scope.element?.entity ?? null;
  const compiling: Scope = {
    self: { entity: scope.entity, code: read('event', scope.event), isInput: false },
    element:
      element === null || scope.element === null
        ? null
        : { code: read('element', scope.element.name), path: [], from: null },
    input: code`undefined`,
    inputIsSelf: false,
    given: code`undefined`,
    rows: [],
    counts: [],
    countsItself: false,
    hoisted: null,
    names: new Set([scope.event]),
  };
  return valueFor(expr, shape, compiling);
}
