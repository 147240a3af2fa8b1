import type { Command, Entity, Field, Model } from '../../model/model.ts';
import { creationInputs, methodOf, signatureOf } from '../domain/signature.ts';
import { planScenarios } from '../scenario/index.ts';
import type { GivenMember } from '../scenario/index.ts';
import { code, join, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { DomainCode, fieldOf } from './domain-code.ts';
import { canBeGiven, givenArgument } from './given.ts';

/** A call of a factory or method, and what must stand before it. */
export interface DomainCall {
  readonly before: readonly Code[];
  readonly call: Code;
}

export function createOf(entity: Entity): Command | undefined {
  return entity.commands.find((command) => command.kind === 'create');
}

const sampled = new WeakMap<Model, Map<Entity, boolean>>();

/** Whether a unit test can make the aggregate without a database. */
export function hasSample(entity: Entity, model: Model): boolean {
  const known = sampled.get(model) ?? new Map<Entity, boolean>();
  sampled.set(model, known);
  const answer = known.get(entity);
  if (answer !== undefined) return answer;
  // Two kinds that need each other are left to the tests of the API.
  known.set(entity, false);
  const create = createOf(entity);
  const given = planScenarios(model).creation(entity);
  const can =
    create !== undefined &&
    given !== null &&
    canBeGiven(create, model) &&
    referredBy(given).every((one) => hasSample(one, model)) &&
    stepsBefore(given).every((step) => isCallable(step, model));
  known.set(entity, can);
  return can;
}

/** Whether a unit test can call the method on a sample. */
export function isCallable(command: Command, model: Model): boolean {
  const isStep = command.kind === 'move' || (command.kind === 'change' && command.on === null);
  const given = isStep ? planScenarios(model).inputOf(command) : null;
  return given !== null && canUse(given, command, model);
}

/** Whether the rows that an input refers to can be made. */
export function canUse(given: readonly GivenMember[], command: Command, model: Model): boolean {
  return (
    canBeGiven(command, model) &&
    referredBy(given).every((one) => hasSample(one, model)) &&
    stepsBefore(given).every((step) => isCallable(step, model))
  );
}

/** `Order.create({ … }, { products })`. */
export function createCall(
  command: Command,
  members: readonly GivenMember[],
  model: Model,
): DomainCall {
  const { entity } = command;
  const made = new DomainCode();
  const given = new Set(members.map(({ input }) => fieldOf(input).stateMember));
  const filled = creationInputs(entity, model)
    .filter(({ shape, mayBeLeftOut }) => !mayBeLeftOut && !given.has(shape.stateMember))
    .map(({ shape }) => code`${shape.stateMember}: ${filler(shape)},`);
  const input = takesInput(command, model) ? [made.object(members, filled)] : [];
  const last = givenArgument(command, made.rows, model);
  const all = join([...input, ...(last ? [last] : [])], ', ');
  return { before: made.before, call: code`${of.aggregate(entity)}.create(${all})` };
}

/** `order.pay()` on the variable `on`. */
export function methodCall(
  command: Command,
  members: readonly GivenMember[],
  on: string,
  model: Model,
): DomainCall {
  const made = new DomainCode();
  const input = takesInput(command, model) ? [made.object(members)] : [];
  const last = givenArgument(command, made.rows, model);
  const all = join([...input, ...(last ? [last] : [])], ', ');
  return { before: made.before, call: code`${on}.${methodOf(command)}(${all})` };
}

function takesInput(command: Command, model: Model): boolean {
  return signatureOf(command, model)?.parameters.some((one) => one.role === 'input') ?? false;
}

/** What handlers fill in: whom a row belongs to, and the name of an outside issuer. */
function filler(field: Field): Code {
  return field.type.kind === 'reference' ? code`${kernel.newId}()` : literal('someone');
}

function referredBy(members: readonly GivenMember[]): readonly Entity[] {
  return rowsIn(members).map(({ entity }) => entity);
}

function stepsBefore(members: readonly GivenMember[]): readonly Command[] {
  return rowsIn(members).flatMap(({ steps }) => steps);
}

function rowsIn(
  members: readonly GivenMember[],
): readonly (GivenMember['given'] & { kind: 'row' })[] {
  const within = (
    given: GivenMember['given'],
  ): readonly (GivenMember['given'] & { kind: 'row' })[] => {
    if (given.kind === 'row') return [given];
    if (given.kind === 'object') return given.members.flatMap((one) => within(one.given));
    return given.kind === 'list' ? given.items.flatMap(within) : [];
  };
  return members.flatMap(({ given }) => within(given));
}
