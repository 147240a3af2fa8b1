import type { TypedExpr } from '../../model/expression.ts';
import type { Entity, Field, Model } from '../../model/model.ts';
import { upperFirst } from '../../model/names.ts';
import { inverseCall, inverseOf, partsOf } from './walk.ts';
import type { Call } from './walk.ts';

/** What the database tells of the rows that refer to one, while that one is locked. */
export interface InverseNeed {
  /** Whose rows: its repository answers, and locks its row. */
  readonly parent: Entity;
  readonly inverse: Field;
  readonly counted: Entity;
  readonly by: Field;
  /** Every place of the PRD that asks the same. */
  readonly calls: readonly Call[];
  readonly fn: 'count' | 'exists' | 'sum' | 'min' | 'max';
  /** The field that is summed up or compared; null for count and exists. */
  readonly value: Field | null;
  readonly where: TypedExpr | null;
  /** Asked by a row of the counted kind: the others are meant, and the row adds itself. */
  readonly others: boolean;
  /** Method of the parent's repository: `countLoans`. */
  readonly method: string;
  /** Its name among what a method is given: `loansCount`. */
  readonly member: string;
}

const known = new WeakMap<Model, readonly InverseNeed[]>();

/** Every call of the model that counts rows over an inverse, with the repository method that answers it. */
export function inverseNeeds(model: Model): readonly InverseNeed[] {
  const found = known.get(model) ?? collect(model);
  known.set(model, found);
  return found;
}

/** The distinct methods that a root's repository needs for them. */
export function inverseMethods(parent: Entity, model: Model): readonly InverseNeed[] {
  return inverseNeeds(model).filter((need) => need.parent === parent);
}

/** All conditions and values that an aggregate of the entity is asked for. */
export function expressionsOf(entity: Entity): readonly TypedExpr[] {
  return [
    ...entity.rules.map((rule) => rule.condition),
    ...entity.commands.flatMap((command) => [
      ...(command.when ? [command.when.condition] : []),
      ...command.sets.map((set) => set.value),
    ]),
  ];
}

function collect(model: Model): readonly InverseNeed[] {
  const byShape = new Map<string, InverseNeed>();
  const names = new Map<string, number>();
  for (const entity of model.entities) {
    const calls = expressionsOf(entity)
      .flatMap(partsOf)
      .flatMap((part) => inverseCall(part) ?? []);
    for (const call of calls) {
      const need = needOf(entity, call);
      if (need === null) continue;
      const { parent, inverse, fn, value, others, where } = need;
      const shape = JSON.stringify([
        parent.names.code,
        inverse.name,
        fn,
        value?.name ?? null,
        others,
        plainOf(where),
      ]);
      const same = byShape.get(shape);
      byShape.set(shape, same ? { ...same, calls: [...same.calls, call] } : numbered(need, names));
    }
  }
  return [...byShape.values()];
}

/** A second question of the same name gets a number. */
function numbered(need: InverseNeed, names: Map<string, number>): InverseNeed {
  const base = `${need.parent.names.code}.${need.method}`;
  const count = (names.get(base) ?? 0) + 1;
  names.set(base, count);
  const suffix = count > 1 ? String(count) : '';
  return { ...need, method: need.method + suffix, member: need.member + suffix };
}

function needOf(entity: Entity, call: Call): InverseNeed | null {
  const [path] = call.args;
  if (path?.kind !== 'path') return null;
  const at = inverseOf(path.steps);
  const inverse = path.steps[at]?.field;
  if (inverse?.type.kind !== 'inverse') return null;
  const parent = at === 0 ? entity : targetOf(path.steps[at - 1]?.field ?? null);
  if (parent === null) return null;
  const fn = call.name === 'len' ? 'count' : call.name;
  if (fn !== 'count' && fn !== 'exists' && fn !== 'sum' && fn !== 'min' && fn !== 'max')
    return null;
  const others = inverse.type.entity === entity && fn !== 'min' && fn !== 'max';
  const name = others ? `other${upperFirst(inverse.name)}` : inverse.name;
  const upper = upperFirst(name);
  const value = path.steps[at + 1]?.field ?? null;
  const of = value === null ? '' : upperFirst(value.name);
  return {
    parent,
    inverse,
    counted: inverse.type.entity,
    by: inverse.type.field,
    calls: [call],
    fn,
    value: fn === 'count' || fn === 'exists' ? null : value,
    where: call.where,
    others,
    method: fn === 'exists' ? `has${upper}` : `${fn}${upper}${fn === 'count' ? '' : of}`,
    member:
      fn === 'exists'
        ? `has${upper}`
        : `${name}${fn === 'count' ? 'Count' : `${of}${upperFirst(fn)}`}`,
  };
}

function targetOf(field: Field | null): Entity | null {
  if (field?.type.kind !== 'reference' || field.type.targets.length !== 1) return null;
  return field.type.targets[0] ?? null;
}

/** The expression without its places and types, to tell equal ones. */
function plainOf(expr: TypedExpr | null): unknown {
  if (expr === null) return null;
  switch (expr.kind) {
    case 'path':
      return [expr.root.kind, ...expr.steps.map((step) => step.name)];
    case 'call':
      return [expr.name, expr.args.map(plainOf), plainOf(expr.where)];
    case 'unary':
      return [expr.op, plainOf(expr.operand)];
    case 'binary':
      return [expr.op, plainOf(expr.left), plainOf(expr.right)];
    case 'in':
      return ['in', plainOf(expr.value), expr.items.map(plainOf)];
    case 'if':
      return ['if', plainOf(expr.condition), plainOf(expr.then), plainOf(expr.else)];
    case 'number':
    case 'duration':
      return [expr.kind, expr.text];
    case 'null':
      return null;
    default:
      return [expr.kind, expr.value];
  }
}
