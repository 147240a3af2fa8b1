import type { Command, Entity, Field, Input, Model, Rule } from '../../model/model.ts';
import { evaluate } from './evaluate.ts';
import { valueOf } from './given.ts';
import type { Given, GivenMember } from './given.ts';
import { NOW, isList, isRow, unknown, withMembers } from './value.ts';
import type { Row, Value } from './value.ts';

export type Outcome =
  | {
      readonly kind: 'done';
      readonly row: Row;
      /** Whether everything that decides was known. */ readonly certain: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly rule: Rule | null;
      readonly why: 'rule' | 'when' | 'move' | 'bound';
    };

/** What becomes of a new row with this input. */
export function simulateCreate(
  entity: Entity,
  given: readonly GivenMember[],
  model: Model,
): Outcome {
  const command = entity.commands.find((one) => one.kind === 'create');
  const inputs = inputValues(given);
  const row = newRow(entity, inputs, model);
  if (command?.when) {
    const holds = evaluate(command.when.condition, { self: row, input: inputs, now: NOW });
    if (holds === false || holds === null) return refusal('when');
    return settle(row, NOW, holds !== unknown);
  }
  return settle(row, NOW, true);
}

/** What becomes of `row` when `command` runs on it at `now`. */
export function simulateCommand(
  row: Row,
  command: Command,
  given: readonly GivenMember[],
  now: number,
): Outcome {
  const status = row.members.get('status') ?? null;
  const { move } = command;
  if (move !== null && !move.from.includes(String(status))) return refusal('move');
  const { lifecycle } = command.entity;
  if (
    (command.kind === 'update' || command.kind === 'delete') &&
    lifecycle &&
    !command.when &&
    status !== lifecycle.initial
  ) {
    return refusal('move');
  }
  const scope = { self: row, input: inputValues(given), now };
  const holds = command.when ? evaluate(command.when.condition, scope) : true;
  if (holds === false || holds === null) return refusal('when');
  const filled: [string, Value][] = given
    .filter(({ input }) => 'shape' in input && input.field !== null)
    .map(({ input, given: one }) => [input.name, valueOf(one)]);
  const set: [string, Value][] = command.sets.map(({ field, value }) => [
    field.name,
    evaluate(value, scope),
  ]);
  const next = withMembers(row, [
    ...(command.kind === 'update' ? filled : []),
    ...set,
    ...(move ? [['status', move.to] as const] : []),
  ]);
  return settle(next, now, holds === true);
}

function inputValues(given: readonly GivenMember[]): ReadonlyMap<string, Value> {
  return new Map(given.map(({ input, given: one }) => [input.name, valueOf(one)]));
}

function refusal(why: 'rule' | 'when' | 'move' | 'bound', rule: Rule | null = null): Outcome {
  return { kind: 'refused', why, rule };
}

function newRow(entity: Entity, inputs: ReadonlyMap<string, Value>, model: Model): Row {
  const members = new Map<string, Value>([
    ['id', unknown],
    ['version', 1],
    ['createdAt', NOW],
    ['updatedAt', NOW],
    ['deletedAt', null],
  ]);
  if (entity.lifecycle) members.set('status', entity.lifecycle.initial);
  const row: Row = { of: entity, members };
  for (const field of entity.fields) {
    const value = inputs.get(field.name);
    members.set(
      field.name,
      value === undefined ? initialValue(field, row, model) : withDefaults(field, value, model),
    );
  }
  return row;
}

/** Children come as bare members: what they copy and compute is filled in here. */
function withDefaults(field: Field, value: Value, model: Model): Value {
  if (field.type.kind !== 'owned') return value;
  const { entity } = field.type;
  const complete = (one: Value): Value =>
    isRow(one) ? compute(newRow(entity, one.members, model), NOW) : one;
  return isList(value) ? value.map(complete) : complete(value);
}

function initialValue(field: Field, row: Row, model: Model): Value {
  if (field.counter) return 0;
  if (field.computed || field.sequence) return unknown;
  if (field.default) return defaultValue(field, field.default, row);
  if (field.many) return [];
  if (field.type.kind === 'reference' && field.type.targets[0] === model.principal?.entity)
    return unknown;
  return null;
}

function defaultValue(field: Field, given: NonNullable<Field['default']>, row: Row): Value {
  switch (given.kind) {
    case 'literal':
      if (typeof given.value === 'object') return [...given.value];
      return isExact(field) ? Number(given.value) : given.value;
    case 'now':
      return NOW;
    case 'copy': {
      const referred = row.members.get(given.reference.name) ?? null;
      return isRow(referred) ? (referred.members.get(given.field.name) ?? unknown) : unknown;
    }
    default:
      return unknown;
  }
}

/** Numbers that the model keeps as text. */
function isExact({ type }: Field): boolean {
  return type.kind === 'scalar' && ['bigint', 'decimal', 'money'].includes(type.scalar);
}

/** Computed fields filled in, in the PRD's order. */
function compute(row: Row, now: number): Row {
  const fields = 'commands' in row.of ? row.of.fields : [];
  if (fields.every((field) => field.computed?.kind !== 'expression')) return row;
  const members = new Map(row.members);
  const self: Row = { of: row.of, members };
  for (const { name, computed } of fields) {
    if (computed?.kind !== 'expression') continue;
    members.set(name, evaluate(computed.value, { self, input: new Map(), now }));
  }
  return self;
}

function settle(changed: Row, now: number, certain: boolean): Outcome {
  const row = compute(changed, now);
  if (!('commands' in row.of)) return { kind: 'done', row, certain };
  if (row.of.fields.some((field) => breaksBound(field, row.members.get(field.name) ?? null)))
    return refusal('bound');
  let sure = certain;
  for (const { rule, self } of rulesOf(row)) {
    const holds = evaluate(rule.condition, { self, input: new Map(), now });
    if (holds === false) return refusal('rule', rule);
    sure &&= holds !== unknown;
  }
  return { kind: 'done', row, certain: sure };
}

function rulesOf(row: Row): { readonly rule: Rule; readonly self: Row }[] {
  if (!('commands' in row.of)) return [];
  const own = row.of.rules.map((rule) => ({ rule, self: row }));
  const children = row.of.fields
    .filter((field) => field.type.kind === 'owned')
    .flatMap((field): readonly Value[] => {
      const value = row.members.get(field.name) ?? null;
      return isList(value) ? value : [value];
    })
    .filter(isRow);
  return [...own, ...children.flatMap(rulesOf)];
}

export function breaksBound(field: Field, value: Value): boolean {
  if (typeof value !== 'number') return false;
  return field.bounds.some(({ op, value: text }) => {
    const bound = Number(text);
    if (op === '>=') return value < bound;
    if (op === '>') return value <= bound;
    if (op === '<=') return value > bound;
    return value >= bound;
  });
}

export type { Given, Input };
