import type { Entity, Model, Query } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { isCached } from '../../../../features.ts';
import { cachedLists, forgetsByTenant } from '../../../../repository/cached-lists.ts';
import { cacheNames } from '../../../../repository/names.ts';
import { isScoped } from '../../../../application/ownership.ts';
import { listName, pageOf } from '../../../../repository/list-method.ts';
import { repositorySignatures } from '../../../../repository/signatures.ts';
import type { Signature } from '../../../../repository/signatures.ts';
import { tenantColumn } from '../../../../sql/table.ts';
import { code, join, literal } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { kernel, of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';
import { context } from '../../../../repository/names.ts';

export const emitter = defineEmitter({
  each: 'root',
  when: (entity) => isCached(entity),
  path: (entity) => paths.cachedRepository(entity),
  build: (entity, model) => tsFile(deps(entity), repository(entity, model)),
});

function listCache(query: Query): string {
  return `${listName(query)}Pages`;
}

function deps(entity: Entity): Code {
  const lists = cachedLists(entity).map(
    (query) => code`readonly ${listCache(query)}: ${cacheNames.ReadThrough}<${pageOf(query)}>;`,
  );
  return code`
    interface Deps {
      readonly invalidations: ${cacheNames.Invalidations};
      readonly ${of.port(entity)}: ${of.repository(entity)} & ${of.reader(entity)};
      readonly unitOfWork: ${kernel.UnitOfWork};
      ${entity.cacheMs !== null && code`readonly views: ${cacheNames.ReadThrough}<${of.view(entity)}>;`}
      ${lists}
    }`;
}

function repository(entity: Entity, model: Model): Code {
  const name = literal(entity.names.code);
  const registrations = [
    ...(entity.cacheMs === null ? [] : [code`deps.invalidations.register(${name}, deps.views);`]),
    ...cachedLists(entity).map(
      (query) => code`deps.invalidations.register(${name}, {
        ${forgetsByTenant(entity, model) ? code`invalidate: (id) => deps.${listCache(query)}.invalidateGroup(${cacheNames.tenantOf}(id)),` : code`invalidate: () => deps.${listCache(query)}.invalidateGroup(''),`}
        invalidateAll: () => deps.${listCache(query)}.invalidateAll(),
      });`,
    ),
  ];
  const methods = repositorySignatures(entity, model).map((one) => method(entity, model, one));
  return code`
    /** Views come from the cache; aggregates, on which commands decide, never do. */
    export class ${of.cachedRepository(entity)} implements ${of.repository(entity)}, ${of.reader(entity)} {
      readonly #deps: Deps;

      constructor(deps: Deps) {
        this.#deps = deps;
        ${registrations}
      }
      ${methods}
    }`;
}

function method(entity: Entity, model: Model, signature: Signature): Code {
  const { name, parameters, result, query } = signature;
  const head = code`${name}(${join(
    parameters.map((one) => code`${one.name}: ${one.type}`),
    ', ',
  )}): Promise<${result}>`;
  const given = join(
    parameters.map((one) => code`${one.name}`),
    ', ',
  );
  const inner = code`this.#deps.${of.port(entity)}.${name}(${given})`;
  if (name === 'save' || name === 'delete') return changing(entity, model, head, inner);
  if (name === 'find' && entity.cacheMs !== null) {
    return cached(head, inner, code`views`, keyOf(entity, model, code`id`));
  }
  if (query !== null && query.cacheMs !== null && query.kind === 'list') {
    return cachedPage(entity, model, query, head, inner);
  }
  return code`
      ${head} {
        return ${inner};
      }`;
}

function changing(entity: Entity, model: Model, head: Code, inner: Code): Code {
  const { camel, code: name } = entity.names;
  const id = keyOf(entity, model, code`${camel}.state.id`);
  return code`
      async ${head} {
        await ${inner};
        await this.#deps.invalidations.announce(${literal(name)}, ${id});
      }`;
}

function cached(head: Code, inner: Code, cache: Code, id: Code): Code {
  return code`
      ${head} {
        // A transaction sees its own writes, which nobody else may.
        if (this.#deps.unitOfWork.isActive) return ${inner};
        return this.#deps.${cache}.get(${id}, () => ${inner});
      }`;
}

function cachedPage(entity: Entity, model: Model, query: Query, head: Code, inner: Code): Code {
  const asked = [
    query.inverse !== null && code`parentId`,
    code`query`,
    isScoped(query) && code`scope`,
  ].filter((one) => one !== false);
  const id = code`JSON.stringify([${join(asked, ', ')}])`;
  const group = tenantColumn(entity, model) === null ? null : code`, ${context.currentTenant}()`;
  return code`
      async ${head} {
        if (this.#deps.unitOfWork.isActive) return ${inner};
        const page = await this.#deps.${listCache(query)}.get(
          ${id},
          () => ${inner}${group},
        );
        return page ?? ${inner};
      }`;
}

/** What a tenant caches is that tenant's. */
function keyOf(entity: Entity, model: Model, id: Code): Code {
  if (tenantColumn(entity, model) === null) return id;
  return code`\`\${${context.currentTenant}()}:\${${id}}\``;
}
