import { defineEmitter } from '../../../define.ts';
import { hasSagas } from '../../../features.ts';
import { template } from '../../../template.ts';

/** How sagas run, whatever they do. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'tests/saga/saga-runner.test.ts',
  build(model) {
    const tenant = model.tenancy !== null;
    return template('tests/saga/saga-runner.test.ts', {
      tenant,
      within: (call: string) => (tenant ? `within(() => ${call})` : call),
    });
  },
});
