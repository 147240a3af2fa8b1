import type { Located, NameSyntax } from '../prd/index.ts';
import type { Building, Draft } from './draft.ts';
import { entityNamed } from './draft.ts';
import { enumShell } from './enums.ts';
import { fieldsOf, valueObjectShell } from './fields.ts';
import type { Entity, Module, ValueObject } from './model.ts';
import { entityNames, kebabOf, typeName } from './names.ts';

/** Every name that others refer to, before anything is referred to. */
export function declareNames(building: Building): void {
  const { document } = building;
  const types = new Map<string, NameSyntax>();
  const claim = (name: NameSyntax): boolean => {
    if (types.has(name.code)) {
      building.problems.add(
        'duplicate_type',
        name.at,
        {
          en: `"${name.code}" is the name of something else already`,
          zh: `名称“${name.code}”已被占用`,
        },
        {
          en: 'entities, enums and value objects need different names',
          zh: '实体、枚举、值对象不能重名',
        },
      );
      return false;
    }
    types.set(name.code, name);
    return true;
  };
  for (const syntax of document.entities) {
    if (!claim(syntax.name)) continue;
    const entity = entityShell(building, syntax.name, syntax.plural, syntax.table);
    building.entities.set(syntax.name.code, entity);
    building.syntaxOf.set(entity, syntax);
  }
  for (const { name, values } of document.enums) {
    if (claim(name))
      building.enums.set(name.code, enumShell(name.code, name.label, values, name.at));
  }
  for (const { name } of document.values) {
    if (!claim(name)) continue;
    const className = typeName(name.code);
    building.values.set(
      name.code,
      valueObjectShell(name.code, name.label, name.at, className, kebabOf(className)),
    );
  }
  for (const name of types.values()) {
    if (name.label !== null && !types.has(name.label)) building.labels.set(name.label, name.code);
  }
  for (const one of building.enums.values()) building.enumTypes.set(one.className, one);
  building.model.values = [...building.values.values()];
  building.model.entities = [...building.entities.values()];
}

function entityShell(
  building: Building,
  name: NameSyntax,
  plural: Located<string> | null,
  table: Located<string> | null,
): Draft<Entity> {
  return {
    kind: 'root',
    names: entityNames(name.code, plural?.value ?? null, table?.value ?? null),
    label: name.label ?? name.code,
    module: null,
    parent: null,
    fields: [],
    lifecycle: null,
    rules: [],
    uniques: [],
    indexes: [],
    commands: [],
    queries: [],
    ownership: null,
    softDelete: null,
    audit: false,
    tenant: building.model.tenancy !== null,
    cacheMs: null,
    seed: null,
    at: name.at,
  };
}

/** All entities stand in exactly one module, or there are none. */
export function modulesOf(building: Building): readonly Module[] {
  const { document, problems } = building;
  const modules = document.modules.map(({ name, entities: members }): Module => {
    const entities: Draft<Entity>[] = [];
    const module: Module = {
      code: name.code,
      label: name.label ?? name.code,
      folder: kebabOf(name.code),
      entities,
      at: name.at,
    };
    for (const member of members) {
      const entity = entityNamed(building, member);
      if (!entity) continue;
      if (entity.module) {
        problems.add('entity_in_two_modules', member.at, {
          en: `"${entity.names.code}" stands in module "${entity.module.code}" already`,
          zh: `“${entity.names.code}”已属于模块“${entity.module.code}”`,
        });
        continue;
      }
      entity.module = module;
      entities.push(entity);
    }
    return module;
  });
  if (modules.length === 0) return modules;
  for (const entity of building.entities.values()) {
    if (entity.module) continue;
    problems.addUnless(
      [entity.names.code],
      'entity_without_module',
      entity.at,
      {
        en: `"${entity.names.code}" stands in no module`,
        zh: `“${entity.names.code}”不属于任何模块`,
      },
      {
        en: `add it to one of: ${modules.map((one) => one.code).join(', ')}`,
        zh: `请加入其中之一：${modules.map((one) => one.code).join('、')}`,
      },
    );
  }
  return modules;
}

/** First phase: every field with its type. */
export function declareFields(building: Building): void {
  for (const { name, fields } of building.document.values) {
    const value: Draft<ValueObject> | undefined = building.values.get(name.code);
    if (value) value.fields = fieldsOf(building, fields, null, name.code);
  }
  for (const [entity, syntax] of building.syntaxOf) {
    const draft = building.entities.get(entity.names.code);
    if (draft) draft.fields = fieldsOf(building, syntax.fields, entity, entity.names.code);
  }
}
