import type { Model } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { hasLimits } from '../../../../features.ts';
import { operationLimits, usualLimit } from '../../../../http/limits.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';
import { key, templateText } from '../../../../typescript/code.ts';

/** How often one caller may ask. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasLimits,
  path: () => 'internal/interfaces/http/limits.ts',
  build(model) {
    const limits = operationLimits(model);
    const usual = usualLimit(model);
    const scopes = [...limits.map(({ limit }) => limit.per), ...(usual ? [usual.per] : [])];
    return template('internal/interfaces/http/limits.ts', {
      limits: limits
        .map(({ operation, limit }) => ({
          operation: key(operation).parts.join(''),
          target: textLiteral(limit.target),
          max: limit.count,
          windowMs: spaced(limit.windowMs),
          per: limit.per,
        }))
        .sort((a, b) => (a.operation < b.operation ? -1 : 1)),
      per: scopes,
      addresses: scopes.some((per) => per !== 'global'),
      usual: usual && {
        max: usual.count,
        windowMs: spaced(usual.windowMs),
        per: usual.per,
      },
      tooMany: tooMany(model),
    });
  },
});

function tooMany({ lang }: Model): string {
  const text = say(lang, {
    en: 'too many requests: try again in {n} s',
    zh: '请求过于频繁，请在 {n} 秒后重试',
  });
  const [before = '', after = ''] = text.split('{n}').map((part) => templateText(part).parts[0]);
  return `\`${String(before)}\${seconds}${String(after)}\``;
}

/** 60_000 */
function spaced(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, '_');
}
