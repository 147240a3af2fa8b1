import type { Range } from '../../diagnostic.ts';
import type { Building } from '../draft.ts';
import { childrenOf } from '../expression-parts.ts';
import type { TypedExpr } from '../expression.ts';
import type { Entity, Field, SystemField } from '../model.ts';

/** Across modules a reference is an id: nothing is joined, cascaded or owned there. */
export function checkModules(building: Building): void {
  const { model } = building;
  // Who stands in no module has been told.
  if (model.modules.length === 0 || model.entities.some((one) => !one.module)) return;
  for (const entity of building.model.entities) {
    checkParent(building, entity);
    for (const field of entity.fields) checkDelete(building, entity, field);
    if (entity.ownership?.kind === 'path') {
      const at = building.syntaxOf.get(entity)?.owner?.at ?? entity.at;
      if (leaves(entity, entity.ownership.steps.slice(0, -1))) across(building, at);
    }
    for (const query of entity.queries) {
      for (const { path } of query.filters)
        if (leaves(entity, path.slice(0, -1))) across(building, query.at);
    }
    for (const expr of expressionsOf(entity)) checkPaths(building, expr);
  }
}

function checkParent(building: Building, entity: Entity): void {
  const parent = entity.parent?.entity;
  if (!parent || !parent.module || !entity.module || parent.module === entity.module) return;
  building.problems.add(
    'child_in_other_module',
    entity.at,
    {
      en: `"${entity.names.code}" is part of ${parent.names.code}, which stands in module "${parent.module.code}"`,
      zh: `“${entity.names.code}”从属于 ${parent.names.code}，后者属于模块“${parent.module.code}”`,
    },
    { en: 'put both in one module', zh: '请放在同一个模块中' },
  );
}

function checkDelete(building: Building, entity: Entity, field: Field): void {
  if (field.type.kind !== 'reference' || field.onDelete === 'restrict') return;
  if (field.type.targets.every((target) => target.module === entity.module)) return;
  building.problems.add(
    'delete_across_modules',
    field.at,
    {
      en: `"${field.onDelete}" does not reach into another module`,
      zh: `“${field.onDelete}”不能跨模块`,
    },
    { en: 'react to the event of its deletion instead', zh: '请改为对其删除事件作出反应' },
  );
}

/** Whether following the steps crosses into another module. */
function leaves(entity: Entity, steps: readonly (Field | SystemField)[]): boolean {
  return steps.some((step) => {
    const target = typeof step === 'string' ? null : targetOf(step);
    return target !== null && target.module !== entity.module;
  });
}

function targetOf(field: Field): Entity | null {
  if (field.type.kind === 'reference') return field.type.targets[0] ?? null;
  if (field.type.kind === 'owned' || field.type.kind === 'inverse') return field.type.entity;
  return null;
}

function across(building: Building, at: Range): void {
  building.problems.add(
    'across_modules',
    at,
    { en: 'this path leads through another module', zh: '该路径穿过了另一个模块' },
    {
      en: 'across modules a reference is an id only: keep what is needed on this side',
      zh: '跨模块只有 id 引用：请把需要的数据保存在本模块',
    },
  );
}

function expressionsOf(entity: Entity): readonly TypedExpr[] {
  return [
    ...entity.rules.map((rule) => rule.condition),
    ...entity.commands.flatMap((command) => [
      ...(command.when ? [command.when.condition] : []),
      ...command.sets.map((one) => one.value),
    ]),
  ];
}

/** Only direct fields of a referred row of another module are read. */
function checkPaths(building: Building, expr: TypedExpr): void {
  if (expr.kind === 'path' && (expr.root.kind === 'self' || expr.root.kind === 'element')) {
    const home = expr.root.entity.module;
    const crossing = expr.steps.findIndex(
      ({ field }) => field !== null && (targetOf(field)?.module ?? home) !== home,
    );
    const beyond = expr.steps.slice(crossing + 1);
    const deep = beyond
      .slice(0, -1)
      .some(({ field }) => field !== null && targetOf(field) !== null);
    const through = expr.steps[crossing]?.field?.type.kind === 'inverse';
    if (crossing !== -1 && (deep || through)) across(building, expr.at);
  }
  for (const part of childrenOf(expr)) checkPaths(building, part);
}
