import { plain } from './basic-types.ts';
import type { ExprType } from './expression.ts';
import type { Entity, Field, SystemField } from './model.ts';

const systemTypes: Readonly<Record<Exclude<SystemField, 'status' | 'id'>, ExprType>> = {
  createdAt: plain('datetime'),
  updatedAt: plain('datetime'),
  deletedAt: { ...plain('datetime'), optional: true },
  version: plain('int'),
};

export function systemOf(
  entity: Entity,
  name: string,
): { readonly name: SystemField; readonly type: ExprType } | null {
  if (name === 'id')
    return { name, type: { of: { kind: 'id', entity }, optional: false, many: false } };
  if (name === 'status' && entity.lifecycle)
    return { name, type: { of: { kind: 'status', entity }, optional: false, many: false } };
  if (name === 'deletedAt' && !entity.softDelete) return null;
  if (name === 'createdAt' || name === 'updatedAt' || name === 'deletedAt' || name === 'version') {
    return { name, type: systemTypes[name] };
  }
  return null;
}

export function hasMember(entity: Entity, name: string): boolean {
  return entity.fields.some((field) => field.name === name) || systemOf(entity, name) !== null;
}

export function memberNames(entity: Entity): string[] {
  return [
    ...entity.fields.map((field) => field.name),
    'id',
    'createdAt',
    'updatedAt',
    ...(entity.lifecycle ? ['status'] : []),
  ];
}

export function membersOf({ of }: ExprType): {
  readonly fields: readonly Field[];
  readonly entity: Entity | null;
} {
  if (of.kind === 'id') return { fields: of.entity.fields, entity: of.entity };
  if (of.kind !== 'field') return { fields: [], entity: null };
  switch (of.type.kind) {
    case 'owned':
    case 'inverse':
      return { fields: of.type.entity.fields, entity: of.type.entity };
    case 'value':
      return { fields: of.type.value.fields, entity: null };
    case 'reference': {
      const [target] = of.type.targets;
      return of.type.targets.length === 1 && target
        ? { fields: target.fields, entity: target }
        : { fields: [], entity: null };
    }
    default:
      return { fields: [], entity: null };
  }
}
