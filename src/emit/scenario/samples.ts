import type { Entity, Field, Input, Model } from '../../model/model.ts';
import { plain, valueOf } from './given.ts';
import type { Given, GivenMember } from './given.ts';
import { numberedText } from './sample-text.ts';
import type { Value } from './value.ts';

/** How rows of another entity come about; given by the simulation. */
export interface RowSource {
  /** Ways to make a row, the plainest first. */
  rowsOf(entity: Entity): readonly Given[];
}

/** The most shapes of an owned child that are tried. */
const MAX_VARIANTS = 12;
const WORDS_MS = 3_600_000;
const FUTURE = Date.UTC(2090, 0, 1, 9);
const PAST = Date.UTC(2001, 0, 1, 9);

/** Samples of one input, the most ordinary first. Empty when it cannot be sampled. */
export function samplesOf(
  input: Input | Field,
  model: Model,
  rows: RowSource,
  position: number,
): readonly Given[] {
  const field = 'shape' in input ? input.shape : input;
  if (field.many && field.type.kind !== 'owned') return lists(field, model, rows, position);
  if (field.type.kind === 'owned' && field.many) return childLists(field.type.entity, model, rows);
  return oneOf(field, model, rows, position);
}

function lists(field: Field, model: Model, rows: RowSource, position: number): readonly Given[] {
  return [
    ...oneOf(field, model, rows, position).map((one): Given => ({ kind: 'list', items: [one] })),
    { kind: 'list', items: [] },
  ];
}

function childLists(child: Entity, model: Model, rows: RowSource): readonly Given[] {
  const variants = variantsOf(child.fields.filter(isGivenByClients), model, rows);
  const items = variants.map((members): Given => ({
    kind: 'object',
    members,
    row: { of: child, members: membersOf(members) },
  }));
  const [item] = items;
  if (item === undefined) return [];
  return [
    ...items.map((one): Given => ({ kind: 'list', items: [one] })),
    { kind: 'list', items: [item, item] },
    { kind: 'list', items: [item, item, item] },
    { kind: 'list', items: [] },
  ];
}

/** The first sample of each member, then variations of one. */
function variantsOf(
  fields: readonly Field[],
  model: Model,
  rows: RowSource,
): readonly (readonly GivenMember[])[] {
  const first = objectOf(fields, model, rows);
  if (first === null) return [];
  const variations = first.flatMap((member, index) =>
    samplesOf(member.input, model, rows, index)
      .slice(1)
      .map((given) => first.map((one) => (one === member ? { ...one, given } : one))),
  );
  return [first, ...variations].slice(0, MAX_VARIANTS);
}

function oneOf(field: Field, model: Model, rows: RowSource, position: number): readonly Given[] {
  const { type } = field;
  switch (type.kind) {
    case 'enum':
      return type.enum.values.map((one) => plain(one.code));
    case 'value': {
      const members = objectOf(type.value.fields, model, rows);
      return members === null
        ? []
        : [{ kind: 'object', members, row: { of: type.value, members: membersOf(members) } }];
    }
    case 'owned': {
      const members = objectOf(type.entity.fields.filter(isGivenByClients), model, rows);
      return members === null
        ? []
        : [{ kind: 'object', members, row: { of: type.entity, members: membersOf(members) } }];
    }
    case 'reference':
      return type.targets.flatMap((target) =>
        rows
          .rowsOf(target)
          .map((row): Given =>
            row.kind === 'row' ? { ...row, polymorphic: type.targets.length > 1 } : row,
          ),
      );
    case 'inverse':
      return [];
    case 'scalar':
      return scalars(field, model, position);
  }
}

function isGivenByClients(field: Field): boolean {
  return field.clientMay !== 'never' && field.type.kind !== 'inverse';
}

/** Each required member's first sample; null when one has none. */
function objectOf(
  fields: readonly Field[],
  model: Model,
  rows: RowSource,
): readonly GivenMember[] | null {
  const members: GivenMember[] = [];
  for (const [position, field] of fields.entries()) {
    if (field.default !== null) continue;
    const [given] = samplesOf(field, model, rows, position);
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

function scalars(field: Field, model: Model, position: number): readonly Given[] {
  if (field.type.kind !== 'scalar') return [];
  switch (field.type.scalar) {
    case 'int':
    case 'float':
      return field.unique && field.bounds.length === 0
        ? [{ kind: 'number' }]
        : numbers(field).map((one) => plain(one));
    case 'bigint':
      return numbers(field).map((one) => plain(String(one), one));
    case 'decimal':
      return numbers(field).map((one) => plain(String(one), one));
    case 'money':
      return numbers(field).map((one) =>
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
      return [FUTURE, PAST].map((start) => {
        const day = start - (start % 86_400_000) + position * 86_400_000;
        return plain(new Date(day).toISOString().slice(0, 10), day);
      });
    case 'time':
      return [plain(`${String(8 + (position % 12)).padStart(2, '0')}:00:00`)];
    case 'datetime':
      return [FUTURE, PAST].map((start) => {
        const instant = start + position * WORDS_MS;
        return plain(new Date(instant).toISOString(), instant);
      });
    case 'duration':
      return [plain(WORDS_MS), plain(60_000)];
    case 'uuid':
      return [plain('018f3c1a-7c00-7000-8000-000000000001')];
    case 'email':
      return [
        { kind: 'numbered', before: `${field.name}`.toLowerCase(), pad: 1, after: '@example.org' },
      ];
    case 'url':
      return [{ kind: 'numbered', before: 'https://example.org/', pad: 1, after: '' }];
    case 'phone':
      return [{ kind: 'numbered', before: '+8613800', pad: 6, after: '' }];
    case 'slug':
      return [{ kind: 'numbered', before: 'slug-', pad: 1, after: '' }];
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
      const text = numberedText(field, field.label);
      return text === null ? [] : [text];
    }
  }
}

function numbers(field: Field): number[] {
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
  const wanted = [1, 10, 2, 100, 5, 0, low, high, (low + high) / 2];
  const whole = wanted.map((one) => (step === 1 ? Math.round(one) : Math.round(one * 100) / 100));
  return [...new Set(whole.filter((one) => one >= low && one <= high && Math.abs(one) < 1_000_000))]
    .slice(0, 6)
    .concat(
      whole.every((one) => one < low || one > high || Math.abs(one) >= 1_000_000) ? [low] : [],
    );
}
