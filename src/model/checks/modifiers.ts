import type { ModSyntax } from '../../prd/index.ts';
import { fieldText } from '../compatible.ts';
import type { Building } from '../draft.ts';
import type { Field, Scalar } from '../model.ts';

const texts: readonly Scalar[] = ['string', 'text', 'email', 'url', 'phone', 'slug'];
const neverUnique: readonly Scalar[] = ['json', 'bytes', 'file', 'image', 'password', 'bool'];

/** Where each modifier makes sense; the others go with every type. */
const sensible: Partial<Record<ModSyntax['kind'], (field: Field) => boolean>> = {
  search: (field) => isOf(field, texts) && !field.many,
  ci: (field) => isOf(field, texts) && !field.many,
  ordered: (field) => field.type.kind === 'reference' && field.many,
  cascade: isSingleReference,
  restrict: isSingleReference,
  setnull: isSingleReference,
  unique: (field) => isKey(field),
  index: (field) => isKey(field) || isOf(field, ['bool']),
  sequence: (field) => isOf(field, ['string']) && !field.many,
  secret: (field) => field.type.kind !== 'inverse',
};

export function checkModifiers(building: Building): void {
  const { problems } = building;
  const fields = [
    ...building.model.entities.flatMap((entity) => entity.fields),
    ...building.model.values.flatMap((value) => value.fields),
  ];
  for (const field of fields) {
    for (const mod of building.fieldSyntax.get(field)?.mods ?? []) {
      const test = sensible[mod.kind];
      const type = `${fieldText(field.type)}${field.many ? '[]' : ''}`;
      if (test && !test(field))
        problems.add('modifier_without_use', mod.at, {
          en: `"${mod.kind}" does not go with ${type}`,
          zh: `“${mod.kind}”不能用于 ${type}`,
        });
      if (mod.kind === 'setnull' && !field.optional)
        problems.add(
          'setnull_of_required',
          mod.at,
          {
            en: `"${field.name}" is required, so it cannot become absent`,
            zh: `“${field.name}”必填，不能置空`,
          },
          { en: 'make it optional (`?`)', zh: '请改为可选（`?`）' },
        );
    }
    emptyBounds(building, field);
    if (field.many && isOf(field, ['password', 'bytes']))
      problems.add('modifier_without_use', field.at, {
        en: `"[]" does not go with ${fieldText(field.type)}`,
        zh: `“[]”不能用于 ${fieldText(field.type)}`,
      });
  }
}

function isOf(field: Field, scalars: readonly Scalar[]): boolean {
  return field.type.kind === 'scalar' && scalars.includes(field.type.scalar);
}

function isSingleReference(field: Field): boolean {
  return field.type.kind === 'reference' && !field.many;
}

function isKey(field: Field): boolean {
  const { type } = field;
  if (field.many || field.computed?.kind === 'custom') return false;
  return type.kind === 'scalar'
    ? !neverUnique.includes(type.scalar)
    : type.kind === 'enum' || type.kind === 'reference';
}

function emptyBounds(building: Building, field: Field): void {
  const numbers = (ops: readonly string[]): number[] =>
    field.bounds.filter((one) => ops.includes(one.op)).map((one) => Number(one.value));
  const low = Math.max(...numbers(['>=', '>']));
  const high = Math.min(...numbers(['<=', '<']));
  const isOpen = field.bounds.some(({ op, value }) => op.length === 1 && Number(value) === low);
  if (low > high || (low === high && isOpen))
    building.problems.add('empty_range', field.at, {
      en: `no value is both above ${low} and below ${high}`,
      zh: `没有同时满足下限 ${low} 与上限 ${high} 的值`,
    });
}
