import type { Entity } from '../../model/model.ts';
import type { Requirement } from '../../prd/document.ts';
import { type, value } from '../typescript/code.ts';

const folder = (entity: Entity): string =>
  entity.module === null ? '' : `${entity.module.folder}/`;

export const testPaths = {
  acceptance: ({ id }: Requirement) => `tests/acceptance/${id.toLowerCase()}.test.ts`,
  actors: 'tests/world/actors.ts',
  database: 'tests/database.ts',
  http: (entity: Entity) => `tests/http/${folder(entity)}${entity.names.kebab}.test.ts`,
  service: 'tests/service.ts',
  rowMaker: 'tests/world/world.ts',
  world: (entity: Entity) => `tests/world/${folder(entity)}${entity.names.kebab}.ts`,
};

export const testKit = {
  Made: type('Made', testPaths.actors),
  Service: type('Service', testPaths.service),
  World: type('World', testPaths.rowMaker),
  actorWith: value('actorWith', testPaths.actors),
  anonymous: value('anonymous', testPaths.actors),
  /** Makes a row of the entity: `makeOrder(service, 'pay')`. */
  make: (entity: Entity) => value(`make${entity.names.className}`, testPaths.world(entity)),
  /** An input that `create` takes: `orderInput(service)`. */
  input: (entity: Entity) => value(`${entity.names.camel}Input`, testPaths.world(entity)),
  newcomer: value('newcomer', testPaths.actors),
  startService: value('startService', testPaths.service),
  system: value('system', testPaths.actors),
};
