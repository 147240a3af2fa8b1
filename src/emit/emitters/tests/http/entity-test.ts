import { defineEmitter } from '../../../define.ts';
import { planScenarios } from '../../../scenario/index.ts';
import { commandTests, refusalTests } from '../../../tests/command-tests.ts';
import { internalTests } from '../../../tests/internal-tests.ts';
import { testKit, testPaths } from '../../../tests/paths.ts';
import { principalTests } from '../../../tests/principal-tests.ts';
import { queryTests } from '../../../tests/query-tests.ts';
import { sessionTests } from '../../../tests/session-tests.ts';
import { code, value } from '../../../typescript/code.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** What the API of one entity answers: for each command and query allowed, denied, invalid, stale. */
export const emitter = defineEmitter({
  each: 'root',
  when: (entity, model) => planScenarios(model).creation(entity) !== null,
  path: (entity) => testPaths.http(entity),
  build(entity, model) {
    const plan = planScenarios(model);
    const tests = [
      ...entity.commands.flatMap((command) => [
        ...commandTests(command, plan, model),
        ...principalTests(command, plan, model),
        ...sessionTests(command, plan, model),
        ...internalTests(command, plan, model),
      ]),
      ...entity.queries.flatMap((query) => queryTests(query, model)),
      ...refusalTests(entity, plan, model),
    ];
    const vitest = (name: string) => value(name, 'vitest');
    const usesClock = tests.some((one) =>
      one.parts.some((part) => typeof part !== 'string' && part.name === 'vi'),
    );
    return tsFile(
      code`let service: ${testKit.Service};`,
      code`${vitest('beforeAll')}(async () => {
service = await ${testKit.startService}();
});`,
      code`${vitest('afterAll')}(() => service.stop());`,
      usesClock &&
        code`${vitest('beforeEach')}(() => {
${vitest('vi')}.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});`,
      usesClock &&
        code`${vitest('afterEach')}(() => {
${vitest('vi')}.useRealTimers();
});`,
      tests,
    );
  },
});
