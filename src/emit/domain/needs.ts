import type { TypedExpr } from '../../model/expression.ts';
import type { Command, Entity, Field, Model, Rule } from '../../model/model.ts';
import { descendants, rootOf } from '../sql/table.ts';
import { inverseNeeds } from './inverses.ts';
import type { InverseNeed } from './inverses.ts';
import { childrenOf, crossingOf, inverseCall, inverseOf, readsRows, setOf } from './walk.ts';
import type { Call, Path } from './walk.ts';

/** Fields to follow from the aggregate, or from the command's input, to a reference. */
export interface Source {
  readonly root: 'self' | 'input';
  readonly path: readonly Field[];
  /** The need whose rows the path starts from, when it leaves one referred row for another. */
  readonly from: RowNeed | null;
  /** Asked for by elements themselves: only those that come in with an update matter. */
  readonly ofElement: boolean;
}

/** Referred rows: one aggregate, or a map of them by id. */
export interface RowNeed {
  /** Its name among what the method is given: `customer`, `products`. */
  readonly name: string;
  readonly entity: Entity;
  readonly many: boolean;
  /** Whether the one row may be absent. */
  readonly nullable: boolean;
  readonly sources: readonly Source[];
  /** Fields whose change asks for the row; null: always. */
  readonly triggers: readonly Field[] | null;
}

export interface CountNeed extends InverseNeed {
  /** Path to the reference that leads to the parent; empty: the aggregate itself. */
  readonly path: readonly Field[];
  readonly root: 'self' | 'input';
  readonly nullable: boolean;
  /** Fields whose change asks for it; null: always. */
  readonly triggers: readonly Field[] | null;
}

export interface SequenceNeed {
  readonly field: Field;
  readonly entity: Entity;
}

/** What a factory or method of an aggregate takes beside the input. */
export interface Needs {
  readonly rows: readonly RowNeed[];
  readonly counts: readonly CountNeed[];
  readonly me: boolean;
  readonly tenant: boolean;
  readonly sequences: readonly SequenceNeed[];
}

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

/** The path from the root to a child's elements. */
export function pathTo(child: Entity): readonly Field[] {
  return child.parent === null ? [] : [...pathTo(child.parent.entity), child.parent.field];
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

interface Asked {
  readonly expr: TypedExpr;
  readonly ofElement: boolean;
  readonly triggers: readonly Field[] | null;
}

function findNeeds(command: Command, model: Model): Needs {
  const needs = askedNeeds(command.entity, command, model, askedBy(command), defaultsOf(command));
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
function defaultsOf(command: Command): readonly { entity: Entity; field: Field }[] {
  const makers = [
    ...(command.kind === 'create' ? [command.entity] : []),
    ...(command.kind === 'create' || command.kind === 'update' ? touchedChildren(command) : []),
  ];
  return defaultFields(makers);
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

/** Gathers the rows and counts of one command. */
class Finding {
  readonly counts: CountNeed[] = [];
  readonly #isNew: boolean;
  readonly #model: Model;
  readonly #rows = new Map<string, RowNeed>();

  constructor(isNew: boolean, model: Model) {
    this.#isNew = isNew;
    this.#model = model;
  }

  rows(): readonly RowNeed[] {
    return [...this.#rows.values()];
  }

  visit(
    asked: Asked,
    expr: TypedExpr,
    prefix: readonly Field[],
    holder: RowNeed | null = null,
  ): void {
    const counted = inverseCall(expr);
    if (counted !== null) {
      this.#count(counted, asked.triggers);
      return;
    }
    if (expr.kind === 'path') this.#path(asked, expr, prefix, holder);
    const [collection] = expr.kind === 'call' && expr.where !== null ? expr.args : [];
    const inner =
      collection?.kind === 'path'
        ? [...startOf(collection, prefix), ...fieldsOf(collection)]
        : prefix;
    const set = expr.kind === 'call' ? setOf(expr) : null;
    const row =
      set === null
        ? null
        : this.addRow(
            { root: 'self', path: inner, from: holder, ofElement: asked.ofElement },
            asked.triggers,
          );
    for (const child of childrenOf(expr)) {
      const within = expr.kind === 'call' && child === expr.where;
      if (within) this.visit(asked, child, row === null ? inner : [], row ?? holder);
      else this.visit(asked, child, prefix, holder);
    }
  }

  #path(asked: Asked, expr: Path, prefix: readonly Field[], holder: RowNeed | null): void {
    if (expr.root.kind === 'event' || expr.root.kind === 'me' || expr.root.kind === 'tenant')
      return;
    // What create takes is the new row itself.
    const root = expr.root.kind === 'input' && !this.#isNew ? 'input' : 'self';
    const start = startOf(expr, prefix);
    let from = expr.root.kind === 'element' ? holder : null;
    let begin = 0;
    for (let at = crossingOf(expr.steps); at >= 0; at = crossingOf(expr.steps, at + 1)) {
      const fields = expr.steps.slice(begin, at + 1).flatMap((step) => step.field ?? []);
      const path = from === null || begin === 0 ? [...start, ...fields] : fields;
      from = this.addRow({ root, path, from, ofElement: asked.ofElement }, asked.triggers);
      begin = at + 1;
    }
  }

  #count(call: Call, triggers: readonly Field[] | null): void {
    const [path] = call.args;
    if (path?.kind !== 'path') return;
    const need = inverseNeeds(this.#model).find((one) => one.calls.includes(call));
    if (need === undefined) return;
    const known = this.counts.findIndex((one) => one.member === need.member);
    const same = this.counts[known];
    if (same !== undefined) {
      const both = same.triggers && triggers && [...new Set([...same.triggers, ...triggers])];
      this.counts[known] = { ...same, triggers: both, nullable: same.nullable && both !== null };
      return;
    }
    const at = inverseOf(path.steps);
    const before = path.steps.slice(0, at).flatMap((step) => step.field ?? []);
    const isInput = path.root.kind === 'input' && !this.#isNew;
    this.counts.push({
      ...need,
      path: before,
      root: isInput ? 'input' : 'self',
      nullable: triggers !== null || before.some((field) => field.optional),
      triggers,
    });
  }

  addRow(source: Source, triggers: readonly Field[] | null): RowNeed | null {
    const reference = source.path.at(-1);
    const [target] = reference?.type.kind === 'reference' ? reference.type.targets : [];
    if (target === undefined) return null;
    const many = isMany(source);
    const name = rowName(source);
    const known = this.#rows.get(name);
    const need: RowNeed = {
      name,
      entity: target,
      many,
      nullable:
        !many &&
        (triggers !== null ||
          source.from?.nullable === true ||
          source.path.some((field) => field.optional)),
      sources: known ? withSource(known.sources, source) : [source],
      triggers: known
        ? known.triggers && triggers && [...new Set([...known.triggers, ...triggers])]
        : triggers,
    };
    const merged =
      known && !need.many ? { ...need, nullable: known.nullable && need.nullable } : need;
    this.#rows.set(name, merged);
    return merged;
  }
}

/** Where a path's first step stands, seen from the root of the aggregate. */
function startOf(expr: Path, element: readonly Field[]): readonly Field[] {
  if (expr.root.kind === 'element') return element;
  return expr.root.kind === 'self' ? pathTo(expr.root.entity) : [];
}

function fieldsOf(path: Path): readonly Field[] {
  return path.steps.flatMap((step) => step.field ?? []);
}

/** The name of the rows that a path leads to: of one row after its fields, of many after its entity. */
export function rowName(source: {
  readonly root: Source['root'];
  readonly path: readonly Field[];
  readonly from: Pick<RowNeed, 'name' | 'many'> | null;
}): string {
  const reference = source.path.at(-1);
  const [target] = reference?.type.kind === 'reference' ? reference.type.targets : [];
  if (isMany(source)) return target?.names.camelPlural ?? '';
  const own = source.path.map((field) => field.name);
  const words = source.from === null ? own : [source.from.name, ...own];
  const isNew = source.root === 'input' && source.from === null;
  const [head = '', ...rest] = isNew ? ['new', ...words] : words;
  return head + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function isMany(
  source: Pick<Source, 'path'> & { readonly from: Pick<RowNeed, 'many'> | null },
): boolean {
  return source.from?.many === true || source.path.some((field) => field.many);
}

function withSource(sources: readonly Source[], source: Source): readonly Source[] {
  const key = (one: Source): string =>
    [one.root, one.from?.name ?? '', ...one.path.map((field) => field.name)].join('.');
  const same = sources.find((one) => key(one) === key(source));
  if (same === undefined) return [...sources, source];
  return sources.map((one) =>
    one === same ? { ...one, ofElement: one.ofElement && source.ofElement } : one,
  );
}
