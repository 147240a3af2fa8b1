import type { Entity, Model } from '../../model/model.ts';
import { planScenarios } from '../scenario/index.ts';
import type { GivenMember } from '../scenario/index.ts';

const known = new WeakMap<Model, ReadonlySet<Entity>>();

/**
 * Whether the entity is made before anybody has a row: the principal itself, where not anyone may
 * make one, and what its rows refer to. Whoever makes these is a newcomer, or the making of one
 * caller would wait for another without end.
 */
export function isBeforePrincipals(entity: Entity, model: Model): boolean {
  const found = known.get(model) ?? find(model);
  known.set(model, found);
  return found.has(entity);
}

export function hasNewcomers(model: Model): boolean {
  const principal = model.principal?.entity;
  return principal !== undefined && isBeforePrincipals(principal, model);
}

function find(model: Model): ReadonlySet<Entity> {
  const principal = model.principal?.entity;
  const create = principal?.commands.find((command) => command.kind === 'create');
  if (principal === undefined || create === undefined) return new Set();
  const given = planScenarios(model).creation(principal);
  if (given === null) return new Set();
  const needed = new Set<Entity>();
  gather(given, needed, model);
  const isOpen = create.by.anyone && needed.size === 0;
  return isOpen ? new Set() : needed.add(principal);
}

function gather(members: readonly GivenMember[], found: Set<Entity>, model: Model): void {
  for (const { given } of members) visit(given, found, model);
}

function visit(given: GivenMember['given'], found: Set<Entity>, model: Model): void {
  if (given.kind === 'object') gather(given.members, found, model);
  if (given.kind === 'list') for (const item of given.items) visit(item, found, model);
  if (given.kind !== 'row' || found.has(given.entity)) return;
  found.add(given.entity);
  gather(planScenarios(model).creation(given.entity) ?? [], found, model);
}
