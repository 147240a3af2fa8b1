import type { ProblemText, Words } from '../problem.ts';
import { didYouMean } from './shorthand.ts';

const kinds = {
  text: { en: 'one value', zh: '单个值' },
  list: { en: 'a list', zh: '列表' },
  map: { en: 'a map of keys and values', zh: '键值映射' },
} as const;

/** What is wrong with a key, or with the kind of its value. */
export const shapeMessages = {
  version: (found: string): ProblemText => ({
    code: 'prd.version',
    message: {
      en: `"prd: ${found}" is not a version of this format`,
      zh: `“prd: ${found}”不是本格式的版本`,
    },
    next: { en: 'write `prd: 1`', zh: '请写 `prd: 1`' },
  }),
  missingKey: (key: string, place: string): ProblemText => ({
    code: 'prd.missing_key',
    message: { en: `${place} has no "${key}"`, zh: `${place} 缺少“${key}”` },
    next: { en: `add \`${key}: …\``, zh: `请加上 \`${key}: …\`` },
  }),
  unknownKey: (key: string, hint: string | null, known: readonly string[]): ProblemText => ({
    code: 'prd.unknown_key',
    message: { en: `unknown key "${key}"`, zh: `未知的键“${key}”` },
    ...(hint
      ? didYouMean(hint)
      : {
          next: {
            en: `known here: ${known.join(', ')}`,
            zh: `此处可用：${known.join('、')}`,
          },
        }),
  }),
  unknownWord: (word: string, known: readonly string[], hint: string | null): ProblemText => ({
    code: 'prd.unknown_word',
    message: {
      en: `"${word}" is not one of ${known.join(', ')}`,
      zh: `“${word}”不在可用的词中：${known.join('、')}`,
    },
    ...didYouMean(hint),
  }),
  wrongKind: (
    key: string,
    wanted: readonly (keyof typeof kinds)[],
    found: keyof typeof kinds,
  ): ProblemText => ({
    code: 'prd.wrong_shape',
    message: {
      en: `"${key}" takes ${wanted.map((one) => kinds[one].en).join(' or ')}, found ${kinds[found].en}`,
      zh: `“${key}”应为${wanted.map((one) => kinds[one].zh).join('或')}，实际为${kinds[found].zh}`,
    },
  }),
  emptyValue: (key: string): ProblemText => ({
    code: 'prd.empty_value',
    message: { en: `"${key}" has no value`, zh: `“${key}”没有值` },
  }),
  badFormat: (key: string, text: string, wanted: Words): ProblemText => ({
    code: 'prd.bad_value',
    message: {
      en: `"${text}" does not fit "${key}": ${wanted.en}`,
      zh: `“${text}”不符合“${key}”的要求：${wanted.zh}`,
    },
  }),
  controlCharacter: (): ProblemText => ({
    code: 'prd.control_character',
    message: { en: 'a control character in a text', zh: '文字中有控制字符' },
    next: { en: 'leave it out', zh: '请去掉它' },
  }),
};
