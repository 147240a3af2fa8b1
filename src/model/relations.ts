import type { Building } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Entity, Field } from './model.ts';
import { kinds } from './problems.ts';

/** Who owns whom: an owned child stands in one field of one entity. */
export function adoptChildren(building: Building): void {
  for (const entity of building.entities.values()) {
    for (const field of entity.fields) {
      const child =
        field.type.kind === 'owned' ? building.entities.get(field.type.entity.names.code) : null;
      if (child) adopt(building, entity, field, child);
    }
  }
  for (const entity of building.entities.values()) {
    if (isOwnAncestor(entity)) {
      building.problems.add(
        'owned_by_itself',
        entity.parent?.field.at ?? entity.at,
        {
          en: `"${entity.names.code}" would own itself`,
          zh: `“${entity.names.code}”不能拥有自己`,
        },
        {
          en: `refer instead: \`-> ${entity.names.code}?\``,
          zh: `请改用引用：\`-> ${entity.names.code}?\``,
        },
      );
    }
  }
}

function adopt(building: Building, entity: Entity, field: Field, child: Draft<Entity>): void {
  if (!child.parent) {
    child.kind = 'owned';
    child.parent = { entity, field };
    return;
  }
  building.problems.add(
    'two_parents',
    field.at,
    {
      en: `"${child.names.code}" is owned by ${child.parent.entity.names.code}.${child.parent.field.name} already`,
      zh: `“${child.names.code}”已归 ${child.parent.entity.names.code}.${child.parent.field.name} 所有`,
    },
    {
      en: `make it a value object, or refer to it: \`-> ${child.names.code}\``,
      zh: `请改为值对象，或改用引用：\`-> ${child.names.code}\``,
    },
  );
}

function isOwnAncestor(entity: Entity): boolean {
  const seen = new Set<Entity>();
  for (let one = entity.parent?.entity; one && !seen.has(one); one = one.parent?.entity) {
    if (one === entity) return true;
    seen.add(one);
  }
  return false;
}

/** The other sides of references find their fields. */
export function resolveInverses(building: Building): void {
  for (const entity of building.entities.values()) {
    for (const field of entity.fields as readonly Draft<Field>[]) {
      if (field.type.kind === 'inverse') resolve(building, entity, field, field.type);
    }
  }
}

function resolve(
  building: Building,
  entity: Entity,
  field: Draft<Field>,
  type: Extract<Field['type'], { kind: 'inverse' }>,
): void {
  const { name, at } = type.field;
  field.many = true;
  const other = type.entity.fields.find((one) => one.name === name);
  if (other?.type.kind !== 'reference' || !other.type.targets.includes(entity)) {
    const candidates = type.entity.fields.filter(
      (one) => one.type.kind === 'reference' && one.type.targets.includes(entity),
    );
    if (other) {
      building.problems.add(
        'not_an_inverse',
        at,
        {
          en: `${type.entity.names.code}.${name} does not refer to ${entity.names.code}`,
          zh: `${type.entity.names.code}.${name} 没有引用 ${entity.names.code}`,
        },
        candidates.length === 0
          ? undefined
          : {
              en: `did you mean "${type.entity.names.code}.${candidates[0]?.name}"?`,
              zh: `是否指“${type.entity.names.code}.${candidates[0]?.name}”？`,
            },
      );
    } else {
      building.problems.unknown(
        kinds.field,
        name,
        at,
        candidates.map((one) => one.name),
      );
    }
    return;
  }
  const one = other.unique && !other.many;
  field.type = { ...type, field: other, one };
  field.many = !one;
  field.optional = one;
}
