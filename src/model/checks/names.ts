import type { Range } from '../../diagnostic.ts';
import type { Words } from '../problems.ts';
import type { Building } from '../draft.ts';
import type { Entity, Field } from '../model.ts';
import { KERNEL_TABLES, lowerFirst } from '../names.ts';

/** Names that are there without being written, with what brings them. */
export function checkNames(building: Building): void {
  for (const entity of building.model.entities) {
    checkReserved(building, entity);
    const clashing = checkMembers(building, entity.fields);
    checkColumns(building, entity, clashing);
  }
  for (const value of building.model.values) checkMembers(building, value.fields);
  const clashing = checkTables(building);
  checkHandlers(building, clashing);
  checkTypes(building);
}

const always: Words = {
  en: 'it is there by itself: take the field out',
  zh: '系统自带该字段：请删去',
};

function reservedNames(building: Building, entity: Entity): ReadonlyMap<string, Words> {
  const { tenancy } = building.model;
  const names = new Map<string, Words>([
    ['id', always],
    ['createdAt', always],
    ['updatedAt', always],
    ['version', always],
    [
      'status',
      { en: 'it comes with `states: a | b`', zh: '请使用 `states: a | b`，状态字段随之而来' },
    ],
    [
      'deletedAt',
      { en: 'it comes with `softDelete: true`', zh: '请使用 `softDelete: true`，该字段随之而来' },
    ],
  ]);
  if (tenancy)
    names.set(tenancy.claim, {
      en: 'it comes with `tenancy`',
      zh: '该字段由 `tenancy` 带来',
    });
  if (entity.parent) {
    const name = lowerFirst(entity.parent.entity.names.code);
    names.set(name, {
      en: `the reference to its ${entity.parent.entity.names.code} is there by itself: take the field out`,
      zh: `指向上级 ${entity.parent.entity.names.code} 的引用是自带的：请删去该字段`,
    });
    names.set('position', {
      en: 'children keep their order by it: choose another name',
      zh: '子项以它保持顺序：请换一个名称',
    });
  }
  return names;
}

function checkReserved(building: Building, entity: Entity): void {
  const reserved = reservedNames(building, entity);
  for (const field of entity.fields) {
    const next = reserved.get(field.name);
    if (next)
      building.problems.add(
        'reserved_name',
        field.at,
        { en: `"${field.name}" is not a field to declare`, zh: `不能自行声明字段“${field.name}”` },
        next,
      );
  }
}

/** `customer: -> Customer` is `customerId` in JSON. */
function checkMembers(building: Building, fields: readonly Field[]): ReadonlySet<Field> {
  const clashing = new Set<Field>();
  const seen = new Map<string, Field>();
  for (const field of fields) {
    const other = seen.get(field.member);
    if (other) {
      clashing.add(field);
      building.problems.add('member_taken', field.at, {
        en: `"${field.name}" and "${other.name}" are both "${field.member}" in JSON`,
        zh: `“${field.name}”与“${other.name}”在 JSON 中都叫“${field.member}”`,
      });
    }
    seen.set(field.member, field);
  }
  return clashing;
}

function checkColumns(building: Building, entity: Entity, clashing: ReadonlySet<Field>): void {
  const seen = new Map<string, Field | null>(
    ['id', 'version', 'created_at', 'updated_at'].map((name) => [name, null]),
  );
  for (const field of entity.fields.filter((one) => !clashing.has(one) && !isReserved(one))) {
    for (const column of field.columns) {
      const other = seen.get(column.name);
      if (other !== undefined)
        building.problems.add('column_taken', field.at, {
          en: `"${field.name}" would share column "${column.name}"${other ? ` with "${other.name}"` : ''}`,
          zh: `“${field.name}”的列“${column.name}”已被${other ? `“${other.name}”` : '系统'}使用`,
        });
      seen.set(column.name, field);
    }
  }
}

function isReserved(field: Field): boolean {
  return ['id', 'version', 'createdAt', 'updatedAt'].includes(field.name);
}

/** Paths that the service answers beside those of entities. */
const ownRoutes: readonly string[] = ['auth', 'docs', 'healthz', 'metrics', 'readyz'];

function checkTables(building: Building): ReadonlySet<Entity> {
  const clashing = new Set<Entity>();
  const seen = new Map<string, Entity>();
  const routes = building.document.sagas.length > 0 ? [...ownRoutes, 'sagas'] : ownRoutes;
  for (const entity of building.model.entities) {
    if (entity.kind === 'root' && routes.includes(entity.names.route))
      building.problems.add(
        'table_taken',
        entity.at,
        {
          en: `"/${entity.names.route}" is a path of the service itself`,
          zh: `“/${entity.names.route}”是服务自身的路径`,
        },
        { en: 'give it a `plural`', zh: '请指定 `plural`' },
      );
    if (KERNEL_TABLES.has(entity.names.table))
      building.problems.add(
        'table_taken',
        entity.at,
        {
          en: `"${entity.names.table}" is a table of the service itself`,
          zh: `“${entity.names.table}”是服务自身的表`,
        },
        { en: 'give it another `table`', zh: '请另指定 `table`' },
      );
    for (const name of new Set([entity.names.table, entity.names.route])) {
      const other = seen.get(name);
      if (other && other !== entity) {
        clashing.add(entity);
        building.problems.add(
          'table_taken',
          entity.at,
          {
            en: `"${entity.names.code}" and "${other.names.code}" would both be "${name}"`,
            zh: `“${entity.names.code}”与“${other.names.code}”都会叫“${name}”`,
          },
          { en: 'give one of them a `plural`', zh: '请给其中一个指定 `plural`' },
        );
      }
      seen.set(name, entity);
    }
  }
  return clashing;
}

/** Those whose table clashes clash in all their names: told once. */
function checkHandlers(building: Building, clashing: ReadonlySet<Entity>): void {
  const seen = new Map<string, string>();
  for (const entity of building.model.roots.filter((one) => !clashing.has(one))) {
    for (const { handler, action, at } of [...entity.commands, ...entity.queries]) {
      const other = seen.get(handler);
      if (other !== undefined)
        building.problems.add('name_taken', at, {
          en: `"${action}" would be called "${handler}", as "${other}" is`,
          zh: `“${action}”的代码名“${handler}”已被“${other}”使用`,
        });
      seen.set(handler, action);
    }
  }
}

/** Types that come with an entity, so that `OrderView` is no name for another. */
const companions = ['Id', 'State', 'View', 'Row', 'Reader', 'Repository', 'Status', 'Events'];

function checkTypes(building: Building): void {
  const { entities, enums, values } = building.model;
  const companionOf = new Map(
    entities.flatMap(({ names }) =>
      companions.map((suffix) => [names.className + suffix, names.code] as const),
    ),
  );
  const seen = new Map<string, string>();
  const check = (name: string, at: Range): void => {
    const other = companionOf.get(name) ?? seen.get(name);
    seen.set(name, name);
    if (other !== undefined)
      building.problems.add('name_taken', at, {
        en: `"${name}" is a name that comes with "${other}"`,
        zh: `“${name}”是“${other}”自带的名称`,
      });
  };
  for (const { names, at } of entities) check(names.className, at);
  for (const one of [...enums, ...values]) check(one.className, one.at);
}
