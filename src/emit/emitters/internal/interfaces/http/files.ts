import { defineEmitter } from '../../../../define.ts';
import { hasFiles } from '../../../../features.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** Files in and out. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasFiles(model),
  path: () => 'internal/interfaces/http/files.ts',
  build: ({ lang }) =>
    template('internal/interfaces/http/files.ts', {
      missing: textLiteral(say(lang, { en: 'is required', zh: '必填' })),
      unreadable: textLiteral(say(lang, { en: 'cannot be read', zh: '无法读取' })),
      tooLarge: say(lang, {
        en: 'is too large: at most ${maxBytes} bytes',
        zh: '最多 ${maxBytes} 字节',
      }),
    }),
});
