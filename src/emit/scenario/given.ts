import type { Command, Entity, Field, Input } from '../../model/model.ts';
import type { Plain } from '../typescript/code.ts';
import { NOW, unknown } from './value.ts';
import type { Row, Value } from './value.ts';

const DAY_MS = 86_400_000;

/** A sample of an input: enough to write it into a test and to simulate what follows. */
export type Given =
  | { readonly kind: 'plain'; readonly json: Plain; readonly value: Value }
  /** Text that holds the number of the row, so that no two rows are alike. */
  | {
      readonly kind: 'numbered';
      readonly before: string;
      readonly pad: number;
      readonly after: string;
    }
  /** A moment so many milliseconds from now, or its day. */
  | { readonly kind: 'fromNow'; readonly ms: number; readonly day: boolean }
  /** The number itself. */
  | { readonly kind: 'number' }
  | {
      readonly kind: 'row';
      readonly entity: Entity;
      readonly steps: readonly Command[];
      readonly row: Row;
      readonly polymorphic: boolean;
    }
  | { readonly kind: 'object'; readonly members: readonly GivenMember[]; readonly row: Row }
  | { readonly kind: 'list'; readonly items: readonly Given[] };

export interface GivenMember {
  readonly input: Input | Field;
  /** The name in JSON. */
  readonly name: string;
  readonly given: Given;
}

export function valueOf(given: Given): Value {
  switch (given.kind) {
    case 'plain':
      return given.value;
    case 'numbered':
      return plainText(given);
    case 'fromNow':
      return given.day ? Math.floor((NOW + given.ms) / DAY_MS) * DAY_MS : NOW + given.ms;
    case 'number':
      return 1;
    case 'row':
    case 'object':
      return given.row;
    case 'list':
      return given.items.map(valueOf);
  }
}

/** The text of the first row. */
export function plainText(given: Given & { kind: 'numbered' }): string {
  return given.before + '1'.padStart(given.pad, '0') + given.after;
}

export function plain(
  json: Plain,
  value: Value = json === null || typeof json !== 'object' ? json : unknown,
): Given {
  return { kind: 'plain', json, value };
}
