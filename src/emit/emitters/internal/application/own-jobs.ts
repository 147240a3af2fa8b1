import { defineEmitter } from '../../../define.ts';
import { hasJobs } from '../../../features.ts';
import { template } from '../../../template.ts';
import { say } from '../../../text.ts';
import { paths } from '../../../typescript/symbols.ts';

/** The place for jobs that the PRD does not know of. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasJobs,
  path: () => paths.ownJobs,
  kind: 'once',
  build: (model) =>
    template(paths.ownJobs, {
      text: say(model.lang, {
        en: 'Jobs of your own, by name: `digest: { everyMs: 86_400_000, async run({ signal }) { … } }`. This file is yours: it is never generated again.',
        zh: '您自己的任务，按名称列出：`digest: { everyMs: 86_400_000, async run({ signal }) { … } }`。此文件归您所有，不会再次生成。',
      }),
    }),
});
