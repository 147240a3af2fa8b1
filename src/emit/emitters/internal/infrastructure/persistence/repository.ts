import type { Entity, Model } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { countersOver, recordsEvents } from '../../../../features.ts';
import { usualSort } from '../../../../application/restricted-fields.ts';
import { listMethod, newestFirst, sortsOf } from '../../../../repository/list-method.ts';
import { auditLog, cacheNames, context } from '../../../../repository/names.ts';
import { readMethods, rowReaders } from '../../../../repository/read-methods.ts';
import { partRows, writeInternals, writeMethods } from '../../../../repository/write-methods.ts';
import { partsOf } from '../../../../row/parts.ts';
import { outbox, persistence } from '../../../../row/symbols.ts';
import { tenantColumn } from '../../../../sql/table.ts';
import { code, value } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

const coalesce = value('coalesce', 'pkg/coalesce/coalesce.ts');
const coalesceBy = value('coalesceBy', 'pkg/coalesce/coalesce-by.ts');

export const emitter = defineEmitter({
  each: 'root',
  path: (entity) => paths.kyselyRepository(entity),
  build: (entity, model) => {
    const lists = entity.queries.filter((query) => query.kind === 'list');
    return tsFile(
      deps(entity, model),
      ...lists.filter((query) => query.inverse === null).map(sortsOf),
      lists.some((query) => usualSort(query) === undefined) && newestFirst(entity),
      repositoryClass(entity, model, [
        ...writeMethods(entity, model),
        ...readMethods(entity, model),
        ...lists.map((query) => listMethod(query, model)),
        ...rowReaders(entity, model),
        ...writeInternals(entity, model),
      ]),
      partRows(entity),
    );
  },
});

function deps(entity: Entity, model: Model): Code {
  return code`interface Deps {
    ${entity.audit && code`readonly auditLog: ${auditLog};`}
    ${countersOver(entity, model).length > 0 && code`readonly invalidations: ${cacheNames.Invalidations};`}
    ${recordsEvents(entity, model) && code`readonly outbox: ${outbox.Outbox};`}
    readonly unitOfWork: ${persistence.KyselyUnitOfWork};
  }`;
}

function repositoryClass(entity: Entity, model: Model, methods: readonly Code[]): Code {
  const parts = partsOf(entity).length > 0;
  const key = of.aggregateType(entity);
  const together =
    tenantColumn(entity, model) === null
      ? code`${coalesce}(`
      : code`${coalesceBy}(${context.currentTenant}, `;
  return code`
    export class ${of.kyselyRepository(entity)} implements ${of.repository(entity)}, ${of.reader(entity)} {
      readonly #deps: Deps;
      readonly #rowSoon = ${together}(ids: ${of.id(entity)}[]) => this.#readTogether(ids));
      ${parts && code`/** What is stored of an aggregate's parts, so that unchanged ones are not written. */\nreadonly #storedParts = new WeakMap<${key}, readonly string[]>();`}
      ${entity.audit && code`readonly #storedState = new WeakMap<${key}, ${of.state(entity)}>();`}

      constructor(deps: Deps) {
        this.#deps = deps;
      }
      ${methods}
    }`;
}
