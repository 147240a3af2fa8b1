import { defineEmitter } from '../../../define.ts';
import { hasJobs } from '../../../features.ts';
import { template } from '../../../template.ts';
import { paths } from '../../../typescript/symbols.ts';

/** What a job is. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasJobs,
  path: () => paths.job,
  build: () => template(paths.job, {}),
});
