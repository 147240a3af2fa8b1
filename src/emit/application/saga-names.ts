import type { Saga, Target } from '../../model/model.ts';
import { targetsOfSaga } from '../targets.ts';

/** What each act of a saga is stored as: its action, numbered where there are several of one. */
export function actNames(saga: Saga): ReadonlyMap<Target, string> {
  const counts = new Map<string, number>();
  return new Map(
    targetsOfSaga(saga).map((target) => {
      const action = actionOf(target);
      const count = (counts.get(action) ?? 0) + 1;
      counts.set(action, count);
      return [target, count === 1 ? action : `${action}#${count}`];
    }),
  );
}

function actionOf({ call }: Target): string {
  return call.kind === 'service' ? `${call.service.name}.${call.call.name}` : call.command.action;
}
