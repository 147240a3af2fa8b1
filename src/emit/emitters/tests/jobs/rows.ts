import type { Model } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import { dueTests } from '../../../tests/due-tests.ts';
import { onInfrastructure } from '../../../tests/infrastructure.ts';
import { retentionTests } from '../../../tests/retention-tests.ts';
import type { Code } from '../../../typescript/code.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** What jobs do to rows: to those that it is time for, once, and to no others. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => testsOf(model).length > 0,
  path: () => 'tests/jobs/rows.test.ts',
  build: (model) => tsFile(...onInfrastructure(model), testsOf(model)),
});

function testsOf(model: Model): readonly Code[] {
  return [...dueTests(model), ...retentionTests(model)];
}
