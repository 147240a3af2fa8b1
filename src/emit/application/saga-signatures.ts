import { code, type, value } from '../typescript/code.ts';
import { paths } from '../typescript/symbols.ts';
import type { HandlerSignature } from './signatures.ts';

const view = (name: string) => type(name, paths.sagaView);

/** What operators may ask about sagas, and have them do. */
export const sagaSignatures: readonly HandlerSignature[] = [
  {
    name: 'getSaga',
    handler: value('getSaga', 'internal/application/saga/get-saga.ts'),
    parameter: code`{ readonly id: string }`,
    result: code`${view('SagaDetails')}`,
  },
  {
    name: 'listSagas',
    handler: value('listSagas', 'internal/application/saga/list-sagas.ts'),
    parameter: code`${view('ListSagas')}`,
    result: code`${type('Page', paths.page)}<${view('SagaView')}>`,
  },
  {
    name: 'retrySaga',
    handler: value('retrySaga', 'internal/application/saga/retry-saga.ts'),
    parameter: code`{ readonly id: string }`,
    result: code`${view('SagaDetails')}`,
  },
];
