import { defineEmitter } from '../../../define.ts';
import { testPaths } from '../../../tests/paths.ts';
import { code, comment, literal, value } from '../../../typescript/code.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** The acceptance criteria of one requirement, for its owner to fill in. */
export const emitter = defineEmitter({
  each: 'requirement',
  when: ({ criteria }) => criteria.length > 0,
  path: testPaths.acceptance,
  kind: 'once',
  build({ id, text, criteria }) {
    const test = value('test', 'vitest');
    return tsFile(
      code`${comment(`${id} ${text}`)}${criteria.map((one) => code`${test}.todo(${literal(one)});`)}`,
    );
  },
});
