import type { Saga } from '../model/model.ts';
import { value } from './typescript/code.ts';
import type { Ref } from './typescript/code.ts';
import { paths } from './typescript/symbols.ts';

/** What makes a saga of the ports: `checkoutSaga`. */
export function sagaFunction(saga: Saga): Ref {
  return value(`${saga.name}Saga`, paths.saga(saga));
}
