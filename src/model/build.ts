import type { Document } from '../prd/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { ownershipOf, rolesOf } from './access.ts';
import { applyCaches, limitsOf } from './caches.ts';
import { checkModel } from './checks/index.ts';
import { commandsOf } from './commands.ts';
import { lifecycleOf, rulesOf, uniquesOf } from './constraints.ts';
import { deriveFields, placeFields } from './derived.ts';
import type { Building, Draft } from './draft.ts';
import { eventIndex } from './events.ts';
import type { EventIndex } from './events.ts';
import { indexesOf } from './indexes.ts';
import { leftOf } from './left.ts';
import type { Entity, Model } from './model.ts';
import { authOf, checkRoleFields, principalOf } from './principal.ts';
import { Problems } from './problems.ts';
import type { Doubt } from './problems.ts';
import { inverseQueries, queriesOf } from './queries.ts';
import { adoptChildren, resolveInverses } from './relations.ts';
import { risksOf } from './risks/index.ts';
import { sagasOf } from './sagas.ts';
import { seedsOf } from './seeds.ts';
import { servicesOf } from './services.ts';
import {
  architectureOf,
  currencySetting,
  deployOf,
  nfrOf,
  retentionOf,
  stackOf,
  tenancyOf,
} from './settings.ts';
import { declareFields, declareNames, modulesOf } from './shells.ts';
import { reactionsOf } from './targets.ts';
import { dropUnusedTypes } from './unused.ts';

export interface Built {
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: boolean;
}

/** The stages in their order; each reads what those before it have filled in. */
export function build(document: Document, doubt: Doubt): Built {
  const building = start(document, doubt);
  const { model, problems } = building;
  model.currency = currencySetting(building);
  model.roles = rolesOf(building);
  declareNames(building);
  model.modules = modulesOf(building);
  declareFields(building);
  adoptChildren(building);
  resolveInverses(building);
  model.roots = model.entities.filter((entity) => entity.kind === 'root');
  shareAmongTenants(building);
  model.principal = principalOf(building);
  model.auth = authOf(building);
  checkRoleFields(building);
  eachEntity(building, (entity, syntax) => {
    entity.lifecycle = lifecycleOf(building, syntax);
    entity.audit = syntax.audit;
    entity.softDelete = syntax.softDelete && {
      from: entity.fields.find((one) => one.name === syntax.softDelete?.from?.value) ?? null,
    };
  });
  deriveFields(building);
  placeFields(building);
  model.services = servicesOf(building);
  behave(building, eventIndex(building));
  model.limits = limitsOf(building);
  model.retention = retentionOf(building);
  model.seed = seedsOf(building);
  model.enums = [...building.enumTypes.values()];
  checkModel(building);
  dropUnusedTypes(building);
  if (!problems.hasErrors) {
    model.left = leftOf(building);
    model.risks = risksOf(building);
  }
  return { model, diagnostics: problems.sorted(), failed: problems.hasErrors };
}

/** What happens to rows: rules, commands, queries, and what follows from events. */
function behave(building: Building, events: EventIndex): void {
  const { model } = building;
  eachEntity(building, (entity, syntax) => {
    entity.ownership = ownershipOf(building, entity, syntax);
  });
  eachEntity(building, (entity, syntax) => {
    entity.rules = rulesOf(building, entity, syntax);
    entity.uniques = uniquesOf(building, entity, syntax);
    entity.indexes = indexesOf(building, entity, syntax);
    if (entity.kind === 'owned') return;
    entity.commands = commandsOf(building, entity, syntax, events);
    entity.queries = queriesOf(building, entity, syntax);
  });
  for (const entity of model.roots) inverseQueries(building, entity);
  applyCaches(building);
  model.reactions = reactionsOf(building, (name) => events.taken(name));
  model.sagas = sagasOf(building, (name) => events.taken(name));
  model.events = events.all();
}

function eachEntity(
  building: Building,
  visit: (
    entity: Draft<Entity>,
    syntax: NonNullable<ReturnType<Building['syntaxOf']['get']>>,
  ) => void,
): void {
  for (const entity of building.entities.values()) {
    const syntax = building.syntaxOf.get(entity);
    if (syntax) visit(entity, syntax);
  }
}

/** An owned child goes with its root. */
function shareAmongTenants(building: Building): void {
  if (building.model.tenancy === null) return;
  for (const entity of building.entities.values())
    entity.tenant = building.syntaxOf.get(rootOf(entity))?.tenancy === null;
}

function rootOf(entity: Entity): Entity {
  const seen = new Set<Entity>();
  let root = entity;
  // A child that owns its parent has been told of already.
  while (root.parent && !seen.has(root)) {
    seen.add(root);
    root = root.parent.entity;
  }
  return root;
}

function start(document: Document, doubt: Doubt): Building {
  const model: Draft<Model> = {
    name: document.name.value,
    title: document.title?.value ?? document.name.value,
    lang: document.lang,
    currency: { code: 'USD', digits: 2 },
    stack: stackOf(document),
    architecture: architectureOf(document),
    tenancy: tenancyOf(document),
    principal: null,
    auth: null,
    roles: [],
    modules: [],
    enums: [],
    values: [],
    entities: [],
    roots: [],
    events: [],
    reactions: [],
    sagas: [],
    services: [],
    limits: [],
    nfr: nfrOf(document),
    retention: [],
    deploy: deployOf(document),
    seed: [],
    requirements: document.requirements,
    openQuestions: document.openQuestions.map((one) => one.value),
    left: [],
    risks: [],
    at: document.name.at,
  };
  return {
    document,
    problems: new Problems(document, doubt),
    model,
    entities: new Map(),
    enums: new Map(),
    enumTypes: new Map(),
    values: new Map(),
    labels: new Map(),
    syntaxOf: new Map(),
    fieldSyntax: new Map(),
  };
}
