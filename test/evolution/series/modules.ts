import { descendants } from './parts.ts';
import type { EntityState } from './parts.ts';
import type { Change, Series } from './series.ts';

function introduceModules(series: Series): string | null {
  if (series.entities.some((one) => one.module !== null) || series.random(2) === 0) return null;
  const names = [series.fresh('mod'), series.fresh('mod')];
  for (const root of series.roots) place(series, root, series.pick(names));
  return 'modules';
}

/** To one that is there, or to a new one. */
function moveEntity(series: Series): string | null {
  const entity = series.pick(series.roots);
  if (entity.module === null) return null;
  const others = new Set(series.roots.flatMap(({ module }) => module ?? []));
  others.delete(entity.module);
  const name = series.pick([...others, series.fresh('mod')]);
  place(series, entity, name);
  return `move ${entity.name} into ${name}`;
}

function endModules(series: Series): string | null {
  if (series.roots.every((one) => one.module === null) || series.random(4) > 0) return null;
  for (const one of series.entities) one.module = null;
  return 'no modules';
}

/** An entity with its children. */
function place(series: Series, entity: EntityState, name: string): void {
  for (const one of [entity, ...descendants(series, entity)]) one.module = name;
}

export const modules: readonly Change[] = [introduceModules, moveEntity, endModules];
