import { shorthandMessages as say } from '../messages/shorthand.ts';
import { durationUnits } from '../vocabulary.ts';
import type { Cursor } from './cursor.ts';

export interface Duration {
  readonly ms: number;
  readonly months: number;
  readonly text: string;
}

export const durationPattern = /\d+(?:\.\d+)?(?:ms|min|mo|[smhdwy])(?![\p{L}\p{N}_])/uy;

/** `30m`, `7y`: months and years are kept apart from milliseconds. */
export function toDuration(text: string): Duration {
  const [, count = '0', unit = 'ms'] = /^([\d.]+)(\D+)$/.exec(text) ?? [];
  const one = durationUnits[unit] ?? { ms: 0, months: 0 };
  return { ms: Math.round(Number(count) * one.ms), months: Number(count) * one.months, text };
}

/** For time-outs and retention a month is 30 days and a year 365. */
export function inMilliseconds({ ms, months }: Duration): number {
  const years = Math.floor(months / 12);
  return ms + (years * 365 + (months - years * 12) * 30) * 86_400_000;
}

export function readDuration(cursor: Cursor): number {
  const start = cursor.offset;
  const text = cursor.take(durationPattern);
  if (text !== null) return inMilliseconds(toDuration(text));
  const found = cursor.peek(/\S*/y) ?? '';
  return cursor.fail(say.badDuration(found), start, start + found.length);
}
