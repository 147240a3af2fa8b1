import type { EntityState, FieldState } from './parts.ts';
import { replaceText } from './parts.ts';
import type { Change, Series } from './series.ts';

function enumField(
  series: Series,
): { readonly entity: EntityState; readonly field: FieldState } | null {
  const entity = series.pick(series.entities);
  const field = entity.fields.find((one) => one.kind === 'enum');
  return field === undefined || series.isTouched(field) ? null : { entity, field };
}

function addValue(series: Series): string | null {
  const found = enumField(series);
  if (found === null) return null;
  found.field.values.push(series.fresh('v'));
  return `value ${found.entity.name}.${found.field.name}`;
}

function renameValue(series: Series): string | null {
  const found = enumField(series);
  if (found === null) return null;
  const { entity, field } = found;
  return renameFirst(series, entity, field);
}

/** The field and a value of it at once. */
function renameBoth(series: Series): string | null {
  const found = enumField(series);
  if (found === null) return null;
  const { entity, field } = found;
  const name = series.fresh('f');
  const word = `rename ${entity.name}.${field.name} ${name}`;
  series.lines.renames.push(`${entity.name}.${field.name} -> ${entity.name}.${name}`);
  field.name = name;
  return `${word} and ${renameFirst(series, entity, field)}`;
}

function renameFirst(series: Series, entity: EntityState, field: FieldState): string {
  const [from = ''] = field.values;
  const to = series.fresh('v');
  const path = `${entity.name}.${field.name}`;
  series.lines.renames.push(`${path}.${from} -> ${path}.${to}`);
  field.values[0] = to;
  replaceText(field.cells, from, to);
  field.extra = field.extra.replace(`= ${from}`, `= ${to}`);
  return `rename ${path}.${from} ${to}`;
}

function retireValue(series: Series): string | null {
  const found = enumField(series);
  if (found === null || found.field.values.length < 3) return null;
  const { entity, field } = found;
  const from = field.values.pop() ?? '';
  const [to = ''] = field.values;
  series.lines.retire.push(`${entity.name}.${field.name}.${from}: ${to}`);
  replaceText(field.cells, from, to);
  return `retire ${entity.name}.${field.name}.${from} ${to}`;
}

/** Of the values of a choice. */
export const choices: readonly Change[] = [addValue, renameValue, renameBoth, retireValue];
