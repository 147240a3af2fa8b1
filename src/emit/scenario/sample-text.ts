import type { Field } from '../../model/model.ts';
import type { Given } from './given.ts';

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
const probes = [1, 7, 42, 365, 999];

/** Text that fits the field's pattern and length whatever number it carries; null when none was found. */
export function numberedText(field: Field, label: string): Given | null {
  const { min, max } = field.length ?? { min: 1, max: 255 };
  const pattern =
    field.pattern === null
      ? null
      : new RegExp(field.pattern.source, field.pattern.flags.replace('g', ''));
  const words = pattern === null ? [`${label} `, 'a'] : prefixes;
  for (const pad of [1, ...widths(min, max)]) {
    for (const before of words) {
      for (const after of suffixes) {
        if (probes.every((n) => fits(before + String(n).padStart(pad, '0') + after))) {
          return { kind: 'numbered', before, pad, after };
        }
      }
    }
  }
  return null;

  function fits(text: string): boolean {
    const length = [...text].length;
    return length >= min && length <= max && (pattern === null || pattern.test(text));
  }
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
