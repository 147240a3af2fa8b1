import type { Document, EntitySyntax, FieldSyntax, Located } from '../prd/index.ts';
import type { Entity, Enum, Field, Model, ValueObject } from './model.ts';
import { kinds } from './problems.ts';
import type { Problems } from './problems.ts';

/** The model while it is made: its nodes are filled in stage by stage, then frozen. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** What all stages share. */
export interface Building {
  readonly document: Document;
  readonly problems: Problems;
  readonly model: Draft<Model>;
  readonly entities: Map<string, Draft<Entity>>;
  readonly enums: Map<string, Enum>;
  /** All enums by the names of their types, those declared in place included. */
  readonly enumTypes: Map<string, Enum>;
  readonly values: Map<string, Draft<ValueObject>>;
  /** A label may stand for an entity's name where it is referred to. */
  readonly labels: Map<string, string>;
  readonly syntaxOf: Map<Entity, EntitySyntax>;
  readonly fieldSyntax: Map<Field, FieldSyntax>;
}

/** The entity of that name or label; a problem when there is none. */
export function entityNamed(building: Building, name: Located<string>): Draft<Entity> | null {
  const code = building.labels.get(name.value) ?? name.value;
  const entity = building.entities.get(code);
  if (!entity)
    building.problems.unknown(kinds.entity, name.value, name.at, building.entities.keys());
  return entity ?? null;
}

export function fieldNamed(
  building: Building,
  entity: Pick<Entity, 'fields'>,
  name: Located<string>,
): Field | null {
  const field = entity.fields.find((one) => one.name === name.value);
  if (!field) {
    building.problems.unknown(
      kinds.field,
      name.value,
      name.at,
      entity.fields.map((one) => one.name),
    );
  }
  return field ?? null;
}
