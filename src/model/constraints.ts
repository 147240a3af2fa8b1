import type { EntitySyntax, Located } from '../prd/index.ts';
import { fieldNamed } from './draft.ts';
import type { Building } from './draft.ts';
import { typeCondition } from './expressions.ts';
import type { TypedExpr } from './expression.ts';
import { notAKey } from './indexes.ts';
import type { Entity, Field, Lifecycle, Move, Rule, Unique } from './model.ts';
import { snakeOf, sqlName } from './names.ts';
import { always, isSameCondition, withOwnNames } from './own-names.ts';
import { kinds } from './problems.ts';

export function lifecycleOf(building: Building, syntax: EntitySyntax): Lifecycle | null {
  const [initial] = syntax.states;
  if (!initial) {
    const [move] = syntax.moves;
    if (move)
      building.problems.add('moves_without_states', move.name.at, {
        en: 'moves need `states`',
        zh: 'moves 需要 `states`',
      });
    return null;
  }
  const known = syntax.states.map((state) => state.code);
  const check = (state: Located<string>): string => {
    const found = syntax.states.find(
      (one) => one.code === state.value || one.label === state.value,
    );
    if (!found) building.problems.unknown(kinds.state, state.value, state.at, known);
    return found?.code ?? state.value;
  };
  const moves: Move[] = syntax.moves.map((move) => ({
    name: move.name.code,
    label: move.name.label ?? move.name.code,
    from: move.from.map(check),
    to: check(move.to),
    at: move.name.at,
  }));
  return {
    states: syntax.states.map((state) => ({ code: state.code, label: state.label ?? state.code })),
    initial: initial.code,
    moves,
  };
}

export function rulesOf(building: Building, entity: Entity, syntax: EntitySyntax): readonly Rule[] {
  return syntax.rules.flatMap((rule) => {
    const condition = typeCondition(building, rule.condition, { self: entity });
    if (!condition) return [];
    const label = rule.name.label ?? rule.name.code;
    return [
      {
        name: rule.name.code,
        code: `${entity.names.snake}.${snakeOf(rule.name.code)}`,
        condition,
        message:
          rule.message ??
          { en: `rule "${label}" does not hold`, zh: `不满足规则“${label}”` }[
            building.problems.lang
          ],
        readsReferences: readsReferences(condition),
        at: rule.name.at,
      },
    ];
  });
}

/** Whether some path goes on past a reference or through an inverse. */
export function readsReferences(expr: TypedExpr): boolean {
  switch (expr.kind) {
    case 'path':
      return expr.steps.some((step, index) => {
        const kind = step.field?.type.kind;
        return kind === 'inverse' || (kind === 'reference' && index < expr.steps.length - 1);
      });
    case 'call':
      return (
        expr.args.some(readsReferences) || (expr.where !== null && readsReferences(expr.where))
      );
    case 'unary':
      return readsReferences(expr.operand);
    case 'binary':
      return readsReferences(expr.left) || readsReferences(expr.right);
    case 'in':
      return readsReferences(expr.value) || expr.items.some(readsReferences);
    case 'if':
      return [expr.condition, expr.then, expr.else].some(readsReferences);
    default:
      return false;
  }
}

/** Fields that are unique by themselves first, then those of `unique:`. */
export function uniquesOf(
  building: Building,
  entity: Entity,
  syntax: EntitySyntax,
): readonly Unique[] {
  const single = entity.fields
    .filter((field) => field.unique)
    .map((field) => uniqueOf(entity, [field], null, null, field.at));
  const joint = syntax.unique.flatMap((one) => {
    const fields = one.fields
      .map((name) => parentField(entity, name) ?? fieldOrParent(building, entity, name))
      .filter((field) => field !== null);
    const where = one.where && typeCondition(building, one.where, { self: entity });
    const overlap = one.overlap && {
      from: fieldNamed(building, entity, one.overlap[0]),
      to: fieldNamed(building, entity, one.overlap[1]),
    };
    if (
      fields.length < one.fields.length ||
      (one.where && !where) ||
      (overlap && (!overlap.from || !overlap.to))
    )
      return [];
    const bare = fields.find((field) => field.columns.length === 0 || field.many);
    if (bare) {
      notAKey(building, bare.name, one.at);
      return [];
    }
    const span = overlap?.from && overlap.to ? { from: overlap.from, to: overlap.to } : null;
    return [uniqueOf(entity, fields, span, where ?? null, one.at)];
  });
  return withOwnNames(withoutTwice(building, [...single, ...joint]));
}

function withoutTwice(building: Building, uniques: readonly Unique[]): readonly Unique[] {
  const isSpan = (one: Unique, other: Unique): boolean =>
    one.overlap?.from === other.overlap?.from && one.overlap?.to === other.overlap?.to;
  const alwaysFirst = always(uniques);
  const twice = new Map(
    alwaysFirst.flatMap((one, index) => {
      const other = alwaysFirst
        .slice(0, index)
        .find(
          (each) =>
            each.name === one.name &&
            isSpan(each, one) &&
            (each.where === null || isSameCondition(each.where, one.where)),
        );
      return other === undefined ? [] : [[one, other] as const];
    }),
  );
  for (const [one, other] of twice) {
    building.problems.add(
      'unique_twice',
      one.at,
      {
        en: `these columns are unique already (line ${other.at.start.line})`,
        zh: `这些列已声明为唯一（第 ${other.at.start.line} 行）`,
      },
      { en: 'keep one of the two', zh: '请保留其一' },
    );
  }
  return uniques.filter((one) => !twice.has(one));
}

/** Where the owner's field of this entity is misspelt, its parent's name is unknown too. */
function fieldOrParent(building: Building, entity: Entity, name: Located<string>): Field | null {
  const { code } = entity.names;
  const isOrphan = entity.kind === 'root' && building.problems.isSuspect(code);
  if (isOrphan && !entity.fields.some((one) => one.name === name.value)) return null;
  return fieldNamed(building, entity, name);
}

/** `unique: [order + product]` on an owned child names its parent. */
function parentField(entity: Entity, name: Located<string>): Field | null {
  const { parent } = entity;
  if (!parent || entity.fields.some((field) => field.name === name.value)) return null;
  const { names } = parent.entity;
  if (name.value !== names.camel && name.value !== names.code) return null;
  return {
    ...parent.field,
    name: names.camel,
    many: false,
    member: `${names.camel}Id`,
    columns: [
      {
        name: sqlName(names.snake, 'id'),
        path: [],
        sqlType: 'uuid',
        nullable: false,
        field: parent.field,
      },
    ],
  };
}

function uniqueOf(
  entity: Entity,
  fields: readonly Field[],
  overlap: Unique['overlap'],
  where: TypedExpr | null,
  at: Unique['at'],
): Unique {
  const name = fields.map((field) => snakeOf(field.name)).join('_');
  return {
    name: sqlName(entity.names.table, name, overlap ? 'free' : 'unique'),
    code: `${entity.names.snake}.${name}_${overlap ? 'overlaps' : 'taken'}`,
    columns: fields.flatMap((field) =>
      field.columns.map((column) => ({ name: column.name, ci: field.ci && !isEmail(field) })),
    ),
    fields,
    overlap,
    where,
    at,
  };
}

/** Addresses are kept in lower case already. */
function isEmail(field: Field): boolean {
  return field.type.kind === 'scalar' && field.type.scalar === 'email';
}
