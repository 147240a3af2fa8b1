import type { Command, Entity, Model } from '../../model/model.ts';
import type { GivenMember } from './given.ts';
import { refusalsOf } from './refusals.ts';
import { Rows, waitsOf } from './rows.ts';
import { simulateCommand } from './simulate.ts';
import { NOW } from './value.ts';
import type { Row } from './value.ts';

/** A row made by `create` and the commands after it. */
export interface Made {
  readonly steps: readonly Command[];
  readonly row: Row;
}

/** A call of a command on a row, and how long after the row's last change. */
export interface Call {
  readonly command: Command;
  readonly before: Made;
  readonly given: readonly GivenMember[];
  readonly waitMs: number;
}

/** A rule or a `when` that a call breaks. */
export interface Refusal {
  readonly call: Call;
  readonly code: string;
}

/** What a test of the generated project can do with the entities of one model. */
export interface Plan {
  /** What `create` takes; null when no input was found that keeps every rule. */
  creation(entity: Entity): readonly GivenMember[] | null;
  /** The canonical input of a command. */
  inputOf(command: Command): readonly GivenMember[] | null;
  /** A call that succeeds for certain; null when none was found. */
  success(command: Command): Call | null;
  /** Calls that break a rule or a `when`, one for each found. */
  refusals(entity: Entity): readonly Refusal[];
}

const plans = new WeakMap<Model, Plan>();

/** The plan of a model, made once: many emitters ask. */
export function planScenarios(model: Model): Plan {
  const plan = plans.get(model) ?? makePlan(model);
  plans.set(model, plan);
  return plan;
}

function makePlan(model: Model): Plan {
  const rows = new Rows(model);
  const refusals = new Map<Entity, readonly Refusal[]>();
  return {
    creation: (entity) => rows.creation(entity),
    inputOf: (command) => rows.inputOf(command),
    success: (command) => success(command, rows),
    refusals(entity) {
      const found = refusals.get(entity) ?? refusalsOf(entity, rows, model);
      refusals.set(entity, found);
      return found;
    },
  };
}

function success(command: Command, rows: Rows): Call | null {
  const given = rows.inputOf(command);
  if (given === null) return null;
  for (const before of rows.made(command.entity)) {
    for (const waitMs of waitsOf(command)) {
      const outcome = simulateCommand(before.row, command, given, NOW + waitMs);
      if (outcome.kind === 'done' && outcome.certain) return { command, before, given, waitMs };
    }
  }
  return null;
}
