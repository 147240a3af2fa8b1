import type { Expr } from '../prd/index.ts';
import { plain } from './basic-types.ts';
import type { Building } from './draft.ts';
import type { ExprKind, ExprType, PathRoot, PathStep, TypedExpr } from './expression.ts';
import type { Entity, EventMember, Field, Input, StepResult, SystemField } from './model.ts';
import { hasMember, memberNames, membersOf, systemOf } from './members.ts';
import { kinds } from './problems.ts';

/** Which names an expression may use. */
export interface Scope {
  readonly self: Entity | null;
  /** The element, within `count(items where …)`. */
  readonly element?: Entity;
  readonly inputs?: readonly Input[];
  readonly event?: readonly EventMember[];
  /** What the earlier steps of a saga answered. */
  readonly results?: readonly StepResult[];
  /** The row that a saga's event speaks of. */
  readonly aggregate?: Entity;
}

export function typePath(
  building: Building,
  expr: Expr & { kind: 'path' },
  scope: Scope,
  hint: ExprKind | null,
): TypedExpr | null {
  const { segments, at } = expr;
  const [head = '', ...rest] = segments;
  if (rest.length === 0 && hint !== null && wordsOf(hint).includes(head)) {
    return { kind: 'word', value: head, type: { of: hint, optional: false, many: false }, at };
  }
  if (head === 'me' && rest.length === 0) {
    const principal = building.model.principal?.entity;
    return {
      kind: 'path',
      root: { kind: 'me' },
      steps: [],
      type: {
        of: principal ? { kind: 'id', entity: principal } : { kind: 'string' },
        optional: true,
        many: false,
      },
      at,
    };
  }
  if (head === 'tenant' && rest.length === 0) {
    return { kind: 'path', root: { kind: 'tenant' }, steps: [], type: plain('string'), at };
  }
  if (head === 'input' && scope.inputs) return inputPath(building, expr, scope.inputs, rest);
  // Where names lie above each other, one that was not read may hide what is found here.
  if (building.problems.isBroken(head) && (scope.element ?? scope.inputs ?? scope.results))
    return null;
  const owner = scope.element ?? null;
  if (owner && hasMember(owner, head))
    return walk(building, expr, { kind: 'element', entity: owner }, owner, segments);
  if (scope.self && hasMember(scope.self, head))
    return walk(building, expr, { kind: 'self', entity: scope.self }, scope.self, segments);
  if (scope.inputs?.some((input) => input.name === head))
    return inputPath(building, expr, scope.inputs, segments);
  const results = scope.results?.filter((one) => one.input.name === head) ?? [];
  if (results.length > 0) return resultPath(building, expr, results, rest);
  if (scope.event?.some((member) => member.name === head))
    return eventPath(building, expr, scope.event);
  const { aggregate } = scope;
  if (aggregate && hasMember(aggregate, head))
    return ofRow(
      building,
      walk(building, expr, { kind: 'aggregate', entity: aggregate }, aggregate, segments),
    );
  building.problems.unknown(kinds.name, head, at, [
    ...(hint === null ? [] : wordsOf(hint)),
    ...(scope.element ? memberNames(scope.element) : []),
    ...(scope.self ? memberNames(scope.self) : []),
    ...(scope.inputs ?? []).map((input) => input.name),
    ...(scope.results ?? []).map((one) => one.input.name),
    ...(scope.event ?? []).map((member) => member.name),
    ...(scope.aggregate ? memberNames(scope.aggregate) : []),
  ]);
  return null;
}

/** A saga loads the row that its event speaks of, and no others. */
function ofRow(building: Building, typed: TypedExpr | null): TypedExpr | null {
  if (typed?.kind !== 'path') return typed;
  const far = typed.steps
    .slice(0, -1)
    .find(({ field }) => field?.type.kind === 'reference' || field?.type.kind === 'inverse');
  if (!far) return typed;
  building.problems.add(
    'beyond_row',
    typed.at,
    {
      en: `"${far.name}" leads to another row, which a saga does not load`,
      zh: `“${far.name}”通向另一条数据，长事务不会加载它`,
    },
    {
      en: `give the event that value: \`data: [${far.name}, …]\` or a field of its own`,
      zh: '请在事件数据中给出该值',
    },
  );
  return null;
}

function resultPath(
  building: Building,
  expr: Expr & { kind: 'path' },
  results: readonly StepResult[],
  rest: readonly string[],
): TypedExpr | null {
  const [only, second] = results;
  if (!only) return null;
  if (second) {
    building.problems.add('result_of_two_steps', expr.at, {
      en: `steps ${only.step + 1} and ${second.step + 1} both answer "${only.input.name}"`,
      zh: `第 ${only.step + 1} 步与第 ${second.step + 1} 步都返回“${only.input.name}”`,
    });
    return null;
  }
  const { shape, name } = only.input;
  return throughField(
    building,
    expr,
    { kind: 'result', step: only.step },
    { ...shape, name },
    rest,
  );
}

/** The words that stand for a value of the kind: states or enum values. */
function wordsOf(kind: ExprKind): readonly string[] {
  if (kind.kind === 'status') return kind.entity.lifecycle?.states.map((state) => state.code) ?? [];
  if (kind.kind === 'enum') return kind.enum.values.map((value) => value.code);
  return kind.kind === 'field' && kind.type.kind === 'enum'
    ? kind.type.enum.values.map((value) => value.code)
    : [];
}

function inputPath(
  building: Building,
  expr: Expr & { kind: 'path' },
  inputs: readonly Input[],
  segments: readonly string[],
): TypedExpr | null {
  const [name = '', ...rest] = segments;
  const input = inputs.find((one) => one.name === name);
  if (!input) {
    building.problems.unknown(
      kinds.name,
      `input.${name}`,
      expr.at,
      inputs.map((one) => `input.${one.name}`),
    );
    return null;
  }
  return throughField(
    building,
    expr,
    { kind: 'input' },
    { ...input.shape, name: input.name, optional: input.optional || input.shape.optional },
    rest,
  );
}

function eventPath(
  building: Building,
  expr: Expr & { kind: 'path' },
  members: readonly EventMember[],
): TypedExpr | null {
  const [name = '', ...rest] = expr.segments;
  const member = members.find((one) => one.name === name);
  if (!member) return null;
  return throughField(
    building,
    expr,
    { kind: 'event' },
    { ...member.shape, name },
    rest,
    member.system,
  );
}

function throughField(
  building: Building,
  expr: Expr & { kind: 'path' },
  root: PathRoot,
  field: Field,
  rest: readonly string[],
  system: SystemField | null = null,
): TypedExpr | null {
  const start: PathStep = {
    name: field.name,
    field: system ? null : field,
    system,
    many: field.many,
  };
  const type: ExprType = {
    of: { kind: 'field', type: field.type },
    optional: field.optional,
    many: field.many,
  };
  return steps(building, expr, root, [start], type, rest);
}

function walk(
  building: Building,
  expr: Expr & { kind: 'path' },
  root: PathRoot,
  entity: Entity,
  segments: readonly string[],
): TypedExpr | null {
  const id: ExprType = { of: { kind: 'id', entity }, optional: false, many: false };
  return steps(building, expr, root, [], id, segments);
}

/** Follows the names one by one from a value of `type`. */
function steps(
  building: Building,
  expr: Expr & { kind: 'path' },
  root: PathRoot,
  done: readonly PathStep[],
  type: ExprType,
  names: readonly string[],
): TypedExpr | null {
  const [name, ...rest] = names;
  if (name === undefined) return { kind: 'path', root, steps: done, type, at: expr.at };
  const members = membersOf(type);
  const system = members.entity ? systemOf(members.entity, name) : null;
  const field = members.fields.find((one) => one.name === name) ?? null;
  if (!field && !system) {
    building.problems.unknown(
      kinds.field,
      name,
      expr.at,
      members.fields.map((one) => one.name),
    );
    return null;
  }
  const inner: ExprType = field
    ? { of: { kind: 'field', type: field.type }, optional: field.optional, many: field.many }
    : (system?.type ?? plain('null'));
  const step: PathStep = {
    name,
    field,
    system: field ? null : (system?.name ?? null),
    many: inner.many,
  };
  return steps(
    building,
    expr,
    root,
    [...done, step],
    { ...inner, optional: inner.optional || type.optional, many: inner.many || type.many },
    rest,
  );
}
