import type { TypedExpr } from '../../model/expression.ts';
import type { Command, Entity, Field, Model, Rule } from '../../model/model.ts';
import { descendants, rootOf } from '../sql/table.ts';
import { isFilledByHandler } from './filled.ts';
import { Finding, pathTo } from './finding.ts';
import type { Asked } from './finding.ts';
import type { Needs, SequenceNeed } from './need-types.ts';
import { childrenOf, readsRows } from './walk.ts';

export { pathTo, rowName } from './finding.ts';
export type * from './need-types.ts';

const cache = new WeakMap<Command, Needs>();

/** Told from the PRD's expressions: rules, `when`, `sets`, defaults. */
export function needsOf(command: Command, model: Model): Needs {
  const known = cache.get(command) ?? findNeeds(command, model);
  cache.set(command, known);
  return known;
}

export function hasNeeds(needs: Needs): boolean {
  return (
    needs.rows.length + needs.counts.length + needs.sequences.length > 0 || needs.me || needs.tenant
  );
}

/** Rules of the root that read other rows and must be asked when the command runs. */
export function referringRules(command: Command): readonly Rule[] {
  return command.entity.rules.filter(
    (rule) => readsRows(rule.condition) && isTouched(rule, command),
  );
}

/** Fields of the entity, or `status`, that a command changes; null: all are new. */
export function changedBy(command: Command): ReadonlySet<string> | null {
  if (command.kind === 'create') return null;
  return new Set([
    ...(command.kind === 'update'
      ? command.inputs.flatMap((input) => (input.field ? [input.field.name] : []))
      : []),
    ...command.sets.map((set) => set.field.name),
    ...(command.move ? ['status'] : []),
    ...(command.on ? [command.on.name] : []),
  ]);
}

/** Names of the entity's own members that an expression reads. */
export function ownMembers(expr: TypedExpr): readonly string[] {
  const [first] = expr.kind === 'path' && expr.root.kind === 'self' ? expr.steps : [];
  return [...(first ? [first.name] : []), ...childrenOf(expr).flatMap(ownMembers)];
}

function isTouched(rule: Rule, command: Command): boolean {
  const changed = changedBy(command);
  return changed === null || ownMembers(rule.condition).some((name) => changed.has(name));
}

/** The owned children whose elements a command makes or changes. */
export function touchedChildren(command: Command): readonly Entity[] {
  const changed = changedBy(command);
  return command.entity.fields.flatMap((field) => {
    if (field.type.kind !== 'owned') return [];
    if (changed !== null && (!changed.has(field.name) || command.on === field)) return [];
    return [field.type.entity, ...descendants(field.type.entity)];
  });
}

/** What one rule that reads other rows is given. */
export function needsOfRule(rule: Rule, entity: Entity, model: Model): Needs {
  const command = entity.commands.find((one) => referringRules(one).includes(rule));
  const maybeLeftOut = entity.commands.some(
    (one) => one.kind === 'update' && referringRules(one).includes(rule),
  );
  return askedNeeds(entity, command ?? null, model, [
    { expr: rule.condition, ofElement: false, triggers: maybeLeftOut ? [] : null },
  ]);
}

/** What the factory of an owned child is given, for its own elements and those below. */
export function needsOfChild(child: Entity, model: Model): Needs {
  const all = [child, ...descendants(child)];
  const asked = all.flatMap((one) =>
    one.rules
      .filter((rule) => readsRows(rule.condition))
      .map((rule) => ({ expr: rule.condition, ofElement: true, triggers: null })),
  );
  return askedNeeds(rootOf(child), null, model, asked, defaultFields(all));
}

function findNeeds(command: Command, model: Model): Needs {
  const needs = askedNeeds(
    command.entity,
    command,
    model,
    askedBy(command),
    defaultsOf(command, model),
  );
  const isNew = command.kind === 'create';
  return { ...needs, sequences: isNew ? sequencesOf(command.entity) : [] };
}

function askedNeeds(
  root: Entity,
  command: Command | null,
  model: Model,
  asked: readonly Asked[],
  defaults: readonly { entity: Entity; field: Field }[] = [],
): Needs {
  const finding = new Finding(command?.kind === 'create', model);
  for (const one of asked) finding.visit(one, one.expr, []);
  for (const { entity, field } of defaults) {
    if (field.default?.kind !== 'copy') continue;
    const path = [...pathTo(entity), field.default.reference];
    finding.addRow({ root: 'self', path, from: null, ofElement: entity !== root }, null);
  }
  const parts = asked.flatMap(({ expr }) => roots(expr));
  return {
    rows: finding.rows(),
    counts: finding.counts,
    me: parts.includes('me') || defaults.some(({ field }) => field.default?.kind === 'me'),
    tenant: parts.includes('tenant'),
    sequences: [],
  };
}

function askedBy(command: Command): readonly Asked[] {
  const whole = { ofElement: false };
  const optional = command.kind === 'update';
  if (command.kind === 'custom') return [];
  return [
    ...(command.when ? [{ ...whole, expr: command.when.condition, triggers: null }] : []),
    ...command.sets.map((set) => ({
      expr: set.value,
      ofElement: command.on !== null,
      triggers: null,
    })),
    ...referringRules(command).map((rule) => ({
      ...whole,
      expr: rule.condition,
      triggers: optional ? triggersOf(rule, command) : null,
    })),
    ...touchedChildren(command).flatMap((child) =>
      child.rules
        .filter((rule) => readsRows(rule.condition))
        .map((rule) => ({
          expr: rule.condition,
          ofElement: true,
          triggers: null,
        })),
    ),
  ];
}

/** The inputs of an update that a rule reads. */
export function triggersOf(rule: Rule, command: Command): readonly Field[] {
  const read = ownMembers(rule.condition);
  return command.inputs.flatMap(({ field }) => (field && read.includes(field.name) ? [field] : []));
}

/** Fields that a command fills by their default, of the root and of new elements. */
function defaultsOf(command: Command, model: Model): readonly { entity: Entity; field: Field }[] {
  const { entity } = command;
  const makers = [
    ...(command.kind === 'create' ? [entity] : []),
    ...(command.kind === 'create' || command.kind === 'update' ? touchedChildren(command) : []),
  ];
  const isGiven = (field: Field): boolean =>
    command.sets.some((set) => set.field === field) ||
    (!field.optional && isFilledByHandler(field, entity, model));
  return defaultFields(makers).filter((one) => one.entity !== entity || !isGiven(one.field));
}

function defaultFields(makers: readonly Entity[]): readonly { entity: Entity; field: Field }[] {
  return makers.flatMap((entity) =>
    entity.fields.filter((field) => field.default !== null).map((field) => ({ entity, field })),
  );
}

function sequencesOf(entity: Entity): readonly SequenceNeed[] {
  return entity.fields
    .filter((field) => field.sequence !== null)
    .map((field) => ({ field, entity }));
}

function roots(expr: TypedExpr): readonly string[] {
  const own = expr.kind === 'path' ? [expr.root.kind] : [];
  return [...own, ...childrenOf(expr).flatMap(roots)];
}
