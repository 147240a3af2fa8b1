import type { Entity, Model } from '../../model/model.ts';
import { planScenarios } from '../scenario/index.ts';

/** Roots that demo data is made for: those whose rows the PRD does not list itself. */
export function demonstrated(model: Model): readonly Entity[] {
  const plan = planScenarios(model);
  return model.roots.filter((root) => root.seed === null && plan.creation(root) !== null);
}

export function hasDemoData(model: Model): boolean {
  return demonstrated(model).length > 0;
}
