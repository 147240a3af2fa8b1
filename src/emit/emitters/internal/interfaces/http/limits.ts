import { defineEmitter } from '../../../../define.ts';
import { hasLimits } from '../../../../features.ts';
import { operationLimits, tooMany, usualLimit } from '../../../../http/limits.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { key } from '../../../../typescript/code.ts';

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

/** 60_000 */
function spaced(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, '_');
}
