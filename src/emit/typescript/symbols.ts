import type {
  Command,
  Entity,
  Enum,
  Field,
  Query,
  Saga,
  Service,
  ValueObject,
} from '../../model/model.ts';
import { type, value } from './code.ts';

/** Where each generated name lives: the one place that knows, so that no emitter writes a path. */

const hasModules = (entity: Entity): string =>
  entity.module === null ? '' : `${entity.module.folder}/`;

export const paths = {
  access: 'internal/application/access.ts',
  aggregate: 'internal/domain/entity/aggregate.ts',
  application: 'internal/application/application.ts',
  attempts: 'pkg/counts/attempts.ts',
  config: 'pkg/config/config.ts',
  context: 'internal/application/context.ts',
  counts: 'pkg/counts/counts.ts',
  database: 'internal/infrastructure/persistence/database.ts',
  errors: 'pkg/errors/errors.ts',
  events: (entity: Entity) =>
    `internal/domain/entity/${hasModules(entity)}${entity.names.kebab}-events.ts`,
  entity: (entity: Entity) =>
    `internal/domain/entity/${hasModules(entity)}${entity.names.kebab}.ts`,
  enum: (one: Enum) =>
    `internal/domain/entity/${one.inlineIn ? hasModules(one.inlineIn) : ''}${one.kebab}.ts`,
  fileStorage: 'internal/application/file-storage.ts',
  id: 'internal/domain/entity/id.ts',
  idempotency: 'internal/application/idempotency.ts',
  job: 'internal/application/job.ts',
  jobs: 'internal/application/jobs.ts',
  lifecycle: 'internal/domain/entity/lifecycle.ts',
  logger: 'pkg/logger/logger.ts',
  main: 'pkg/main/main.ts',
  metrics: 'pkg/metrics/metrics.ts',
  money: 'internal/domain/entity/money.ts',
  ownJobs: 'internal/application/own-jobs.ts',
  page: 'internal/application/dto/page.ts',
  reactions: 'internal/application/reactions.ts',
  repository: (entity: Entity) =>
    `internal/domain/repository/${hasModules(entity)}${entity.names.kebab}-repository.ts`,
  role: 'internal/domain/entity/role.ts',
  saga: (one: Saga) => `internal/application/saga/steps/${one.kebab}.ts`,
  sagaRuns: 'internal/application/saga/saga-runs.ts',
  sagas: 'internal/application/saga/sagas.ts',
  sagaView: 'internal/application/saga/saga-view.ts',
  schema: 'internal/application/dto/schema.ts',
  sequences: 'internal/application/sequences.ts',
  service: (one: Service) => `internal/domain/service/${one.kebab}-service.ts`,
  serviceCall: 'internal/domain/service/service-call.ts',
  target: 'internal/application/dto/target.ts',
  jwt: 'pkg/jwt/jwt.ts',
  unitOfWork: 'internal/application/unit-of-work.ts',
  value: (one: ValueObject) => `internal/domain/entity/${one.kebab}.ts`,

  command: (one: Command) =>
    `internal/application/command/${hasModules(one.entity)}${one.kebab}.ts`,
  query: (one: Query) => `internal/application/query/${hasModules(one.entity)}${one.kebab}.ts`,
  reader: (entity: Entity) =>
    `internal/application/query/${hasModules(entity)}${entity.names.kebab}-reader.ts`,
  dto: (entity: Entity) => `internal/application/dto/${hasModules(entity)}${entity.names.kebab}.ts`,
  /** The owner's stub of a `computed(custom)` field. */
  computed: (entity: Entity, field: Field) =>
    `internal/application/query/${hasModules(entity)}${entity.names.kebab}-${kebab(field.name)}.ts`,

  row: (entity: Entity) =>
    `internal/infrastructure/persistence/${hasModules(entity)}${entity.names.kebab}-row.ts`,
  kyselyRepository: (entity: Entity) =>
    `internal/infrastructure/persistence/${hasModules(entity)}${entity.names.kebab}-repository.ts`,
  cachedRepository: (entity: Entity) =>
    `internal/infrastructure/cache/${hasModules(entity)}cached-${entity.names.kebab}-repository.ts`,
  external: (one: Service) => `internal/infrastructure/external/${one.kebab}-service.ts`,
  firstMigration: 'internal/infrastructure/persistence/migrations/0001_init.sql',

  routes: (entity: Entity) =>
    `internal/interfaces/http/${hasModules(entity)}${entity.names.kebab}-routes.ts`,
};

/** Names that an entity's files export. */
export const of = {
  aggregate: (entity: Entity) => value(entity.names.className, paths.entity(entity)),
  aggregateType: (entity: Entity) => type(entity.names.className, paths.entity(entity)),
  id: (entity: Entity) => type(`${entity.names.className}Id`, paths.entity(entity)),
  state: (entity: Entity) => type(`${entity.names.className}State`, paths.entity(entity)),
  status: (entity: Entity) => type(`${entity.names.className}Status`, paths.entity(entity)),
  lifecycle: (entity: Entity) => value(`${entity.names.camel}Lifecycle`, paths.entity(entity)),
  /** Of a root, what `create` takes; of an owned child, what its factory takes. */
  newInput: (entity: Entity) => type(`New${entity.names.className}`, paths.entity(entity)),
  /** `createOrderItem` of an owned child. */
  childFactory: (entity: Entity) => value(`create${entity.names.className}`, paths.entity(entity)),
  events: (entity: Entity) => type(`${entity.names.className}Events`, paths.events(entity)),
  repository: (entity: Entity) =>
    type(`${entity.names.className}Repository`, paths.repository(entity)),
  reader: (entity: Entity) => type(`${entity.names.className}Reader`, paths.reader(entity)),
  view: (entity: Entity) => type(`${entity.names.className}View`, paths.dto(entity)),
  viewSchema: (entity: Entity) => value(`${entity.names.className}View`, paths.dto(entity)),
  toView: (entity: Entity) => value(`to${entity.names.className}View`, paths.dto(entity)),
  row: (entity: Entity) => type(`${entity.names.className}Row`, paths.row(entity)),
  fromRow: (entity: Entity) => value(`to${entity.names.className}`, paths.row(entity)),
  toRow: (entity: Entity) => value(`to${entity.names.className}Row`, paths.row(entity)),
  kyselyRepository: (entity: Entity) =>
    value(`Kysely${entity.names.className}Repository`, paths.kyselyRepository(entity)),
  cachedRepository: (entity: Entity) =>
    value(`Cached${entity.names.className}Repository`, paths.cachedRepository(entity)),
  routes: (entity: Entity) => value(`${entity.names.camel}Routes`, paths.routes(entity)),
  /** The deps key of repository and reader: `orders`. */
  port: (entity: Entity): string => entity.names.camelPlural,
};

export const valueObject = {
  type: (one: ValueObject) => type(one.className, paths.value(one)),
  /** Validates and builds; returns null for null where optional is handled by the caller. */
  make: (one: ValueObject) => value(`to${one.className}`, paths.value(one)),
};

export const enumeration = {
  type: (one: Enum) => type(one.className, paths.enum(one)),
  object: (one: Enum) => value(one.objectName, paths.enum(one)),
};

export const inputSchema = (one: Command | Query) =>
  value(one.inputName ?? one.handler, paths.dto(one.entity));
export const inputType = (one: Command | Query) =>
  type(one.inputName ?? one.handler, paths.dto(one.entity));
export const handler = {
  command: (one: Command) => value(one.handler, paths.command(one)),
  query: (one: Query) => value(one.handler, paths.query(one)),
};
export const service = {
  /** The port: an interface with one method a call. */
  port: (one: Service) => type(one.className, paths.service(one)),
  http: (one: Service) => value(`Http${one.className}`, paths.external(one)),
};

export const kernel = {
  Action: type('Action', paths.access),
  Actor: type('Actor', paths.access),
  Aggregate: value('Aggregate', paths.aggregate),
  AggregateState: type('AggregateState', paths.aggregate),
  AppError: value('AppError', paths.errors),
  Application: type('Application', paths.application),
  Decimal: value('Decimal', paths.money),
  DecimalType: type('Decimal', paths.money),
  Id: type('Id', paths.id),
  Page: type('Page', paths.page),
  Role: type('Role', paths.role),
  ServiceCall: type('ServiceCall', paths.serviceCall),
  Target: type('Target', paths.target),
  UnitOfWork: type('UnitOfWork', paths.unitOfWork),
  authorize: value('authorize', paths.access),
  ensure: value('ensure', paths.errors),
  ensureValid: value('ensureValid', paths.errors),
  newAggregate: value('newAggregate', paths.aggregate),
  newId: value('newId', paths.id),
  roles: value('roles', paths.role),
};

function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
