import type {
  Document,
  LimitSyntax,
  Located,
  SagaSyntax,
  ServiceSyntax,
  Setting,
} from '../document.ts';
import { printStep, printTarget } from '../print/parts.ts';
import type { Cursor } from '../shorthand/cursor.ts';
import { inMilliseconds, toDuration } from '../shorthand/duration.ts';
import { readBreaker, readLimit } from '../shorthand/operations.ts';
import { readStep, readTarget } from '../shorthand/target.ts';
import { isEmpty } from '../source/tree.ts';
import type { MapNode, TextNode, Tree } from '../source/tree.ts';
import { readFieldList, readFields } from './fields.ts';
import {
  entriesOf,
  justName,
  keyName,
  justPath,
  located,
  namedEntries,
  parseText,
  parseTexts,
  textOf,
  textsOf,
  valueOf,
} from './reading.ts';
import type { Reading } from './reading.ts';

export function readSettings(tree: Tree | null): Setting[] {
  return entriesOf(tree)
    .filter(({ value }) => value.kind !== 'map')
    .map(({ key, value }) => ({
      key: { value: key.text, at: key.at },
      values: textsOf(value).map((node) => ({ value: node.text, at: node.at })),
    }));
}

interface Timed {
  readonly target: Located<string>;
  readonly ms: Located<number>;
}

/** `{ Product: 5m, Product.list: 30s }` */
export function readDurations(reading: Reading, tree: Tree | null): Timed[] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const target = parseText(reading, key, justPath);
    if (!target || value.kind !== 'text') return [];
    return [{ target, ms: { value: milliseconds(value), at: value.at } }];
  });
}

function milliseconds(node: TextNode): number {
  return inMilliseconds(toDuration(node.text));
}

export function readLimits(reading: Reading, tree: Tree | null): LimitSyntax[] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const target = parseText(reading, key, justPath);
    const limit = value.kind === 'text' ? parseText(reading, value, readLimit) : null;
    return target && limit
      ? [{ target, ...limit, at: { start: key.at.start, end: value.at.end } }]
      : [];
  });
}

export function readReactions(reading: Reading, tree: Tree | null): Document['reactions'] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const event = keyName(reading, key);
    return event ? [{ event, targets: parseTexts(reading, value, readTarget, printTarget) }] : [];
  });
}

export function readSagas(reading: Reading, tree: Tree | null): SagaSyntax[] {
  return namedEntries(reading, tree).flatMap(({ name, value }) => {
    if (value.kind !== 'map') return [];
    const starts = textOf(value, 'starts');
    const fails = textOf(value, 'fails');
    const event = starts ? parseText(reading, starts, justName) : null;
    if (!event) return [];
    return [
      {
        name,
        starts: event,
        steps: parseTexts(reading, valueOf(value, 'steps'), readStep, printStep),
        fails: fails ? parseText(reading, fails, readTarget, printTarget) : null,
      },
    ];
  });
}

export function readServices(reading: Reading, tree: Tree | null): ServiceSyntax[] {
  return namedEntries(reading, tree).flatMap(({ name, value }) => {
    if (value.kind !== 'map') return [];
    const timeout = textOf(value, 'timeout');
    const retry = textOf(value, 'retry');
    const breaker = textOf(value, 'breaker');
    return [
      {
        name,
        url: located(textOf(value, 'url')) ?? { value: '', at: value.at },
        timeoutMs: timeout ? milliseconds(timeout) : null,
        retry: retry ? Number(retry.text) : null,
        breaker: breaker ? parseText(reading, breaker, readBreaker) : null,
        calls: readCalls(reading, valueOf(value, 'calls')),
        at: { start: name.at.start, end: value.at.end },
      },
    ];
  });
}

function readCalls(reading: Reading, tree: Tree | null): ServiceSyntax['calls'] {
  return namedEntries(reading, tree).flatMap(({ name, value }) => {
    const call =
      value.kind === 'text'
        ? parseText(reading, value, (cursor) => readCall(cursor, value))
        : value.kind === 'map'
          ? readLongCall(reading, value)
          : null;
    return call ? [{ name, ...call }] : [];
  });
}

type Call = Omit<ServiceSyntax['calls'][number], 'name'>;

function readLongCall(reading: Reading, map: MapNode): Call {
  return {
    input: readFields(reading, valueOf(map, 'input')),
    output: readFields(reading, valueOf(map, 'output')),
  };
}

/** `orderId uuid, amount money -> txnId string` */
function readCall(cursor: Cursor, node: TextNode): Call {
  const input = readFieldList(cursor, node);
  cursor.needSymbol('->');
  return { input, output: readFieldList(cursor, node) };
}

export function readSeed(reading: Reading, tree: Tree | null): Document['seed'] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const entity = keyName(reading, key);
    if (!entity || value.kind !== 'list') return [];
    const rows = value.items.flatMap((row) =>
      row.kind === 'map' ? [{ values: readRow(reading, row), at: row.at }] : [],
    );
    return [{ entity, rows }];
  });
}

function readRow(
  reading: Reading,
  row: MapNode,
): Document['seed'][number]['rows'][number]['values'] {
  return row.entries.flatMap(({ key, value }) => {
    const field = parseText(reading, key, justPath);
    if (!field || value.kind !== 'text') return [];
    const quoted = value.style !== 'plain' && value.style !== 'empty';
    const absent = isEmpty(value) || (!quoted && value.text === 'null');
    return [{ field, text: absent ? null : value.text, quoted }];
  });
}
