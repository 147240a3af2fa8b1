import type { Entity, Field, Input } from '../../model/model.ts';
import type { Given, GivenMember } from './given.ts';
import { samplesOf } from './samples.ts';
import type { Samples } from './samples.ts';

/** The first sample of each input, then variations of one, then of two. */
export function* inputTries(
  wanted: readonly Input[],
  entity: Entity,
  samples: Samples,
  max: number,
): Generator<readonly GivenMember[]> {
  const options = wanted.map((input, position) => optionsOf(input, entity, position, samples));
  if (options.some((one) => one.length === 0)) return;
  let left = max;
  for (const choice of choices(options.map((one) => one.length))) {
    if (left === 0) return;
    left -= 1;
    yield options.flatMap((one, index) => {
      const given = one[choice.get(index) ?? 0];
      const input = wanted[index];
      return given && input ? [{ input, name: input.jsonName, given }] : [];
    });
  }
}

/** Which sample of which input; left out: the first. */
function* choices(sizes: readonly number[]): Generator<ReadonlyMap<number, number>> {
  yield new Map();
  for (const [a, size] of sizes.entries()) {
    for (let i = 1; i < size; i += 1) yield new Map([[a, i]]);
  }
  for (const [a, first] of sizes.entries()) {
    for (const [b, second] of sizes.entries()) {
      if (b <= a) continue;
      for (let i = 1; i < first; i += 1) {
        for (let j = 1; j < second; j += 1)
          yield new Map([
            [a, i],
            [b, j],
          ]);
      }
    }
  }
}

/** Null stands for leaving the input out. */
function optionsOf(
  input: Input,
  entity: Entity,
  position: number,
  samples: Samples,
): readonly (Given | null)[] {
  if (isOwnerOf(input, entity)) return [null];
  const all = samplesOf(input, position, samples);
  const mayLeaveOut = input.optional || input.shape.default !== null || input.shape.optional;
  if (!mayLeaveOut) return all;
  const leaveOutFirst =
    (input.shape.default !== null && !isKeyWithLiteral(input.shape, entity)) ||
    input.shape.type.kind === 'reference' ||
    input.shape.many;
  return leaveOutFirst ? [null, ...all] : [...all, null];
}

/** A default that two rows cannot both have. */
function isKeyWithLiteral(field: Field, entity: Entity): boolean {
  const isKey = entity.uniques.some(({ fields }) => fields.includes(field));
  return isKey && field.default?.kind === 'literal';
}

/** The owner is filled from the caller. */
function isOwnerOf(input: Input, entity: Entity): boolean {
  const { ownership } = entity;
  return (
    ownership?.kind === 'path' && ownership.steps.length === 1 && ownership.steps[0] === input.field
  );
}
