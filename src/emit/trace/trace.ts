import type { Command, Entity, Event, Model, Query } from '../../model/model.ts';
import type { Requirement } from '../../prd/document.ts';
import { planScenarios } from '../scenario/index.ts';
import { testPaths } from '../tests/paths.ts';
import { handler, paths } from '../typescript/symbols.ts';
import { mentions } from './words.ts';

/** What a requirement of the PRD speaks of, and where that is built and tested. */
export interface Trace {
  readonly requirement: Requirement;
  /** Actions, events and entities by their names in the PRD. */
  readonly subjects: readonly string[];
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

/** Told by the names and labels in the requirement's text: a guess that the reader can check. */
export function traceOf(requirement: Requirement, model: Model): Trace {
  const text = [requirement.text, ...requirement.criteria].join(' ');
  const entities = model.entities.filter((entity) =>
    speaksOf(text, entity.names.code, entity.label),
  );
  const events = model.events.filter(
    (event) => !event.builtIn && (mentions(text, event.name) || mentions(text, event.label)),
  );
  const roots = unique([...entities, ...events.map((event) => event.entity)].map(rootOf));
  const useCases = roots.flatMap((root) =>
    [...root.commands, ...root.queries].filter((one) => isMeant(text, one)),
  );
  return {
    requirement,
    subjects: unique([
      ...entities.map((entity) => entity.names.code),
      ...useCases.map((one) => one.action),
      ...events.map((event) => event.name),
    ]),
    files: unique([
      ...entities.map((entity) => paths.entity(entity)),
      ...useCases.map(fileOf),
      ...events.flatMap((event) => reactionFiles(event, model)),
    ]),
    tests: unique([
      ...roots
        .filter((root) => planScenarios(model).creation(root) !== null)
        .map((root) => testPaths.http(root)),
      ...(requirement.criteria.length > 0 ? [testPaths.acceptance(requirement)] : []),
    ]),
  };
}

function speaksOf(text: string, name: string, label: string): boolean {
  return mentions(text, name) || mentions(text, label);
}

/** By its name, its label, the state it leads to, or what its event says happened. */
function isMeant(text: string, one: Command | Query): boolean {
  if (mentions(text, one.name) || mentions(text, one.label)) return true;
  if (!('move' in one)) return false;
  const state = one.entity.lifecycle?.states.find(({ code }) => code === one.move?.to);
  if (state && speaksOf(text, state.code, state.label)) return true;
  return one.emits.some((event) => mentions(text, event.name) || mentions(text, event.label));
}

function fileOf(one: Command | Query): string {
  return ('move' in one ? handler.command(one) : handler.query(one)).from;
}

function reactionFiles(event: Event, model: Model): readonly string[] {
  return model.reactions.some((reaction) => reaction.event === event) ? [paths.reactions] : [];
}

function rootOf(entity: Entity): Entity {
  return entity.parent === null ? entity : rootOf(entity.parent.entity);
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
