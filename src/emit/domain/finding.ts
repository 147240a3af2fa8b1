import type { TypedExpr } from '../../model/expression.ts';
import type { Entity, Field, Model } from '../../model/model.ts';
import { inverseNeeds } from './inverses.ts';
import type { CountNeed, RowNeed, Source } from './need-types.ts';
import { childrenOf, crossingOf, inverseCall, inverseOf, setOf } from './walk.ts';
import type { Call, Path } from './walk.ts';

/** An expression that a command asks. */
export interface Asked {
  readonly expr: TypedExpr;
  readonly ofElement: boolean;
  readonly triggers: readonly Field[] | null;
}

/** The path from the root to a child's elements. */
export function pathTo(child: Entity): readonly Field[] {
  return child.parent === null ? [] : [...pathTo(child.parent.entity), child.parent.field];
}

/** Gathers the rows and counts of one command. */
export class Finding {
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
