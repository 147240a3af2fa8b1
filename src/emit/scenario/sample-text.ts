import type { Field } from '../../model/model.ts';
import { plain } from './given.ts';
import type { Given } from './given.ts';
import type { Hints } from './hints.ts';

const prefixes = [
  '',
  'a',
  'A',
  'ab',
  'AB',
  'abc',
  'ABC',
  'a-',
  'A-',
  'AB-',
  'ABC-',
  'a_',
  '1',
  '10',
  '+8613800',
  '+1555',
  'A1',
  '京A',
];
const suffixes = ['', 'a', 'A', 'X', '-a', '.0', '.0.0', '@example.org'];
/** For fields too short to hold a number. */
const SHORT = ['US', 'us', 'CNY', 'cny', 'a', 'A', '1', '12', '123', '1234', '12345', '123456'];
const probes = [1, 7, 42, 365, 999];

/** Texts that fit the field, the one that no other row has first. */
export function textsOf(field: Field, { numbers }: Hints): readonly Given[] {
  const numbered = numberedText(field, field.label);
  const all = numbered === null ? [] : [numbered];
  if (field.unique) return all;
  const fixed = numbers
    .flatMap((length) => [length, length - 1])
    .map((length) => 'x'.repeat(Math.max(length, 0)));
  const short = all.length > 0 ? [] : SHORT;
  const fitting = [...short, ...fixed].filter((text) => fits(field, text));
  return [...all, ...[...new Set(fitting)].map((text) => plain(text))];
}

/** Text that fits the field's pattern and length whatever number it carries; null when none was found. */
function numberedText(field: Field, label: string): Given | null {
  const { min, max } = lengthOf(field);
  const words = field.pattern === null ? [`${label} `, 'a'] : prefixes;
  for (const pad of [1, ...widths(min, max)]) {
    for (const before of words) {
      for (const after of suffixes) {
        if (probes.every((n) => fits(field, before + String(n).padStart(pad, '0') + after))) {
          return { kind: 'numbered', before, pad, after };
        }
      }
    }
  }
  return null;
}

function lengthOf(field: Field): { readonly min: number; readonly max: number } {
  return field.length ?? { min: 1, max: 255 };
}

function fits(field: Field, text: string): boolean {
  const { min, max } = lengthOf(field);
  const length = [...text].length;
  if (length < min || length > max) return false;
  const { pattern } = field;
  return pattern === null || new RegExp(pattern.source, pattern.flags.replace('g', '')).test(text);
}

/** Widths worth trying: those of fixed-length codes. */
function widths(min: number, max: number): number[] {
  const all: number[] = [];
  for (
    let width = Math.max(2, min - 9);
    width <= Math.min(max, Math.max(min, 3), 64) || width <= Math.min(20, max);
    width += 1
  ) {
    all.push(width);
  }
  return all;
}
