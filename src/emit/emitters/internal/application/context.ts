import { defineEmitter } from '../../../define.ts';
import { hasContext } from '../../../features.ts';
import { template } from '../../../template.ts';
import { say } from '../../../text.ts';
import { literal } from '../../../typescript/code.ts';
import { paths } from '../../../typescript/symbols.ts';

/** On whose behalf the work at hand is done. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasContext(model),
  path: () => paths.context,
  build: (model) =>
    template(paths.context, {
      tenant: model.tenancy !== null,
      missing: literal(
        say(model.lang, {
          en: 'say which tenant you mean, in X-Tenant-Id',
          zh: '请在 X-Tenant-Id 中指明租户',
        }),
      ).parts.join(''),
    }),
});
