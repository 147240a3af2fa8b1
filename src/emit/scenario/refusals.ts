import type { Command, Entity, Model } from '../../model/model.ts';
import { inputTries } from './inputs.ts';
import type { Call, Made, Refusal } from './plan.ts';
import { isStep, waitsOf } from './rows.ts';
import type { Rows } from './rows.ts';
import { simulateCommand, simulateCreate } from './simulate.ts';
import type { Outcome } from './simulate.ts';
import { NOW } from './value.ts';

const MAX_CREATIONS = 2_000;
const MAX_INPUTS = 60;

/** Calls that break a rule or a `when`, one for each that was found to be broken. */
export function refusalsOf(entity: Entity, rows: Rows, model: Model): readonly Refusal[] {
  const found = new Map<string, Refusal>();
  const rules = ruleCodesOf(entity);
  for (const command of entity.commands.filter((one) => one.exposed)) {
    const wanted = command.when ? [...rules, command.when.code] : rules;
    for (const { outcome, call } of callsOf(command, rows, model)) {
      const code = codeOf(outcome, command);
      if (code !== null && !found.has(code)) found.set(code, { call, code });
      if (wanted.every((one) => found.has(one))) break;
    }
  }
  return [...found.values()];
}

interface Tried {
  readonly outcome: Outcome;
  readonly call: Call;
}

function* callsOf(command: Command, rows: Rows, model: Model): Generator<Tried> {
  if (command.kind === 'create') yield* creations(command, rows, model);
  if (mayBreak(command)) yield* callsOnRows(command, rows);
}

/** Of the entity and of the children that live in it. */
function ruleCodesOf(entity: Entity): readonly string[] {
  const children = entity.fields.flatMap(({ type }) =>
    type.kind === 'owned' ? [type.entity] : [],
  );
  return [...entity.rules.map((rule) => rule.code), ...children.flatMap(ruleCodesOf)];
}

function mayBreak(command: Command): boolean {
  return isStep(command) || command.kind === 'update' || command.kind === 'delete';
}

function* creations(command: Command, rows: Rows, model: Model): Generator<Tried> {
  const { entity } = command;
  const before: Made = { steps: [], row: { of: entity, members: new Map() } };
  for (const given of inputTries(command.inputs, entity, rows.samplesFor(entity), MAX_CREATIONS)) {
    const outcome = simulateCreate(entity, given, model);
    yield { outcome, call: { command, before, given, waitMs: 0 } };
  }
}

function* callsOnRows(command: Command, rows: Rows): Generator<Tried> {
  const { entity } = command;
  const inputs = [...inputTries(command.inputs, entity, rows.samplesFor(entity), MAX_INPUTS)];
  for (const before of rows.made(entity)) {
    for (const waitMs of waitsOf(command)) {
      for (const given of inputs) {
        const outcome = simulateCommand(before.row, command, given, NOW + waitMs);
        yield { outcome, call: { command, before, given, waitMs } };
      }
    }
  }
}

function codeOf(outcome: Outcome, command: Command): string | null {
  if (outcome.kind !== 'refused') return null;
  if (outcome.why === 'rule') return outcome.rule?.code ?? null;
  return outcome.why === 'when' ? (command.when?.code ?? null) : null;
}
