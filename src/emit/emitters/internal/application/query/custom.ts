import { customQueryFile } from '../../../../application/custom-query.ts';
import { defineEmitter } from '../../../../define.ts';
import { paths } from '../../../../typescript/symbols.ts';

/** A query that its owner writes. */
export const emitter = defineEmitter({
  each: 'query',
  when: (query) => query.kind === 'custom',
  path: (query) => paths.query(query),
  kind: 'once',
  build: (query, model) => customQueryFile(query, model),
});
