import type { TypedExpr } from '../../model/expression.ts';
import type { Command, Entity, Input, Model, Rule } from '../../model/model.ts';
import type { Given, GivenMember } from './given.ts';
import { samplesOf } from './samples.ts';
import type { RowSource } from './samples.ts';
import { NOW, simulateCommand, simulateCreate } from './simulate.ts';
import type { Outcome } from './simulate.ts';
import { unknown } from './value.ts';
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

const MAX_TRIES = 2_000;
const MAX_ROWS = 60;
const MAX_STEPS = 4;
const MINUTE_MS = 60_000;

const plans = new WeakMap<Model, Plan>();

/** The plan of a model, made once: many emitters ask. */
export function planScenarios(model: Model): Plan {
  const plan = plans.get(model) ?? makePlan(model);
  plans.set(model, plan);
  return plan;
}

function makePlan(model: Model): Plan {
  const creations = new Map<Entity, readonly GivenMember[] | null>();
  const reached = new Map<Entity, readonly Made[]>();
  const inputs = new Map<Command, readonly GivenMember[] | null>();

  const rows: RowSource = {
    rowsOf(entity) {
      return made(entity).map(({ steps, row }): Given => ({
        kind: 'row',
        entity,
        steps,
        row,
        polymorphic: false,
      }));
    },
  };

  function creation(entity: Entity): readonly GivenMember[] | null {
    const known = creations.get(entity);
    if (known !== undefined) return known;
    // A row that needs a row of its own kind cannot be the first one.
    creations.set(entity, null);
    const command = entity.commands.find((one) => one.kind === 'create');
    const found = command
      ? firstThat(command.inputs, entity, (given) => isDone(simulateCreate(entity, given, model)))
      : null;
    creations.set(entity, found);
    return found;
  }

  function made(entity: Entity): readonly Made[] {
    const known = reached.get(entity);
    if (known) return known;
    reached.set(entity, []);
    const given = creation(entity);
    const first = given && simulateCreate(entity, given, model);
    const all: Made[] = first?.kind === 'done' ? [{ steps: [], row: first.row }] : [];
    const seen = new Set(all.map(({ row }) => fingerprint(row)));
    for (const before of all) {
      if (before.steps.length === MAX_STEPS) break;
      for (const command of entity.commands.filter(isStep)) {
        const outcome = run(before.row, command, NOW);
        if (outcome?.kind !== 'done' || !outcome.certain || all.length === MAX_ROWS) continue;
        const print = fingerprint(outcome.row);
        if (seen.has(print)) continue;
        seen.add(print);
        all.push({ steps: [...before.steps, command], row: outcome.row });
      }
    }
    reached.set(entity, all);
    return all;
  }

  function inputOf(command: Command): readonly GivenMember[] | null {
    const known = inputs.get(command);
    if (known !== undefined) return known;
    const found = firstThat(command.inputs, command.entity, () => true);
    inputs.set(command, found);
    return found;
  }

  function run(row: Row, command: Command, now: number): Outcome | null {
    const given = inputOf(command);
    return given && simulateCommand(row, command, given, now);
  }

  function success(command: Command): Call | null {
    for (const before of made(command.entity)) {
      for (const waitMs of waitsOf(command)) {
        const given = inputOf(command);
        const outcome = run(before.row, command, NOW + waitMs);
        if (given && outcome?.kind === 'done' && outcome.certain)
          return { command, before, given, waitMs };
      }
    }
    return null;
  }

  function refusals(entity: Entity): readonly Refusal[] {
    const found = new Map<string, Refusal>();
    const create = entity.commands.find((one) => one.kind === 'create');
    if (create && create.exposed) {
      for (const given of tries(create.inputs, entity)) {
        const outcome = simulateCreate(entity, given, model);
        note(outcome, {
          command: create,
          before: { steps: [], row: { of: entity, members: new Map() } },
          given,
          waitMs: 0,
        });
      }
    }
    for (const command of entity.commands.filter((one) => isStep(one) && one.exposed)) {
      for (const before of made(entity)) {
        for (const waitMs of waitsOf(command)) {
          const given = inputOf(command);
          const outcome = run(before.row, command, NOW + waitMs);
          if (given && outcome) note(outcome, { command, before, given, waitMs });
        }
      }
    }
    return [...found.values()];

    function note(outcome: Outcome, call: Call): void {
      if (outcome.kind !== 'refused') return;
      const code =
        outcome.why === 'rule' && outcome.rule
          ? codeOf(outcome.rule)
          : outcome.why === 'when'
            ? call.command.when?.code
            : undefined;
      if (code !== undefined && !found.has(code)) found.set(code, { call, code });
    }
  }

  function firstThat(
    wanted: readonly Input[],
    entity: Entity,
    fits: (given: readonly GivenMember[]) => boolean,
  ): readonly GivenMember[] | null {
    for (const given of tries(wanted, entity)) if (fits(given)) return given;
    return null;
  }

  /** The first sample of each input, then variations of one, then of two. */
  function* tries(wanted: readonly Input[], entity: Entity): Generator<readonly GivenMember[]> {
    const options = wanted.map((input, position) => optionsOf(input, entity, position));
    if (options.some((one) => one.length === 0)) return;
    let left = MAX_TRIES;
    const pick = (choice: ReadonlyMap<number, number>): readonly GivenMember[] =>
      options.flatMap((one, index) => {
        const given = one[choice.get(index) ?? 0];
        const input = wanted[index];
        return given && input ? [{ input, name: input.jsonName, given }] : [];
      });
    yield pick(new Map());
    for (const [a, first] of options.entries()) {
      for (let i = 1; i < first.length; i += 1) yield pick(new Map([[a, i]]));
    }
    for (const [a, first] of options.entries()) {
      for (const [b, second] of options.entries()) {
        if (b <= a) continue;
        for (let i = 1; i < first.length; i += 1) {
          for (let j = 1; j < second.length; j += 1) {
            if (left === 0) return;
            left -= 1;
            yield pick(
              new Map([
                [a, i],
                [b, j],
              ]),
            );
          }
        }
      }
    }
  }

  /** Null stands for leaving the input out. */
  function optionsOf(input: Input, entity: Entity, position: number): readonly (Given | null)[] {
    if (isOwnerOf(input, entity)) return [null];
    const samples = samplesOf(input, model, rows, position);
    const mayLeaveOut = input.optional || input.shape.default !== null || input.shape.optional;
    if (!mayLeaveOut) return samples;
    const leaveOutFirst =
      input.shape.default !== null || input.shape.type.kind === 'reference' || input.shape.many;
    return leaveOutFirst ? [null, ...samples] : [...samples, null];
  }

  return { creation, inputOf, success, refusals };
}

/** The owner is filled from the caller. */
function isOwnerOf(input: Input, entity: Entity): boolean {
  const { ownership } = entity;
  return (
    ownership?.kind === 'path' && ownership.steps.length === 1 && ownership.steps[0] === input.field
  );
}

function isStep(command: Command): boolean {
  return command.kind === 'move' || (command.kind === 'change' && command.on === null);
}

function isDone(outcome: Outcome): boolean {
  return outcome.kind === 'done';
}

function codeOf(rule: Rule): string {
  return rule.code;
}

/** Waits worth trying: none, and just past each duration that the condition names. */
function waitsOf(command: Command): readonly number[] {
  return [
    0,
    ...(command.when ? durationsIn(command.when.condition) : []).map((ms) => ms + MINUTE_MS),
  ];
}

function durationsIn(expr: TypedExpr): number[] {
  switch (expr.kind) {
    case 'duration':
      return expr.months === 0 ? [expr.ms] : [];
    case 'binary':
      return [...durationsIn(expr.left), ...durationsIn(expr.right)];
    case 'unary':
      return durationsIn(expr.operand);
    case 'if':
      return [expr.condition, expr.then, expr.else].flatMap(durationsIn);
    case 'call':
      return expr.args.flatMap(durationsIn);
    default:
      return [];
  }
}

/** Rows alike in all that scenarios look at are one. */
function fingerprint(row: Row): string {
  return JSON.stringify(
    [...row.members].map(([name, value]) => [
      name,
      value === unknown ? '?' : typeof value === 'object' && value !== null ? '…' : value,
    ]),
  );
}
