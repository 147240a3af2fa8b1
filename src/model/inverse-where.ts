import type { Building } from './draft.ts';
import { childrenOf } from './expression-parts.ts';
import type { FunctionName, TypedExpr } from './expression.ts';

/** What PostgreSQL knows how to do with the columns of one row. */
const perRow: ReadonlySet<FunctionName> = new Set([
  'now',
  'today',
  'uuid',
  'len',
  'concat',
  'min',
  'max',
  'lower',
  'upper',
  'round',
  'coalesce',
  'trunc',
  'exists',
]);

/** Rows of an inverse are counted by the database: `where` can only ask what each row itself holds. */
export function checkInverseWhere(
  building: Building,
  collection: TypedExpr | undefined,
  where: TypedExpr,
): void {
  const isInverse =
    collection?.kind === 'path' &&
    collection.steps.some(({ field }) => field?.type.kind === 'inverse');
  const beyond = isInverse ? beyondRow(where) : null;
  if (beyond === null) return;
  building.problems.add(
    'where_beyond_row',
    beyond.at,
    {
      en: `"where" over rows of an inverse can only read those rows, not ${wordsOf(beyond)}`,
      zh: `对反向关系的行，“where”只能读取这些行自身，不能读取 ${wordsOf(beyond)}`,
    },
    {
      en: 'ask for what stands in the row itself, such as its status, a field or `now()`',
      zh: '请只使用行自身的内容，例如状态、字段或 `now()`',
    },
  );
}

function beyondRow(expr: TypedExpr): TypedExpr | null {
  if (expr.kind === 'path' && !isOfRow(expr)) return expr;
  if (expr.kind === 'call' && !perRow.has(expr.name)) return expr;
  for (const part of childrenOf(expr)) {
    const found = beyondRow(part);
    if (found !== null) return found;
  }
  return null;
}

function isOfRow({ root, steps }: Extract<TypedExpr, { kind: 'path' }>): boolean {
  const [first, second] = steps;
  if (root.kind !== 'element' || first === undefined || steps.some(({ many }) => many))
    return false;
  const crosses = first.field?.type.kind === 'reference' && second !== undefined;
  return !crosses || second.name === 'id' || second.name === 'kind';
}

function wordsOf(expr: TypedExpr): string {
  if (expr.kind === 'call') return `${expr.name}()`;
  if (expr.kind !== 'path') return expr.kind;
  const names = expr.steps.map(({ name }) => name);
  const { kind } = expr.root;
  return kind === 'self' || kind === 'element' ? names.join('.') : [kind, ...names].join('.');
}
