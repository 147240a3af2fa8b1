import { defineEmitter } from '../../../../define.ts';
import { hasIdempotency } from '../../../../features.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { secretMembers } from '../../../../project/hidden-members.ts';
import { say } from '../../../../text.ts';
import { literal } from '../../../../typescript/code.ts';

/** Requests that may be sent again. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasIdempotency(model),
  path: () => 'internal/interfaces/http/once.ts',
  build(model) {
    const { lang } = model;
    const secrets = secretMembers(model);
    return template('internal/interfaces/http/once.ts', {
      secrets,
      secretList: literal(secrets).parts.join(''),
      description: textLiteral(
        say(lang, {
          en: 'A key of the caller: sent again within a day, the request is answered as before and not done twice',
          zh: '由调用方给出的键：一天内重复发送时返回之前的结果，不会执行两次',
        }),
      ),
      wrong: textLiteral(
        say(lang, {
          en: 'an Idempotency-Key has 1 to 200 characters',
          zh: 'Idempotency-Key 应为 1 到 200 个字符',
        }),
      ),
    });
  },
});
