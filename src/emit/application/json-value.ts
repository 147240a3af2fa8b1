import type { PathRoot, PathStep, TypedExpr } from '../../model/expression.ts';
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
  /** Of a saga: what holds the results of each step, by its position. */
  readonly results?: ReadonlyMap<number, string>;
  /** Of a saga: the event's row as it is now. */
  readonly row?: string;
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
  const start = startOf(root, scope);
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

/** What the first name of a path is a member of. */
function startOf(root: PathRoot, scope: EventScope): string {
  if (root.kind === 'element' && scope.element !== null) return scope.element.name;
  if (root.kind === 'result') return scope.results?.get(root.step) ?? scope.event;
  return root.kind === 'aggregate' ? (scope.row ?? scope.event) : scope.event;
}

function memberOf(step: PathStep): Code {
  return key(step.field?.member ?? step.name);
}

function isText({ type }: Field): boolean {
  return type.kind === 'scalar' && ['money', 'decimal', 'bigint'].includes(type.scalar);
}

/** An expression over the data, whose exact numbers and instants are read from their JSON first. */
function calculated(expr: TypedExpr, shape: Field, scope: EventScope): Code {
  const read = (isElement: boolean, from: string): Code => {
    const paths = partsOf(expr).filter((part) => part.kind === 'path');
    const roots = paths.filter(({ root }) => (root.kind === 'element') === isElement);
    const fields = new Map(
      roots.flatMap(({ root, steps: [step] }) =>
        step?.field
          ? [[`${startOf(root, scope)}.${step.field.member}`, { root, field: step.field }]]
          : [],
      ),
    );
    const converted = [...fields.values()].flatMap(({ root, field }) => {
      const given = code`${startOf(root, scope)}.${key(field.member)}`;
      const value = fromJson({ shape: field, mayBeLeftOut: false }, given, field.member);
      return value === given ? [] : [code`${key(field.stateMember)}: ${value}`];
    });
    const others = new Set(
      roots.map(({ root }) => startOf(root, scope)).filter((one) => one !== from),
    );
    if (converted.length === 0 && others.size === 0) return code`${from}`;
    const name = scope.lines.length === 0 ? 'exact' : `exact${scope.lines.length + 1}`;
    // What was asked for by name is told by whoever knew it first: the row last of all.
    const known = [...others].filter((one) => one === scope.row);
    const late = [...others].filter((one) => one !== scope.row);
    const parts = [...known, from, ...late].map((one) => code`...${one},`);
    scope.lines.push(code`const ${name} = { ${parts} ${converted.map((one) => code`${one},`)} };`);
    return code`${name}`;
  };
  const element = scope.element?.entity ?? null;
  const compiling: Scope = {
    self: { entity: scope.entity, code: read(false, scope.event), isInput: false },
    element:
      element === null || scope.element === null
        ? null
        : { code: read(true, scope.element.name), path: [], from: null },
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
