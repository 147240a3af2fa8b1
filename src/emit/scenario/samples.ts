import type { Entity, Field, Input, Model } from '../../model/model.ts';
import { plain, valueOf } from './given.ts';
import type { Given, GivenMember } from './given.ts';
import type { Hints } from './hints.ts';
import { textsOf } from './sample-text.ts';
import type { Value } from './value.ts';

/** What samples are taken from. */
export interface Samples {
  readonly model: Model;
  readonly hints: Hints;
  /** Ways to make a row of another entity, the plainest first. */
  rowsOf(entity: Entity): readonly Given[];
}

/** The most shapes of an owned child that are tried. */
const MAX_VARIANTS = 12;
/** The longest list that is tried. */
const MAX_LENGTH = 12;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FUTURE = Date.UTC(2090, 0, 1, 9);
const PAST = Date.UTC(2001, 0, 1, 9);

/** Samples of one input, the most ordinary first. Empty when it cannot be sampled. */
export function samplesOf(input: Input | Field, position: number, from: Samples): readonly Given[] {
  const field = 'shape' in input ? input.shape : input;
  if (field.many && field.type.kind !== 'owned') return lists(field, position, from);
  if (field.type.kind === 'owned' && field.many) return childLists(field.type.entity, from);
  return oneOf(field, position, from);
}

function lists(field: Field, position: number, from: Samples): readonly Given[] {
  const samples = oneOf(field, position, from);
  const [first] = samples;
  const longer =
    first === undefined ? [] : lengths(from.hints).map((length) => repeated(first, length));
  return [
    ...samples.map((one): Given => ({ kind: 'list', items: [one] })),
    ...longer,
    { kind: 'list', items: [] },
  ];
}

function childLists(child: Entity, from: Samples): readonly Given[] {
  const variants = variantsOf(child.fields.filter(isGivenByClients), from);
  const items = variants.map((members): Given => ({
    kind: 'object',
    members,
    row: { of: child, members: membersOf(members) },
  }));
  const [item] = items;
  if (item === undefined) return [];
  return [
    ...items.map((one): Given => ({ kind: 'list', items: [one] })),
    ...lengths(from.hints).map((length) => repeated(item, length)),
    { kind: 'list', items: [] },
  ];
}

/** The first sample of each member, then variations of one. */
function variantsOf(fields: readonly Field[], from: Samples): readonly (readonly GivenMember[])[] {
  const first = objectOf(fields, from);
  if (first === null) return [];
  const variations = first.flatMap((member, index) =>
    samplesOf(member.input, index, from)
      .slice(1)
      .map((given) => first.map((one) => (one === member ? { ...one, given } : one))),
  );
  return [first, ...variations].slice(0, MAX_VARIANTS);
}

function oneOf(field: Field, position: number, from: Samples): readonly Given[] {
  const { type } = field;
  switch (type.kind) {
    case 'enum':
      return type.enum.values.map((one) => plain(one.code));
    case 'value': {
      const members = objectOf(type.value.fields, from);
      return members === null
        ? []
        : [{ kind: 'object', members, row: { of: type.value, members: membersOf(members) } }];
    }
    case 'owned': {
      const members = objectOf(type.entity.fields.filter(isGivenByClients), from);
      return members === null
        ? []
        : [{ kind: 'object', members, row: { of: type.entity, members: membersOf(members) } }];
    }
    case 'reference':
      return type.targets.flatMap((target) =>
        from
          .rowsOf(target)
          .map((row): Given =>
            row.kind === 'row' ? { ...row, polymorphic: type.targets.length > 1 } : row,
          ),
      );
    case 'inverse':
      return [];
    case 'scalar':
      return scalars(field, position, from);
  }
}

function isGivenByClients(field: Field): boolean {
  return field.clientMay !== 'never' && field.type.kind !== 'inverse';
}

/** Each required member's first sample; null when one has none. */
function objectOf(fields: readonly Field[], from: Samples): readonly GivenMember[] | null {
  const members: GivenMember[] = [];
  for (const [position, field] of fields.entries()) {
    if (field.default !== null) continue;
    const [given] = samplesOf(field, position, from);
    if (given === undefined) {
      if (field.optional) continue;
      return null;
    }
    members.push({ input: field, name: field.member, given });
  }
  return members;
}

export function membersOf(members: readonly GivenMember[]): ReadonlyMap<string, Value> {
  return new Map(members.map(({ input, given }) => [input.name, valueOf(given)]));
}

function scalars(field: Field, position: number, from: Samples): readonly Given[] {
  const { hints, model } = from;
  if (field.type.kind !== 'scalar') return [];
  switch (field.type.scalar) {
    case 'int':
    case 'float':
      return field.unique && field.bounds.length === 0
        ? [{ kind: 'number' }]
        : numbers(field, hints).map((one) => plain(one));
    case 'bigint':
      if (field.unique && field.bounds.length === 0) return [numbered('', 1)];
      return numbers(field, hints).map((one) => plain(String(one), one));
    case 'decimal':
      return numbers(field, hints).map((one) => plain(String(one), one));
    case 'money':
      return numbers(field, hints).map((one) =>
        plain(
          one.toFixed(
            field.type.kind === 'scalar' ? (field.type.digits?.scale ?? model.currency.digits) : 2,
          ),
          one,
        ),
      );
    case 'bool':
      return [plain(false), plain(true)];
    case 'date':
      return [
        ...[FUTURE, PAST].map((start) => {
          const day = start - (start % DAY_MS) + position * DAY_MS;
          return plain(new Date(day).toISOString().slice(0, 10), day);
        }),
        ...moments(hints, DAY_MS).map((ms): Given => ({ kind: 'fromNow', ms, day: true })),
      ];
    case 'time':
      return [plain(`${String(8 + (position % 12)).padStart(2, '0')}:00:00`)];
    case 'datetime':
      return [
        ...[FUTURE, PAST].map((start) => {
          const instant = start + position * HOUR_MS;
          return plain(new Date(instant).toISOString(), instant);
        }),
        ...moments(hints, HOUR_MS).map((ms): Given => ({
          kind: 'fromNow',
          ms: ms + position * MINUTE_MS,
          day: false,
        })),
      ];
    case 'duration':
      return [plain(HOUR_MS), plain(MINUTE_MS)];
    case 'uuid':
      return [numbered('018f3c1a-7c00-7000-8000-', 12)];
    case 'email':
      return [numbered(field.name.toLowerCase(), 1, '@example.org')];
    case 'url':
      return [numbered('https://example.org/', 1)];
    case 'phone':
      return [numbered('+8613800', 6)];
    case 'slug':
      return [numbered('slug-', 1)];
    case 'json':
      return [plain({ note: 'sample' })];
    case 'bytes':
      return [plain('c2FtcGxl')];
    case 'tz':
      return [plain('Europe/Berlin')];
    case 'ip':
      return [plain('192.0.2.1')];
    case 'password':
      return [plain('correct horse battery')];
    case 'role':
      return model.roles.map((role) => plain(role.code));
    case 'file':
    case 'image':
      return [];
    case 'string':
    case 'text': {
      return textsOf(field, hints);
    }
  }
}

function numbered(before: string, pad: number, after = ''): Given {
  return { kind: 'numbered', before, pad, after };
}

function numbers(field: Field, hints: Hints): number[] {
  const step = field.type.kind === 'scalar' && field.type.scalar === 'int' ? 1 : 0.01;
  let low = -1_000_000;
  let high = 1_000_000;
  for (const { op, value } of field.bounds) {
    const bound = Number(value);
    if (op === '>=') low = Math.max(low, bound);
    if (op === '>') low = Math.max(low, bound + step);
    if (op === '<=') high = Math.min(high, bound);
    if (op === '<') high = Math.min(high, bound - step);
  }
  const near = hints.numbers.flatMap((one) => [one, one + 1, one - 1]);
  const wanted = [1, 10, 2, 100, 5, 0, low, high, (low + high) / 2, ...near];
  const whole = wanted.map((one) => (step === 1 ? Math.round(one) : Math.round(one * 100) / 100));
  return [...new Set(whole.filter((one) => one >= low && one <= high && Math.abs(one) < 1_000_000))]
    .slice(0, 6 + near.length)
    .concat(
      whole.every((one) => one < low || one > high || Math.abs(one) >= 1_000_000) ? [low] : [],
    );
}

/** How many elements are worth trying: two, three, and about each number that a condition names. */
function lengths({ numbers: named }: Hints): readonly number[] {
  const near = named.flatMap((one) => [one, one + 1]);
  return [...new Set([2, 3, ...near])].filter((one) => one > 1 && one <= MAX_LENGTH);
}

function repeated(one: Given, length: number): Given {
  return { kind: 'list', items: Array.from({ length }, () => one) };
}

/** Distances from now, on both sides of each duration that a condition names. */
function moments({ clock, durations }: Hints, step: number): readonly number[] {
  if (!clock) return [];
  const named = durations.flatMap((ms) => [ms + step, ms - step, -ms - step, step - ms]);
  return [...new Set([step, 2 * step, -step, ...named])];
}
