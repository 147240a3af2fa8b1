import { randomUUID } from 'node:crypto';
import type { FieldState, Kind, MemberKind, ObjectState } from './parts.ts';
import type { Random } from './series.ts';
import { writeData } from './value-data.ts';
import type { Data } from './value-data.ts';

const strange = ['a', 'B', "'", '"', '\\', '\n', '🎉', '中', ';', '--', '$$', '$1', '%', ' ', '\t'];

/** A legal value of a field as its text; null: none. */
export function valueFor(field: FieldState, random: Random): string | null {
  if (field.optional && random(4) === 0) return null;
  if (field.object !== null) return objectValue(field, field.object, random);
  switch (field.kind) {
    case 'string[]':
      return JSON.stringify([text(random), text(random)].slice(random(3)));
    case 'enum':
      return field.values[random(field.values.length)] ?? '';
    case 'reference': {
      const ids = field.target?.ids ?? [];
      return ids[random(Math.max(ids.length, 1))] ?? null;
    }
    default:
      return plainValue(field.kind, field.unique, random);
  }
}

/** The ids of a set, in its order. */
export function membersFor(field: FieldState, random: Random): readonly string[] {
  const ids = field.target?.ids ?? [];
  const [a, b] = [ids[random(Math.max(ids.length, 1))], ids[random(Math.max(ids.length, 1))]];
  const wanted = random(4);
  if (wanted === 0 || a === undefined) return [];
  return wanted === 3 && b !== undefined && b !== a ? [a, b] : [a];
}

function objectValue(field: FieldState, object: ObjectState, random: Random): string | null {
  if (field.many) {
    const all = Array.from({ length: random(3) }, () => dataFor(object, random));
    return writeData(all);
  }
  const data = dataFor(object, random);
  const isAbsent = field.optional && Object.values(data).every((one) => one === null);
  return isAbsent ? null : writeData(data);
}

function dataFor(object: ObjectState, random: Random): Data {
  return Object.fromEntries(
    object.members.map(({ name, kind, optional, object: inner }) => {
      if (optional && random(3) === 0) return [name, null];
      return [name, inner === null ? plainValue(kind, false, random) : dataFor(inner, random)];
    }),
  );
}

/** `unique` ones are as good as never met twice. */
function plainValue(kind: Kind | MemberKind, unique: boolean, random: Random): string {
  const digits = random(1_000_000);
  switch (kind) {
    case 'int':
      return String(unique ? random(2_000_000_000) : digits);
    case 'bigint':
      return `90${random(1_000_000_000)}${random(1_000_000)}`;
    case 'decimal(12 2)':
    case 'decimal(14 2)':
      return `${digits}.${String(random(100)).padStart(2, '0')}`;
    case 'bool':
      return String(random(2) === 0);
    case 'date':
      return `20${10 + random(20)}-0${1 + random(9)}-1${random(10)}`;
    case 'datetime':
      return new Date(1_600_000_000_000 + digits * 997).toISOString();
    case 'uuid':
      return randomUUID();
    default:
      return `${unique ? randomUUID() : ''}${text(random)}`;
  }
}

function text(random: Random): string {
  const letters = Array.from({ length: 1 + random(12) }, () => strange[random(strange.length)]);
  return `x${letters.join('')}`;
}
