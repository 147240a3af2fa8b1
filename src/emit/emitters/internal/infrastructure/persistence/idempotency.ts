import { defineEmitter } from '../../../../define.ts';
import { hasIdempotency } from '../../../../features.ts';
import { say } from '../../../../text.ts';
import { literal } from '../../../../typescript/code.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasIdempotency(model),
  path: () => 'internal/infrastructure/persistence/idempotency.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/idempotency.ts', {
      tenant: model.tenancy !== null,
      mismatch: literal(
        say(model.lang, {
          en: 'this Idempotency-Key was used for another request',
          zh: '该 Idempotency-Key 已用于另一个请求',
        }),
      ).parts.join(''),
    }),
});
