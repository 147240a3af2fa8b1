import type { Command, Entity, Model } from '../../model/model.ts';
import type { Given, GivenMember } from './given.ts';
import { durationsOf, hintsOf } from './hints.ts';
import { inputTries } from './inputs.ts';
import type { Made } from './plan.ts';
import type { Samples } from './samples.ts';
import { simulateCommand, simulateCreate } from './simulate.ts';
import { NOW, unknown } from './value.ts';
import type { Row } from './value.ts';

const MAX_TRIES = 2_000;
const MAX_ROWS = 60;
const MAX_STEPS = 4;
/** How many inputs are compared by how far the rows that they give can be led. */
const MAX_COMPARED = 60;
const MINUTE_MS = 60_000;

/** Rows that can be made through commands, and the inputs that they take. */
export class Rows {
  readonly #model: Model;
  readonly #creations = new Map<Entity, readonly GivenMember[] | null>();
  readonly #reached = new Map<Entity, readonly Made[]>();
  readonly #inputs = new Map<Command, readonly GivenMember[] | null>();
  readonly #creating = new Set<Entity>();
  readonly #blocked = new Set<Entity>();

  constructor(model: Model) {
    this.#model = model;
  }

  samplesFor(entity: Entity): Samples {
    return {
      model: this.#model,
      hints: hintsOf(entity),
      rowsOf: (one) =>
        this.made(one).map(({ steps, row }): Given => ({
          kind: 'row',
          entity: one,
          steps,
          row,
          polymorphic: false,
        })),
    };
  }

  /** What `create` takes: of the inputs that keep every rule, the one whose row goes farthest. */
  creation(entity: Entity): readonly GivenMember[] | null {
    const known = this.#creations.get(entity);
    if (known !== undefined) return known;
    if (this.#creating.has(entity)) {
      // A row that needs a row of its own kind cannot be the first one.
      this.#blocked.add(entity);
      return null;
    }
    this.#creating.add(entity);
    const found = this.#best(entity);
    this.#creating.delete(entity);
    this.#blocked.delete(entity);
    // What failed for want of a row that is being planned may do when asked again.
    if (found !== null || this.#blocked.size === 0) this.#creations.set(entity, found);
    return found;
  }

  made(entity: Entity): readonly Made[] {
    const known = this.#reached.get(entity);
    if (known) return known;
    const given = this.creation(entity);
    if (given === null) return [];
    const all = this.#ledOn(entity, given);
    this.#reached.set(entity, all);
    return all;
  }

  inputOf(command: Command): readonly GivenMember[] | null {
    const known = this.#inputs.get(command);
    if (known !== undefined) return known;
    const [found = null] = inputTries(
      command.inputs,
      command.entity,
      this.samplesFor(command.entity),
      1,
    );
    if (found !== null || this.#blocked.size === 0) this.#inputs.set(command, found);
    return found;
  }

  #best(entity: Entity): readonly GivenMember[] | null {
    const command = entity.commands.find((one) => one.kind === 'create');
    if (command === undefined) return null;
    const steps = entity.commands.filter(isStep);
    let best: { readonly given: readonly GivenMember[]; readonly score: number } | null = null;
    let compared = 0;
    for (const given of inputTries(command.inputs, entity, this.samplesFor(entity), MAX_TRIES)) {
      if (simulateCreate(entity, given, this.#model).kind !== 'done') continue;
      const rows = this.#ledOn(entity, given);
      const score = steps.filter((step) => this.#runsOn(step, rows)).length;
      if (best === null || score > best.score) best = { given, score };
      compared += 1;
      if (best.score === steps.length || compared === MAX_COMPARED) break;
    }
    return best === null ? null : best.given;
  }

  #runsOn(command: Command, rows: readonly Made[]): boolean {
    const given = this.inputOf(command);
    return (
      given !== null &&
      rows.some(({ row }) =>
        waitsOf(command).some((waitMs) => {
          const outcome = simulateCommand(row, command, given, NOW + waitMs);
          return outcome.kind === 'done' && outcome.certain;
        }),
      )
    );
  }

  /** The row that `given` makes, and those that commands make of it. */
  #ledOn(entity: Entity, given: readonly GivenMember[]): readonly Made[] {
    const first = simulateCreate(entity, given, this.#model);
    const all: Made[] = first.kind === 'done' ? [{ steps: [], row: first.row }] : [];
    const seen = new Set(all.map(({ row }) => fingerprint(row)));
    for (const before of all) {
      if (before.steps.length === MAX_STEPS) break;
      for (const command of entity.commands.filter(isStep)) {
        const input = this.inputOf(command);
        if (input === null || all.length === MAX_ROWS) continue;
        const outcome = simulateCommand(before.row, command, input, NOW);
        if (outcome.kind !== 'done' || !outcome.certain) continue;
        const print = fingerprint(outcome.row);
        if (seen.has(print)) continue;
        seen.add(print);
        all.push({ steps: [...before.steps, command], row: outcome.row });
      }
    }
    return all;
  }
}

/** A command that leads a row on. */
export function isStep(command: Command): boolean {
  return command.kind === 'move' || (command.kind === 'change' && command.on === null);
}

/** Waits worth trying: none, and just past each duration that the condition names. */
export function waitsOf(command: Command): readonly number[] {
  const named = command.when ? durationsOf(command.when.condition) : [];
  return [0, ...named.map((ms) => ms + MINUTE_MS)];
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
