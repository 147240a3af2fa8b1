import { withLines } from './part.ts';
import type { Part } from './part.ts';

/** So high that nobody is refused: what is measured is the counting. */
const prd = (text: string): string =>
  withLines(text, 'stack: { cache: redis }\nlimits: { default: 900000000/h per user }');

const redis = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

export const limits: readonly Part[] = [
  {
    name: 'limits and load shedding',
    aim: 0.05,
    prd,
    without: { LIMITS: 'off' },
    with: { LIMITS: 'on' },
  },
  {
    name: 'the same, counted in Redis',
    aim: 0.05,
    prd,
    without: { LIMITS: 'off', REDIS_URL: redis },
    with: { LIMITS: 'on', REDIS_URL: redis },
  },
];
