import type { Expr } from '../prd/index.ts';
import { checkCall } from './calls.ts';
import { comparable, typeText } from './compatible.ts';
import type { Building } from './draft.ts';
import type {
  ExprKind,
  ExprType,
  FunctionName,
  PathRoot,
  PathStep,
  TypedExpr,
} from './expression.ts';
import type { Entity, EventMember, Field, Input, StepResult, SystemField } from './model.ts';
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

const plain = (
  kind: 'int' | 'decimal' | 'string' | 'boolean' | 'date' | 'datetime' | 'duration' | 'null',
): ExprType => ({
  of: { kind },
  optional: kind === 'null',
  many: false,
});

/** The expression with every name found; null after a problem. */
export function typeExpr(
  building: Building,
  expr: Expr,
  scope: Scope,
  hint: ExprKind | null = null,
): TypedExpr | null {
  const { at } = expr;
  switch (expr.kind) {
    case 'number':
      return {
        kind: 'number',
        text: expr.text,
        type: plain(expr.text.includes('.') ? 'decimal' : 'int'),
        at,
      };
    case 'string':
      return { kind: 'string', value: expr.value, type: plain('string'), at };
    case 'boolean':
      return { kind: 'boolean', value: expr.value, type: plain('boolean'), at };
    case 'null':
      return { kind: 'null', type: plain('null'), at };
    case 'duration':
      return {
        kind: 'duration',
        ms: expr.ms,
        months: expr.months,
        text: expr.text,
        type: plain('duration'),
        at,
      };
    case 'path':
      return typePath(building, expr, scope, hint);
    case 'call':
      return typeCall(building, expr, scope);
    case 'unary': {
      const operand = typeExpr(building, expr.operand, scope);
      if (operand && expr.op === 'not') needCondition(building, operand);
      return (
        operand && {
          kind: 'unary',
          op: expr.op,
          operand,
          type: expr.op === 'not' ? plain('boolean') : operand.type,
          at,
        }
      );
    }
    case 'binary':
      return typeBinary(building, expr, scope);
    case 'in': {
      const value = typeExpr(building, expr.value, scope);
      if (!value) return null;
      const items = expr.items.map((item) => typeExpr(building, item, scope, value.type.of));
      if (!items.every((item) => item !== null)) return null;
      for (const item of items) checkComparison(building, item.at, value, item);
      return { kind: 'in', value, items, type: plain('boolean'), at };
    }
    case 'if': {
      const condition = typeExpr(building, expr.condition, scope);
      const then = typeExpr(building, expr.then, scope, hint);
      const otherwise = typeExpr(building, expr.else, scope, hint);
      if (!condition || !then || !otherwise) return null;
      needCondition(building, condition);
      checkComparison(building, otherwise.at, then, otherwise);
      return {
        kind: 'if',
        condition,
        then,
        else: otherwise,
        type: {
          ...(then.type.of.kind === 'null' ? otherwise.type : then.type),
          optional: then.type.optional || otherwise.type.optional,
        },
        at,
      };
    }
  }
}

function typeBinary(
  building: Building,
  expr: Expr & { kind: 'binary' },
  scope: Scope,
): TypedExpr | null {
  // The side that is not a bare word says what the word is one of.
  const wordFirst = isBareWord(expr.left) && !isBareWord(expr.right);
  const first = typeExpr(building, wordFirst ? expr.right : expr.left, scope);
  const second =
    first && typeExpr(building, wordFirst ? expr.left : expr.right, scope, first.type.of);
  if (!first || !second) return null;
  const [left, right] = wordFirst ? [second, first] : [first, second];
  const type = resultOf(building, expr, left, right);
  return type && { kind: 'binary', op: expr.op, left, right, type, at: expr.at };
}

function isBareWord(expr: Expr): boolean {
  return expr.kind === 'path' && expr.segments.length === 1;
}

function resultOf(
  building: Building,
  expr: Expr & { kind: 'binary' },
  left: TypedExpr,
  right: TypedExpr,
): ExprType | null {
  if (expr.op === 'and' || expr.op === 'or') {
    needCondition(building, left);
    needCondition(building, right);
    return plain('boolean');
  }
  if (!['+', '-', '*', '/'].includes(expr.op)) {
    checkComparison(building, expr.at, left, right);
    return plain('boolean');
  }
  const optional = left.type.optional || right.type.optional;
  const sum = arithmetic(expr.op, basicOf(left.type), basicOf(right.type));
  if (sum === null) {
    building.problems.add('wrong_operands', expr.at, {
      en: `"${expr.op}" does not go with ${basicOf(left.type)} and ${basicOf(right.type)}`,
      zh: `“${expr.op}”不能用于 ${basicOf(left.type)} 和 ${basicOf(right.type)}`,
    });
    return null;
  }
  return { of: { kind: sum }, optional, many: false };
}

/** The expression as a condition; null after a problem. */
export function typeCondition(building: Building, expr: Expr, scope: Scope): TypedExpr | null {
  const typed = typeExpr(building, expr, scope);
  return typed && needCondition(building, typed) ? typed : null;
}

function needCondition(building: Building, expr: TypedExpr): boolean {
  if (basicOf(expr.type) === 'boolean' && !expr.type.many) return true;
  building.problems.add('not_a_condition', expr.at, {
    en: `a condition is wanted, this is ${typeText(expr.type)}`,
    zh: `这里应为条件，得到的是 ${typeText(expr.type)}`,
  });
  return false;
}

function checkComparison(
  building: Building,
  at: Expr['at'],
  left: TypedExpr,
  right: TypedExpr,
): void {
  if (comparable(left.type, right.type)) return;
  building.problems.add('wrong_operands', at, {
    en: `${typeText(left.type)} and ${typeText(right.type)} cannot be compared`,
    zh: `${typeText(left.type)} 与 ${typeText(right.type)} 不能比较`,
  });
}

export type Basic =
  'int' | 'decimal' | 'string' | 'boolean' | 'date' | 'datetime' | 'duration' | 'null' | 'other';

/** What arithmetic and comparison care about. */
export function basicOf(type: ExprType): Basic {
  const { of } = type;
  if (of.kind !== 'field')
    return of.kind === 'enum' || of.kind === 'status' || of.kind === 'id' ? 'string' : of.kind;
  if (of.type.kind === 'enum') return 'string';
  if (of.type.kind === 'reference') return 'string';
  if (of.type.kind !== 'scalar') return 'other';
  switch (of.type.scalar) {
    case 'int':
    case 'bigint':
      return 'int';
    case 'float':
    case 'decimal':
    case 'money':
      return 'decimal';
    case 'bool':
      return 'boolean';
    case 'date':
    case 'datetime':
    case 'duration':
      return of.type.scalar;
    case 'json':
    case 'bytes':
    case 'file':
    case 'image':
      return 'other';
    default:
      return 'string';
  }
}

function arithmetic(
  op: string,
  left: Basic,
  right: Basic,
): 'int' | 'decimal' | 'string' | 'date' | 'datetime' | 'duration' | null {
  const numeric = (one: Basic): boolean => one === 'int' || one === 'decimal';
  if (numeric(left) && numeric(right))
    return left === 'int' && right === 'int' && op !== '/' ? 'int' : 'decimal';
  if (left === 'string' && right === 'string' && op === '+') return 'string';
  const moment = (one: Basic): one is 'date' | 'datetime' => one === 'date' || one === 'datetime';
  if (moment(left) && right === 'duration' && (op === '+' || op === '-')) return left;
  if (left === 'duration' && moment(right) && op === '+') return right;
  if (moment(left) && moment(right) && op === '-') return 'duration';
  if (left === 'duration' && right === 'duration' && (op === '+' || op === '-')) return 'duration';
  if (left === 'duration' && numeric(right)) return 'duration';
  if (numeric(left) && right === 'duration' && op === '*') return 'duration';
  return null;
}

function typePath(
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
    return walk(building, expr, { kind: 'aggregate', entity: aggregate }, aggregate, segments);
  building.problems.unknown(kinds.name, segments.join('.'), at, [
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

const systemTypes: Readonly<Record<Exclude<SystemField, 'status' | 'id'>, ExprType>> = {
  createdAt: plain('datetime'),
  updatedAt: plain('datetime'),
  deletedAt: { ...plain('datetime'), optional: true },
  version: plain('int'),
};

function systemOf(
  entity: Entity,
  name: string,
): { readonly name: SystemField; readonly type: ExprType } | null {
  if (name === 'id')
    return { name, type: { of: { kind: 'id', entity }, optional: false, many: false } };
  if (name === 'status' && entity.lifecycle)
    return { name, type: { of: { kind: 'status', entity }, optional: false, many: false } };
  if (name === 'deletedAt' && !entity.softDelete) return null;
  if (name === 'createdAt' || name === 'updatedAt' || name === 'deletedAt' || name === 'version') {
    return { name, type: systemTypes[name] };
  }
  return null;
}

export function hasMember(entity: Entity, name: string): boolean {
  return entity.fields.some((field) => field.name === name) || systemOf(entity, name) !== null;
}

function memberNames(entity: Entity): string[] {
  return [
    ...entity.fields.map((field) => field.name),
    'id',
    'createdAt',
    'updatedAt',
    ...(entity.lifecycle ? ['status'] : []),
  ];
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

function membersOf({ of }: ExprType): {
  readonly fields: readonly Field[];
  readonly entity: Entity | null;
} {
  if (of.kind === 'id') return { fields: of.entity.fields, entity: of.entity };
  if (of.kind !== 'field') return { fields: [], entity: null };
  switch (of.type.kind) {
    case 'owned':
    case 'inverse':
      return { fields: of.type.entity.fields, entity: of.type.entity };
    case 'value':
      return { fields: of.type.value.fields, entity: null };
    case 'reference': {
      const [target] = of.type.targets;
      return of.type.targets.length === 1 && target
        ? { fields: target.fields, entity: target }
        : { fields: [], entity: null };
    }
    default:
      return { fields: [], entity: null };
  }
}

function typeCall(
  building: Building,
  expr: Expr & { kind: 'call' },
  scope: Scope,
): TypedExpr | null {
  const args = expr.args.map((arg) => typeExpr(building, arg, scope));
  if (!args.every((arg) => arg !== null)) return null;
  const name = expr.name as FunctionName;
  const [first] = args;
  const element = first && membersOf(first.type).entity;
  const where =
    expr.where && element ? typeCondition(building, expr.where, { ...scope, element }) : null;
  if (expr.where && !where) {
    if (!element)
      building.problems.add('where_without_collection', expr.where.at, {
        en: '"where" needs a collection',
        zh: '“where”只能用于集合',
      });
    return null;
  }
  checkCall(building, name, args, expr.at);
  return { kind: 'call', name, args, where, type: returnType(name, args), at: expr.at };
}

function returnType(name: FunctionName, args: readonly TypedExpr[]): ExprType {
  const [first] = args;
  switch (name) {
    case 'now':
      return plain('datetime');
    case 'today':
      return plain('date');
    case 'uuid':
    case 'lower':
    case 'upper':
    case 'concat':
    case 'slugify':
      return plain('string');
    case 'count':
    case 'len':
      return plain('int');
    case 'exists':
      return plain('boolean');
    case 'sum':
      return { ...(first?.type ?? plain('int')), many: false, optional: false };
    case 'min':
    case 'max':
      return {
        ...(first?.type ?? plain('int')),
        many: false,
        optional: args.some((arg) => arg.type.many || arg.type.optional),
      };
    case 'round':
    case 'trunc':
      return first?.type ?? plain('decimal');
    case 'coalesce':
      return {
        ...(first?.type ?? plain('null')),
        optional: args.every((arg) => arg.type.optional),
      };
  }
}
