import type { Model, Saga, Target } from '../model/model.ts';

/** All that follows events, by itself or as a step of a saga. */
export function targetsOf(model: Model): readonly Target[] {
  return [
    ...model.reactions.flatMap((reaction) => reaction.targets),
    ...model.sagas.flatMap(targetsOfSaga),
  ];
}

/** What a saga does, undoes, and does when it failed. */
export function targetsOfSaga({ fails, steps }: Saga): readonly Target[] {
  return [...steps.flatMap(({ run, undo }) => [run, undo]), fails].filter((one) => one !== null);
}
