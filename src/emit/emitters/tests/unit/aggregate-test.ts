import { defineEmitter } from '../../../define.ts';
import { code, value } from '../../../typescript/code.ts';
import { tsFile } from '../../../typescript/ts-file.ts';
import { aggregateTests } from '../../../unit/aggregate-tests.ts';
import { unitPaths } from '../../../unit/paths.ts';
import { hasSample } from '../../../unit/sample.ts';

/** What one aggregate allows and refuses, without a database. */
export const emitter = defineEmitter({
  each: 'root',
  when: hasSample,
  path: unitPaths.test,
  build(entity, model) {
    const tests = aggregateTests(entity, model);
    const vi = value('vi', 'vitest');
    const usesClock = tests.some((one) =>
      one.parts.some((part) => typeof part !== 'string' && part.name === 'vi'),
    );
    return tsFile(
      usesClock &&
        code`${value('beforeEach', 'vitest')}(() => {
${vi}.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});`,
      usesClock &&
        code`${value('afterEach', 'vitest')}(() => {
${vi}.useRealTimers();
});`,
      tests,
    );
  },
});
