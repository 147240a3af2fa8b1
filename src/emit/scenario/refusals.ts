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
  const note = (outcome: Outcome, call: Call): void => {
    const code = codeOf(outcome, call.command);
    if (code !== null && !found.has(code)) found.set(code, { call, code });
  };
  for (const command of entity.commands.filter((one) => one.exposed)) {
    if (command.kind === 'create') breakCreate(command, rows, model, note);
    if (mayBreak(command)) breakCommand(command, rows, note);
  }
  return [...found.values()];
}

type Note = (outcome: Outcome, call: Call) => void;

function mayBreak(command: Command): boolean {
  return isStep(command) || command.kind === 'update' || command.kind === 'delete';
}

function breakCreate(command: Command, rows: Rows, model: Model, note: Note): void {
  const { entity } = command;
  const before: Made = { steps: [], row: { of: entity, members: new Map() } };
  for (const given of inputTries(command.inputs, entity, rows.samplesFor(entity), MAX_CREATIONS)) {
    note(simulateCreate(entity, given, model), { command, before, given, waitMs: 0 });
  }
}

function breakCommand(command: Command, rows: Rows, note: Note): void {
  const { entity } = command;
  const samples = rows.samplesFor(entity);
  const inputs = [...inputTries(command.inputs, entity, samples, MAX_INPUTS)];
  for (const before of rows.made(entity)) {
    for (const waitMs of waitsOf(command)) {
      for (const given of inputs) {
        note(simulateCommand(before.row, command, given, NOW + waitMs), {
          command,
          before,
          given,
          waitMs,
        });
      }
    }
  }
}

function codeOf(outcome: Outcome, command: Command): string | null {
  if (outcome.kind !== 'refused') return null;
  if (outcome.why === 'rule') return outcome.rule?.code ?? null;
  return outcome.why === 'when' ? (command.when?.code ?? null) : null;
}
