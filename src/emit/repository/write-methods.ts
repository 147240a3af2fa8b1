import type { Entity, Model } from '../../model/model.ts';
import { countersOver, recordsEvents } from '../features.ts';
import { repositoryMethods } from '../repository-methods.ts';
import { partsNeedTenant, partsOf, topParts } from '../row/parts.ts';
import { statementNames } from '../row/statement-names.ts';
import { outbox, persistence, rowToState, statement, stateToRow, loaded } from '../row/symbols.ts';
import { say } from '../text.ts';
import { tenantColumn } from '../sql/table.ts';
import { code, join, literal, templateText } from '../typescript/code.ts';
import type { Code, Hole } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { auditedState, context } from './names.ts';

/** Aggregates in and out: the side of commands. */
export function writeMethods(entity: Entity, model: Model): readonly Code[] {
  const methods = repositoryMethods(entity, model);
  return [
    get(entity, model, 'get', '#rows'),
    ...(methods.getDeleted ? [get(entity, model, 'getDeleted', '#deletedRows')] : []),
    ...(methods.getMany ? [getMany(entity, model)] : []),
    save(entity, model),
    ...(methods.delete ? [remove(entity, model)] : []),
  ];
}

/** What `save` and `get` stand on, after the public methods. */
export function writeInternals(entity: Entity, model: Model): readonly Code[] {
  return [
    ...(remembers(entity) ? [restore(entity)] : []),
    ...(partsOf(entity).length > 0 ? [replaceParts(entity, model)] : []),
  ];
}

export function partRows(entity: Entity): Code | null {
  const parts = partsOf(entity);
  if (parts.length === 0) return null;
  const rows = parts.map((part) => code`JSON.stringify(${part.rows}),`);
  return code`
    /** The rows of all parts, as the statements take them. */
    function partRows({ state }: ${of.aggregateType(entity)}): string[] {
      return [\n${rows}\n];
    }`;
}

/** What stands before the id of a row that is not there. */
export function notFoundText({ label }: Entity, { lang }: Model): string {
  return say(lang, { en: `no ${label} `, zh: `没有这个${label}：` });
}

export function notFound(entity: Entity, model: Model, id: string): Code {
  const message = code`\`${templateText(notFoundText(entity, model))}\${${id}}\``;
  return code`new ${kernel.AppError}('not_found', ${literal(`${entity.names.snake}.not_found`)}, ${message})`;
}

function get(entity: Entity, model: Model, name: string, rows: string): Code {
  return code`
    async ${name}(id: ${of.id(entity)}): Promise<${of.aggregateType(entity)}> {
      const [row] = await this.${rows}('"id" = $1', id);
      if (!row) throw ${notFound(entity, model, 'id')};
      return ${restored(entity)};
    }`;
}

function getMany(entity: Entity, model: Model): Code {
  const { aggregateType, id } = of;
  return code`
    async getMany(ids: readonly ${id(entity)}[]): Promise<Map<${id(entity)}, ${aggregateType(entity)}>> {
      const rows = await this.#rows(${persistence.idIsAmong}, ids);
      const found = new Map(rows.map((row) => [row.id, ${restored(entity)}]));
      const missing = ids.find((id) => !found.has(id));
      if (missing) throw ${notFound(entity, model, 'missing')};
      return found;
    }`;
}

/** Whether a restored aggregate is remembered: its parts, or its state for the audit log. */
export function remembers(entity: Entity): boolean {
  return partsOf(entity).length > 0 || entity.audit;
}

export function restored(entity: Entity): Code {
  return remembers(entity) ? code`this.#restore(row)` : code`${rowToState(entity)}(row)`;
}

function restore(entity: Entity): Code {
  const name = entity.names.camel;
  return code`
    #restore(row: ${loaded(entity)}): ${of.aggregateType(entity)} {
      const ${name} = ${rowToState(entity)}(row);
      ${partsOf(entity).length > 0 && code`this.#storedParts.set(${name}, partRows(${name}));`}
      ${entity.audit && code`this.#storedState.set(${name}, ${name}.state);`}
      return ${name};
    }`;
}

function save(entity: Entity, model: Model): Code {
  const { camel, code: name } = entity.names;
  const names = statementNames(entity);
  const hasParts = partsOf(entity).length > 0;
  const tenant = tenantColumn(entity, model) !== null;
  const events = recordsEvents(entity, model);
  const inserted: Hole[] = [
    hasParts && code`...partRows(${camel})`,
    tenant && code`${context.currentTenant}()`,
    code`row`,
    events && code`${outbox.eventRows}(events)`,
  ].filter((one) => one !== false);
  const updated: Hole[] = [
    code`row`,
    code`${camel}.storedVersion`,
    tenant && code`${context.currentTenant}()`,
    events && code`${outbox.eventRows}(events)`,
  ].filter((one) => one !== false);
  return code`
    async save(${camel}: ${of.aggregateType(entity)}): Promise<void> {
      const { db } = this.#deps.unitOfWork;
      const row = JSON.stringify(${stateToRow(entity)}(${camel}));
      ${events && code`const events = ${camel}.takeEvents();`}
      if (${camel}.storedVersion === 0) {
        await ${persistence.rowsOf}(db, ${statement(entity, names.insert)}, [${join(inserted, ', ')}]);
      } else {
        ${hasParts && code`await this.#replaceParts(${camel});`}
        const saved = await ${persistence.rowsOf}(db, ${statement(entity, names.update)}, [${join(updated, ', ')}]);
        if (saved.length === 0) throw ${persistence.concurrentUpdate}(${literal(name)}, ${camel}.state.id);
      }
      ${entity.audit && auditCall(entity, code`${camel}.state`)}
      ${announced(entity, model)}
      ${events && code`this.#deps.outbox.added(events);`}
    }`;
}

/** Cached views that count this row. */
function announced(entity: Entity, model: Model): readonly Code[] {
  return countersOver(entity, model).map(({ counting, by }) => {
    const id = code`${entity.names.camel}.state.${by.stateMember}`;
    const tenant = tenantColumn(counting, model) !== null;
    const key = tenant ? code`\`\${${context.currentTenant}()}:\${${id}}\`` : id;
    const announce = code`await this.#deps.invalidations.announce(${literal(counting.names.code)}, ${key});`;
    return by.optional ? code`if (${id} !== null) ${announce}` : announce;
  });
}

function auditCall(entity: Entity, after: Code): Code {
  return code`await this.#deps.auditLog.record({
    entity: ${literal(entity.names.code)},
    before: this.#storedState.get(${entity.names.camel}) ?? null,
    after: ${after},
    hidden: ${auditedState(entity)},
  });`;
}

function remove(entity: Entity, model: Model): Code {
  const { camel, code: name, snake } = entity.names;
  const tenant = tenantColumn(entity, model) !== null;
  const events = recordsEvents(entity, model);
  const text = say(model.lang, {
    en: `the ${entity.label} is still referred to`,
    zh: `该${entity.label}仍被引用`,
  });
  const values: Hole[] = [
    code`${camel}.state.id`,
    code`${camel}.storedVersion`,
    tenant && code`${context.currentTenant}()`,
    events && code`${outbox.eventRows}(events)`,
  ].filter((one) => one !== false);
  return code`
    async delete(${camel}: ${of.aggregateType(entity)}): Promise<void> {
      const { db } = this.#deps.unitOfWork;
      ${events && code`const events = ${camel}.takeEvents();`}
      const deleted = await ${persistence.rowsOf}(db, ${statement(entity, statementNames(entity).delete)}, [${join(values, ', ')}])
        .catch((error: unknown) => {
          throw ${persistence.isReferred}(error)
            ? new ${kernel.AppError}('conflict', ${literal(`${snake}.in_use`)}, ${literal(text)})
            : error;
        });
      if (deleted.length === 0) throw ${persistence.concurrentUpdate}(${literal(name)}, ${camel}.state.id);
      ${entity.audit && auditCall(entity, code`null`)}
      ${announced(entity, model)}
      ${events && code`this.#deps.outbox.added(events);`}
    }`;
}

function replaceParts(entity: Entity, model: Model): Code {
  const { camel } = entity.names;
  const names = statementNames(entity);
  const tenant = partsNeedTenant(entity, model);
  const deletions = topParts(entity).map(
    (part) =>
      code`await ${persistence.rowsOf}(db, ${statement(entity, names.deletePart(part))}, [${camel}.state.id]);`,
  );
  return code`
    /** Parts are few and small: when one has changed, all are written anew. */
    async #replaceParts(${camel}: ${of.aggregateType(entity)}): Promise<void> {
      const { db } = this.#deps.unitOfWork;
      const parts = partRows(${camel});
      const stored = this.#storedParts.get(${camel});
      if (stored && parts.every((rows, index) => rows === stored[index])) return;
      ${deletions}
      await ${persistence.rowsOf}(db, ${statement(entity, names.insertParts)}, [...parts${tenant && code`, ${context.currentTenant}()`}]);
    }`;
}
