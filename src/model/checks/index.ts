import type { Building } from '../draft.ts';
import { checkFillable } from './fillable.ts';
import { checkModifiers } from './modifiers.ts';
import { checkModules } from './module-borders.ts';
import { checkNames } from './names.ts';
import { checkOwned } from './owned.ts';
import { checkRights } from './rights.ts';
import { checkTenants } from './tenants.ts';

/** What the format's meaning demands beyond names that are found. */
export function checkModel(building: Building): void {
  checkNames(building);
  checkModifiers(building);
  checkOwned(building);
  checkModules(building);
  checkTenants(building);
  checkRights(building);
  checkFillable(building);
}
