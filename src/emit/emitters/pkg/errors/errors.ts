import { defineEmitter } from '../../../define.ts';
import { callsOut } from '../../../features.ts';
import { uses } from '../../../domain/used.ts';
import { template } from '../../../template.ts';
import { say } from '../../../text.ts';
import { literal } from '../../../typescript/code.ts';
import { paths } from '../../../typescript/symbols.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.errors,
  build: (model) =>
    template(paths.errors, {
      unreached: callsOut(model),
      required: uses(model, paths.errors, 'required'),
      missing: literal(say(model.lang, { en: 'must be there', zh: '不能为空' })).parts.join(''),
    }),
});
