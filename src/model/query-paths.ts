import type { Located } from '../prd/index.ts';
import type { Building } from './draft.ts';
import type { Entity, Field, Filter, SystemField } from './model.ts';
import { upperFirst } from './names.ts';
import { kinds } from './problems.ts';

const systemFields: readonly string[] = ['id', 'createdAt', 'updatedAt', 'version'];

export function pathOf(
  building: Building,
  entity: Entity,
  path: Located<string>,
): readonly (Field | SystemField)[] | null {
  const found: (Field | SystemField)[] = [];
  let fields: readonly Field[] = entity.fields;
  let current: Entity | null = entity;
  for (const name of path.value.split('.')) {
    if (current && (systemFields.includes(name) || (name === 'status' && current.lifecycle))) {
      found.push(name as SystemField);
      continue;
    }
    const field: Field | undefined = fields.find((one) => one.name === name);
    if (!field || field.type.kind === 'inverse') {
      building.problems.unknown(kinds.field, name, path.at, [
        ...fields.map((one) => one.name),
        ...(current?.lifecycle ? ['status'] : []),
      ]);
      return null;
    }
    found.push(field);
    const { type }: Field = field;
    current =
      type.kind === 'owned'
        ? type.entity
        : type.kind === 'reference'
          ? (type.targets[0] ?? null)
          : null;
    fields = type.kind === 'value' ? type.value.fields : (current?.fields ?? []);
  }
  return found;
}

export function filterOf(
  building: Building,
  entity: Entity,
  path: Located<string>,
  op: Filter['op'],
): readonly Filter[] {
  const found = pathOf(building, entity, path);
  if (!found) return [];
  const last = found.at(-1);
  if (last === undefined || !isPlain(last, found) || (op === 'range' && !isOrdered(last))) {
    building.problems.add('cannot_filter', path.at, {
      en: `"${path.value}" cannot be filtered by${op === 'eq' ? '' : ` "${op}"`}`,
      zh: `不能按“${path.value}”${op === 'eq' ? '' : `以 ${op} 方式`}过滤`,
    });
    return [];
  }
  const names = found.map((one) => (typeof one === 'string' ? one : one.member));
  const param = names[0] + names.slice(1).map(upperFirst).join('');
  if (ownParameters.includes(param)) {
    building.problems.add('parameter_taken', path.at, {
      en: `"${param}" is a parameter of every list`,
      zh: `“${param}”是列表自带的参数`,
    });
  }
  return [{ param, path: found, op }];
}

const ownParameters: readonly string[] = ['q', 'sort', 'page', 'limit', 'cursor'];

/** One value a row, or one of several plain ones. */
function isPlain(field: Field | SystemField, path: readonly (Field | SystemField)[]): boolean {
  if (typeof field === 'string') return true;
  const { type } = field;
  if (field.secret || field.computed?.kind === 'custom') return false;
  // A member of a list of value objects lies inside JSON.
  const inList = path.slice(0, -1).some((one) => typeof one !== 'string' && isList(one));
  if (inList) return false;
  if (type.kind === 'scalar')
    return !['json', 'bytes', 'file', 'image', 'password'].includes(type.scalar);
  return type.kind === 'enum' || (type.kind === 'reference' && type.targets.length === 1);
}

function isList(field: Field): boolean {
  return field.many && field.type.kind === 'value';
}

const ordered: readonly string[] = [
  'int',
  'bigint',
  'float',
  'decimal',
  'money',
  'date',
  'time',
  'datetime',
  'duration',
];

function isOrdered(field: Field | SystemField): boolean {
  if (typeof field === 'string') return field !== 'id' && field !== 'status';
  return !field.many && field.type.kind === 'scalar' && ordered.includes(field.type.scalar);
}
