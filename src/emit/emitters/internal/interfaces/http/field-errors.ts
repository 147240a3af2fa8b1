import { defineEmitter } from '../../../../define.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { fieldMessages, formatNames, inLanguage, typeNames } from '../../../../http/texts.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** What is wrong with an input, in sentences. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/field-errors.ts',
  build({ lang }) {
    const literals = (texts: Parameters<typeof inLanguage>[0]) =>
      inLanguage(texts, lang).map(([name, text]) => [name, textLiteral(text)]);
    return template('internal/interfaces/http/field-errors.ts', {
      types: literals(typeNames),
      formats: literals(formatNames),
      messages: inLanguage(fieldMessages, lang),
      example: say(lang, {
        en: 'must look like ${String(example)}',
        zh: '格式应如 ${String(example)}',
      }),
      or: say(lang, { en: ' or ', zh: '或' }),
    });
  },
});
