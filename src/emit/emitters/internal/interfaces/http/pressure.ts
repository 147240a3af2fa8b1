import { defineEmitter } from '../../../../define.ts';
import { hasLimits } from '../../../../features.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** Work refused under load. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasLimits,
  path: () => 'internal/interfaces/http/pressure.ts',
  build: ({ lang }) =>
    template('internal/interfaces/http/pressure.ts', {
      overloaded: textLiteral(
        say(lang, {
          en: 'there is more to do than can be done in time: try again later',
          zh: '当前负载过高，请稍后重试',
        }),
      ),
    }),
});
