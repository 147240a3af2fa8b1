import { hasLabels } from '../../../../application/labels.ts';
import { usedScalars } from '../../../../application/used-types.ts';
import { defineEmitter } from '../../../../define.ts';
import { hasFiles } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';
import { literal } from '../../../../typescript/code.ts';
import { paths } from '../../../../typescript/symbols.ts';

/** What the schemas of all entities are made of. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.schema,
  build: (model) => {
    const used = usedScalars(model);
    const { code } = model.currency;
    return template(paths.schema, {
      labelled: hasLabels(model),
      money: used.has('money'),
      exact: used.has('decimal') || used.has('freeMoney'),
      time: used.has('time'),
      ip: used.has('ip'),
      bytes: used.has('bytes'),
      files: hasFiles(model),
      amount: literal(
        say(model.lang, { en: `An exact amount in ${code}`, zh: `精确金额（${code}）` }),
      ).parts.join(''),
    });
  },
});
