import { deleteActions, languages, orphanActions, scalars } from '../vocabulary.ts';
import { either, flag, listOf, mapOf, oneOrList, text } from './shape.ts';
import type { MapShape, Shape } from './shape.ts';

const number = { en: 'a number', zh: '数字' };
const numberText = (means: string): Shape => ({
  kind: 'text',
  means,
  pattern: /^-?\d+(\.\d+)?(KB|MB|GB|k|M)?$/,
  wanted: number,
});

const openEnd: Shape = { kind: 'text', means: 'least, most; null leaves an end open', empty: true };

/** `{ type: string, length: [1, 200], required: true, … }`: every part of the shorthand has one key. */
export const longFieldShape: MapShape = mapOf('a field in its long form', {
  type: text(`a type: ${scalars.join(', ')}, or an enum, a value object, an owned entity`),
  values: listOf(() => text('a value of an enum written in place')),
  to: oneOrList(() => text('the entities a reference leads to')),
  inverse: text('`Entity.field`: the reference this is the other side of'),
  label: text('the label for people'),
  required: flag,
  many: flag,
  length: either(
    numberText('at most'),
    listOf(() => openEnd),
  ),
  size: either(
    text('at most, such as 5MB'),
    listOf(() => openEnd),
  ),
  precision: numberText('digits of a decimal'),
  scale: numberText('digits after the point'),
  currency: text('the field that holds the currency'),
  unique: flag,
  index: flag,
  immutable: flag,
  readonly: flag,
  secret: flag,
  pii: flag,
  search: flag,
  ci: flag,
  ordered: flag,
  onDelete: { kind: 'word', words: deleteActions },
  read: oneOrList(() => text('a principal or a role that reads it')),
  min: text('>='),
  max: text('<='),
  above: text('>'),
  below: text('<'),
  pattern: text('a regular expression, without the slashes or with them'),
  computed: text('an expression, or `custom`'),
  counter: text('the collection that is counted'),
  sequence: text('the format, such as SO-{yyyy}-{n:6}'),
  was: text('the old name'),
  column: text('the column'),
  backfill: text('an expression, or `custom`'),
  orphans: { kind: 'word', words: orphanActions },
  default: either(
    text('a default as in the shorthand'),
    listOf(() => text('a default')),
  ),
});

export const fieldShape: Shape = either(
  text('a field in shorthand: `string(1..200) unique`'),
  longFieldShape,
);
export const languageShape: Shape = { kind: 'word', words: languages };
