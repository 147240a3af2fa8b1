import type { Command, Entity, Event, Field, Model, Saga, ValueObject } from '../model/model.ts';

/** What the PRD asks for; a feature nobody asks for leaves no file. */

/** Events that are recorded: declared ones, and built-in ones that something takes. */
export function recordedEvents(model: Model): readonly Event[] {
  return model.events.filter((event) => event.used || !event.builtIn);
}

export function hasEvents(model: Model): boolean {
  return recordedEvents(model).length > 0;
}

/** Whether the entity's aggregate records any event. */
export function recordsEvents(entity: Entity, model: Model): boolean {
  return recordedEvents(model).some((event) => event.entity === entity);
}

/** Message brokers that events can be handed to. */
const brokers = ['nats', 'rabbitmq', 'redis'];

/** Whether events leave the service, where there is a broker. */
export function hasBroker(model: Model): boolean {
  return model.stack.mq !== null && brokers.includes(model.stack.mq) && hasEvents(model);
}

/** Events that something in the service takes. */
export function takenEvents(model: Model): readonly Event[] {
  return recordedEvents(model).filter((event) => event.used);
}

/** Whether the service itself takes events from the broker. */
export function consumes(model: Model): boolean {
  return hasBroker(model) && takenEvents(model).length > 0;
}

/** Commands that rows wait for, each run by itself. */
export function dueCommands(model: Model): readonly Command[] {
  return model.roots.flatMap((root) => root.commands.filter((one) => one.everyMs !== null));
}

/** Roots whose rows are deleted when they are old. */
export function retainedRoots(model: Model): readonly Entity[] {
  return model.roots.filter((root) =>
    model.retention.some((one) => one.target === root.names.code),
  );
}

export function hasRetention(model: Model): boolean {
  const keepsLog = model.retention.some((one) => one.target === 'AuditLog') && hasAudit(model);
  return keepsLog || retainedRoots(model).length > 0;
}

/** Whether the service does something by itself, or its owner wants to have it do so. */
export function hasJobs(model: Model): boolean {
  const isAsked = model.stack.jobs !== null && model.stack.jobs !== 'none';
  return isAsked || dueCommands(model).length > 0 || hasRetention(model);
}

/** Whether the queue of jobs is in Redis, where there is one. */
export function queuesInRedis(model: Model): boolean {
  return model.stack.jobs === 'bullmq';
}

/** Whether there is work beside answering requests. */
export function hasWorker(model: Model): boolean {
  return hasEvents(model) || hasJobs(model);
}

export function hasAudit(model: Model): boolean {
  return model.roots.some((entity) => entity.audit);
}

export function hasLists(model: Model): boolean {
  return model.roots.some((entity) => entity.queries.some(({ kind }) => kind === 'list'));
}

/** Whether persistence must know who is acting, or for which tenant. */
export function hasContext(model: Model): boolean {
  return model.tenancy !== null || hasAudit(model);
}

/** Whether each tenant has tables of its own. */
export function hasTenantSchemas(model: Model): boolean {
  return model.tenancy?.kind === 'schema';
}

/** Whether some rows are read by their key within a tenant. */
export function readsByTenant(model: Model): boolean {
  return model.tenancy !== null && model.roots.some((root) => root.tenant);
}

export function hasSequences(model: Model): boolean {
  return model.entities.some((entity) => entity.fields.some((field) => field.sequence !== null));
}

export function hasIdempotency(model: Model): boolean {
  return model.roots.some((entity) =>
    entity.commands.some(
      (command) => command.exposed && (command.kind === 'create' || command.idempotent),
    ),
  );
}

export function isFile(field: Field): boolean {
  return (
    field.type.kind === 'scalar' && (field.type.scalar === 'file' || field.type.scalar === 'image')
  );
}

/** Whether a client may give such a value, by itself or within another. */
export function isGiven(value: ValueObject, model: Model): boolean {
  const holds = (fields: readonly Field[]): boolean =>
    fields.some(
      ({ type }) => type.kind === 'value' && (type.value === value || holds(type.value.fields)),
    );
  return model.entities.some(
    ({ fields, commands }) =>
      holds(fields.filter((field) => field.clientMay !== 'never')) ||
      commands.some(({ inputs }) => holds(inputs.map((input) => input.shape))),
  );
}

export function hasFiles(model: Model): boolean {
  return model.entities.some((entity) => entity.fields.some(isFile));
}

export function hasImages(model: Model): boolean {
  return model.entities.some((entity) => entity.fields.some(isImage));
}

export function isImage({ type }: Field): boolean {
  return type.kind === 'scalar' && type.scalar === 'image';
}

/** Roots whose views are cached. */
export function cachedRoots(model: Model): readonly Entity[] {
  const known = cached.get(model) ?? model.roots.filter(isCached);
  cached.set(model, known);
  return known;
}

const cached = new WeakMap<Model, readonly Entity[]>();

export function isCached(entity: Entity): boolean {
  return entity.cacheMs !== null || entity.queries.some((query) => query.cacheMs !== null);
}

export function searchedFields(entity: Entity): readonly Field[] {
  return [
    ...new Set([
      ...entity.fields.filter((field) => field.search),
      ...entity.queries.flatMap((query) => query.search),
    ]),
  ];
}

export function hasSearch(model: Model): boolean {
  return model.entities.some((entity) => searchedFields(entity).length > 0);
}

/** Whether rows that overlap in time are refused. */
export function hasOverlap(model: Model): boolean {
  return model.entities.some((entity) => entity.uniques.some((unique) => unique.overlap !== null));
}

export function hasCache(model: Model): boolean {
  return cachedRoots(model).length > 0;
}

/** Whether tokens may be an outside issuer's: somebody calls, and nobody logs in here. */
export function takesOutsideTokens(model: Model): boolean {
  return model.auth === null && (model.principal !== null || model.roles.length > 0);
}

/** Whether requests are counted: the PRD sets limits, or somebody logs in. */
export function hasLimits(model: Model): boolean {
  return model.limits.length > 0 || model.auth !== null;
}

/** Whether what is cached is cached for all processes together, where there is a Redis. */
export function sharesCache(model: Model): boolean {
  return model.stack.cache === 'redis' && hasCache(model);
}

/** Whether requests to all processes are counted together, where there is a Redis. */
export function sharesCounts(model: Model): boolean {
  return model.stack.cache === 'redis' && hasLimits(model);
}

/** Whether processes have a link to Redis for what is quickly made again. */
export function linksRedis(model: Model): boolean {
  return sharesCache(model) || sharesCounts(model);
}

/** Whether work goes further than one process and its database, so that traces tell where. */
export function isTraced(model: Model): boolean {
  return hasWorker(model) || hasCache(model) || model.services.length > 0;
}

/** Counters of cached views that rows of the entity are counted by. */
export function countersOver(
  entity: Entity,
  model: Model,
): readonly { readonly counting: Entity; readonly by: Field }[] {
  return cachedRoots(model).flatMap((counting) =>
    counting.fields.flatMap((field) => {
      const counted = field.counter?.inverse.type;
      return counted?.kind === 'inverse' && counted.entity === entity && !counted.field.many
        ? [{ counting, by: counted.field }]
        : [];
    }),
  );
}

/** Whether some field holds free JSON. */
export function hasJson(model: Model): boolean {
  return [...model.entities, ...model.values].some((one) =>
    one.fields.some((field) => field.type.kind === 'scalar' && field.type.scalar === 'json'),
  );
}

/** What never leaves the server. */
export function isSecret(field: Field): boolean {
  return field.secret || (field.type.kind === 'scalar' && field.type.scalar === 'password');
}

/** Whether the principal's roles are kept in its row, so that somebody must have the first one. */
export function assignsRoles(model: Model): boolean {
  return model.auth !== null && model.auth.roles !== null;
}

/** Whether some reaction is not done in our own database alone. */
export function reactsOutside(model: Model): boolean {
  return outsideReactions(model).length > 0;
}

/** The reaction that has a saga run, as it is stored; no target is written so, as each has a dot. */
export function sagaReaction({ name }: Saga): string {
  return `saga ${name}`;
}

/** The names of reactions that call an outside service, or have a saga run. */
export function outsideReactions(model: Model): readonly string[] {
  const targets = model.reactions.flatMap((reaction) => reaction.targets);
  return [
    ...new Set(targets.filter(({ call }) => call.kind === 'service').map(({ name }) => name)),
    ...model.sagas.map(sagaReaction),
  ];
}

/** Whether something is asked of outside services, or may be. */
export function callsOut(model: Model): boolean {
  return model.services.length > 0 || hasSagas(model);
}

/** Roles that stand above the others: they give roles, or are called so. */
export function operators({ roles }: Model): readonly string[] {
  const named = roles.filter((role) => role.assigns.length > 0 || role.allTenants);
  const above = named.length > 0 ? named : roles.filter(({ code }) => code === 'admin');
  const codes = new Set(above.map(({ code }) => code));
  return roles
    .filter((role) => role.includes.some((code) => codes.has(code)))
    .map(({ code }) => code);
}

/** Whether somebody may look at sagas. */
export function showsSagas(model: Model): boolean {
  return hasSagas(model) && operators(model).length > 0;
}

/** Whether what spans several aggregates or services is run step by step, and undone when it fails. */
export function hasSagas(model: Model): boolean {
  return model.sagas.length > 0;
}
