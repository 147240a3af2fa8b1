import { expect, test } from 'vitest';
import { entityOf, modelOf, prd } from './prd-model.ts';

const indexesOf = (indexes: string, field = 'p: int'): readonly string[] => {
  const text = prd(
    `entities:\n  Thing:\n    fields: { ${field}, q: int }\n    index: [${indexes}]`,
  );
  return entityOf(modelOf(text), 'Thing').indexes.map(
    ({ name, where }) => `${name}${where === null ? '' : ' where'}`,
  );
};

test.each([
  ['p', 'p: int index', ['things_by_p']],
  // One is read from either end.
  ['p, p desc', 'p: int', ['things_by_p']],
  ['p + q, p + q desc', 'p: int', ['things_by_p_q', 'things_by_p_q_2']],
  ['"p where q > 1"', 'p: int', ['things_by_p where']],
  ['"p where q > 1"', 'p: int index', ['things_by_p_2 where', 'things_by_p']],
  ['"p where q > 1", "p where q > 1"', 'p: int', ['things_by_p where']],
  ['"p where q > 1", "p where q > 2"', 'p: int', ['things_by_p where', 'things_by_p_2 where']],
])('indexes %s of %s', (indexes, field, want) => {
  expect(indexesOf(indexes, field)).toEqual(want);
});
