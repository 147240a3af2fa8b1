import { newField } from './fields.ts';
import { descendants, isCounted, isReferred, plainEntity, replaceText } from './parts.ts';
import type { EntityState } from './parts.ts';
import type { Change, Series } from './series.ts';

export function addEntity(series: Series): string | null {
  if (series.roots.length > 3) return null;
  const entity: EntityState = {
    ...plainEntity(series.fresh('E')),
    states: series.random(2) === 0 ? [] : ['draft', series.fresh('s')],
    module: series.roots[0]?.module ?? null,
  };
  series.entities.push(entity);
  const count = 2 + series.random(3);
  for (let index = 0; index < count; index += 1) entity.fields.push(newField(series, true));
  return `new ${entity.name}`;
}

function dropEntity(series: Series): string | null {
  const entity = series.pick(series.roots);
  if (series.roots.length < 3 || isReferred(series, entity)) return null;
  const leaving = [entity, ...descendants(series, entity)];
  const counted = leaving.some((one) => isCounted(series, one));
  if (counted || leaving.some((one) => series.isNew(one))) return null;
  for (const one of leaving) series.entities.splice(series.entities.indexOf(one), 1);
  series.lines.drops.push(entity.name);
  return `drop ${entity.name}`;
}

function renameEntity(series: Series): string | null {
  const entity = series.pick(series.entities);
  if (series.isNew(entity)) return null;
  const name = series.fresh('E');
  series.lines.renames.push(`${entity.name} -> ${name}`);
  const word = `rename ${entity.name} ${name}`;
  entity.name = name;
  return word;
}

function changeStates(series: Series): string | null {
  const entity = series.pick(series.roots);
  if (series.isNew(entity) || series.done.some((one) => one.includes(`${entity.name}.status`)))
    return null;
  const at = `${entity.name}.status`;
  if (entity.states.length === 0) {
    entity.states = [series.fresh('s'), series.fresh('s')];
    for (const id of entity.ids) entity.status.set(id, entity.states[0] ?? null);
    return `${at} on`;
  }
  if (entity.states.length > 2) {
    const from = entity.states.pop() ?? '';
    const [to = ''] = entity.states;
    series.lines.retire.push(`${at}.${from}: ${to}`);
    replaceText(entity.status, from, to);
    return `${at} retire ${from}`;
  }
  const from = entity.states[1] ?? '';
  const to = series.fresh('s');
  series.lines.renames.push(`${at}.${from} -> ${at}.${to}`);
  entity.states = [entity.states[0] ?? '', to, series.fresh('s')];
  replaceText(entity.status, from, to);
  return `${at} rename ${from} ${to}`;
}

function toggleSoft(series: Series): string | null {
  const entity = series.pick(series.roots);
  if (entity.soft) {
    if (series.lines.retire.some((one) => one.startsWith(`${entity.name}.deleted`))) return null;
    series.lines.retire.push(`${entity.name}.deleted: keep`);
  }
  entity.soft = !entity.soft;
  return `soft ${entity.name} ${entity.soft}`;
}

function toggleAudit(series: Series): string | null {
  const entity = series.pick(series.roots);
  entity.audit = !entity.audit;
  return `audit ${entity.name}`;
}

function toggleTenancy(series: Series): string | null {
  if (series.random(3) > 0) return null;
  series.tenancy = series.tenancy === 'on' ? 'off' : 'on';
  return `tenancy ${series.tenancy}`;
}

/** Of an entity as a whole. */
export const entities: readonly Change[] = [
  addEntity,
  dropEntity,
  renameEntity,
  changeStates,
  toggleSoft,
  toggleAudit,
  toggleTenancy,
];
