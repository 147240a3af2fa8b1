import type { Lang } from '../../diagnostic.ts';
import type { Document, EventSyntax, RoleSyntax } from '../document.ts';
import { shapeMessages } from '../messages/shape.ts';
import { readArrow, readPrincipal, readTargetPath, readTenancy } from '../shorthand/operations.ts';
import type { MapNode, Tree } from '../source/tree.ts';
import { readAccess, readEntities, readValues } from './entity.ts';
import { readFields, readInputs } from './fields.ts';
import {
  readDurations,
  readLimits,
  readReactions,
  readSagas,
  readSeed,
  readServices,
  readSettings,
} from './operations.ts';
import {
  entriesOf,
  justName,
  located,
  namedEntries,
  parseText,
  parseTexts,
  textOf,
  valueOf,
} from './reading.ts';
import type { Reading } from './reading.ts';

export type Prose = Pick<Document, 'requirements' | 'openQuestions'>;

/** The whole model as written; only of a validated tree. */
export function readDocument(
  reading: Reading,
  map: MapNode,
  lang: Lang,
  prose: Prose,
  source: { path: string; text: string },
): Document {
  const version = textOf(map, 'prd');
  if (version && version.text !== '1') {
    reading.problems.push({ at: version.at, text: shapeMessages.version(version.text) });
  }
  const tenancy = textOf(map, 'tenancy');
  const principal = textOf(map, 'principal');
  return {
    ...source,
    ...prose,
    lang,
    unread: [],
    name: located(textOf(map, 'name')) ?? { value: '', at: map.at },
    title: located(textOf(map, 'title')),
    currency: located(textOf(map, 'currency')),
    stack: readSettings(valueOf(map, 'stack')),
    architecture: located(textOf(map, 'architecture')),
    tenancy: tenancy ? parseText(reading, tenancy, readTenancy) : null,
    principal: principal ? parseText(reading, principal, readPrincipal) : null,
    access: readAccess(reading, valueOf(map, 'access')),
    roles: readRoles(reading, valueOf(map, 'roles')),
    modules: namedEntries(reading, valueOf(map, 'modules')).map(({ name, value }) => ({
      name,
      entities: parseTexts(reading, value, justName),
    })),
    enums: namedEntries(reading, valueOf(map, 'enums')).map(({ name, value }) => ({
      name,
      values: readValues(reading, value),
    })),
    values: namedEntries(reading, valueOf(map, 'values')).map(({ name, value }) => ({
      name,
      fields: readFields(reading, value),
    })),
    entities: readEntities(reading, valueOf(map, 'entities')),
    events: readEvents(reading, valueOf(map, 'events')),
    reactions: readReactions(reading, valueOf(map, 'reactions')),
    sagas: readSagas(reading, valueOf(map, 'sagas')),
    services: readServices(reading, valueOf(map, 'services')),
    cache: readDurations(reading, valueOf(map, 'cache')).map(({ target, ms }) => ({
      target,
      ttlMs: ms,
    })),
    limits: readLimits(reading, valueOf(map, 'limits')),
    ...readNfr(reading, valueOf(map, 'nfr')),
    deploy: readSettings(valueOf(map, 'deploy')),
    seed: readSeed(reading, valueOf(map, 'seed')),
    renames: parseTexts(reading, valueOf(map, 'renames'), readArrow),
    drops: parseTexts(reading, valueOf(map, 'drops'), readTargetPath),
    retire: readRetired(reading, valueOf(map, 'retire')),
    data: parseTexts(reading, valueOf(map, 'data'), readArrow),
  };
}

function readNfr(reading: Reading, tree: Tree | null): Pick<Document, 'nfr' | 'retention'> {
  const retention = tree?.kind === 'map' ? valueOf(tree, 'retention') : null;
  return { nfr: readSettings(tree), retention: readDurations(reading, retention) };
}

function readRoles(reading: Reading, tree: Tree | null): RoleSyntax[] {
  return namedEntries(reading, tree).map(({ name, value }) => {
    if (value.kind !== 'map') {
      const description = value.kind === 'text' && value.text !== '' ? value.text : null;
      return { name, description, extends: [], assigns: [], allTenants: false };
    }
    return {
      name,
      description: textOf(value, 'description')?.text ?? null,
      extends: parseTexts(reading, valueOf(value, 'extends'), justName),
      assigns: parseTexts(reading, valueOf(value, 'assigns'), justName),
      allTenants: textOf(value, 'tenants')?.text === 'all',
    };
  });
}

function readEvents(reading: Reading, tree: Tree | null): EventSyntax[] {
  return namedEntries(reading, tree).map(({ name, value }) => ({
    name,
    data: readInputs(reading, value.kind === 'map' ? valueOf(value, 'data') : value),
  }));
}

function readRetired(reading: Reading, tree: Tree | null): Document['retire'] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const target = parseText(reading, key, readTargetPath);
    return target && value.kind === 'text'
      ? [{ target, to: { value: value.text, at: value.at } }]
      : [];
  });
}
