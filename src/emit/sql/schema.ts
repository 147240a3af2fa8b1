import type { Entity, Model } from '../../model/model.ts';
import { foreignKeys } from './constraints.ts';
import { counterTriggers } from './counters.ts';
import { entityIndexes, entityTable, lateForeignKeys, setTables } from './create-table.ts';
import { extensions, kernelTables } from './kernel-tables.ts';
import { seedStatements } from './seed.ts';

/** The whole database of a model, statement by statement, empty but for its reference rows. */
export function schemaStatements(model: Model): readonly string[] {
  const made = new Set<Entity>();
  const late: string[] = [];
  const tables = inOrder(model.entities).flatMap((entity) => {
    const table = entityTable(entity, model, made);
    late.push(...lateForeignKeys(entity, made));
    made.add(entity);
    return [table, ...entityIndexes(entity, model)];
  });
  return [
    ...extensions(model),
    ...tables,
    ...late,
    ...model.entities.flatMap(setTables),
    ...model.entities.flatMap(counterTriggers),
    ...kernelTables(model),
    ...model.seed.flatMap((seed) => seedStatements(seed, model)),
  ];
}

/** Referred tables first, as far as there is a first; else in the PRD's order. */
function inOrder(entities: readonly Entity[]): readonly Entity[] {
  const sorted = new Set<Entity>();
  const visiting = new Set<Entity>();
  const visit = (entity: Entity): void => {
    if (sorted.has(entity) || visiting.has(entity)) return;
    visiting.add(entity);
    foreignKeys(entity).forEach((key) => visit(key.target));
    sorted.add(entity);
  };
  entities.forEach(visit);
  return [...sorted];
}
