import { queryFile } from '../../../../application/query-file.ts';
import { defineEmitter } from '../../../../define.ts';
import { paths } from '../../../../typescript/symbols.ts';

/** One handler a query. */
export const emitter = defineEmitter({
  each: 'query',
  when: (query) => query.kind !== 'custom',
  path: (query) => paths.query(query),
  build: (query, model) => queryFile(query, model),
});
