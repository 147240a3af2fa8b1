import type { Entity } from '../../model/model.ts';
import { joinTables, ownedFields } from '../sql/table.ts';
import { type, value } from '../typescript/code.ts';
import { of, paths } from '../typescript/symbols.ts';

const folder = 'internal/infrastructure/persistence';

/** Names of persistence that no other layer sees. */
export const rowToState = of.fromRow;
export const stateToRow = of.toRow;
export const childrenToRows = (child: Entity) =>
  value(`to${child.names.className}Rows`, paths.row(child));
export const rowToView = (entity: Entity) =>
  value(`rowTo${entity.names.className}View`, paths.row(entity));

/** What a query of the entity answers; of a root without elements and sets, its row. */
export const loaded = (entity: Entity) =>
  entity.kind === 'root' && !hasParts(entity)
    ? of.row(entity)
    : type(`Loaded${entity.names.className}`, paths.row(entity));

export const hasParts = (entity: Entity): boolean =>
  ownedFields(entity).length > 0 || joinTables(entity).length > 0;

export const statementsPath = (entity: Entity): string =>
  paths.row(entity).replace(/-row\.ts$/, '-statements.ts');
export const statement = (entity: Entity, name: string) => value(name, statementsPath(entity));

export const persistence = {
  Db: type('Db', paths.database),
  JsonRow: type('JsonRow', `${folder}/json-row.ts`),
  KyselyUnitOfWork: type('KyselyUnitOfWork', `${folder}/unit-of-work.ts`),
  Select: value('Select', `${folder}/statement.ts`),
  Sort: type('Sort', `${folder}/page.ts`),
  after: value('after', `${folder}/page.ts`),
  concurrentUpdate: value('concurrentUpdate', `${folder}/errors.ts`),
  cursorOf: value('cursorOf', `${folder}/page.ts`),
  idIsAmong: value('idIsAmong', `${folder}/statement.ts`),
  isReferred: value('isReferred', `${folder}/errors.ts`),
  orderBy: value('orderBy', `${folder}/page.ts`),
  rowsOf: value('rowsOf', `${folder}/statement.ts`),
  toPage: value('toPage', `${folder}/page.ts`),
};

export const outbox = {
  Outbox: type('Outbox', 'internal/infrastructure/mq/outbox.ts'),
  OutboxValue: value('Outbox', 'internal/infrastructure/mq/outbox.ts'),
  insertEvents: value('insertEvents', 'internal/infrastructure/mq/outbox.ts'),
  eventRows: value('eventRows', 'internal/infrastructure/mq/outbox.ts'),
};
