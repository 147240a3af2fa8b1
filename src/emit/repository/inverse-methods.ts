import type { Field, Model } from '../../model/model.ts';
import { countType } from '../domain/load.ts';
import type { InverseNeed } from '../domain/inverses.ts';
import { sqlExpression } from '../expression/sql.ts';
import { persistence } from '../row/symbols.ts';
import { joinTables, tenantColumn } from '../sql/table.ts';
import { quoted, sqlText } from '../sql/text.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { context } from './names.ts';

/** What the promise of such a method holds. */
export function inverseResult(need: InverseNeed): Code {
  const absent = need.fn === 'min' || need.fn === 'max';
  return code`${countType(need)}${absent && code` | null`}`;
}

/** Locks the row that is referred to, so that what is told of it stays true until the commit. */
export function inverseMethod(need: InverseNeed, model: Model): Code {
  const { parent, counted } = need;
  const tenant = tenantColumn(parent, model);
  const scope = tenant === null ? '' : ` and ${quoted(tenant)} = $2`;
  const lock = `select from ${quoted(parent.names.table)} where "id" = $1${scope} for update`;
  const given = code`[id${tenant !== null && code`, ${context.currentTenant}()`}]`;
  const except = need.others && code`, except: ${of.id(counted)} | null`;
  return code`
    async ${need.method}(id: ${of.id(parent)}${except}): Promise<${inverseResult(need)}> {
      const { db } = this.#deps.unitOfWork;
      // Whoever asks the same of this row waits until the transaction is over.
      await ${persistence.rowsOf}(db, ${literal(lock)}, ${given});
      const [row] = await ${persistence.rowsOf}<{ value: ${rawType(need)} }>(
        db,
        ${literal(selection(need))},
        [id${need.others && code`, except`}],
      );
      return ${answer(need)};
    }`;
}

function selection(need: InverseNeed): string {
  const table = need.counted.names.table;
  const conditions = [
    linked(need),
    ...(need.others ? [`"id" is distinct from $2`] : []),
    ...(need.counted.softDelete === null ? [] : ['"deleted_at" is null']),
    ...(need.where === null ? [] : [`(${sqlExpression(need.where)})`]),
  ];
  return `select ${selected(need)} as "value" from ${quoted(table)} where ${conditions.join(' and ')}`;
}

function linked({ counted, by, parent }: InverseNeed): string {
  const join = joinTables(counted).find((one) => one.field === by);
  if (join !== undefined) {
    return `"id" in (select ${quoted(join.ownerColumn)} from ${quoted(join.name)} where ${quoted(join.targetColumn)} = $1)`;
  }
  const id = by.columns.find((column) => column.sqlType === 'uuid');
  const kind = by.columns.find((column) => column !== id);
  if (id === undefined) throw new Error(`${by.name} is not stored`);
  const own = `${quoted(id.name)} = $1`;
  return kind === undefined
    ? own
    : `${own} and ${quoted(kind.name)} = ${sqlText(parent.names.code)}`;
}

function selected({ fn, value }: InverseNeed): string {
  if (fn === 'count') return 'count(*)::int';
  if (fn === 'exists' || value === null) return 'count(*) > 0';
  const column = quoted(value.columns[0]?.name ?? value.name);
  const answer = fn === 'sum' ? `coalesce(sum(${column}), 0)` : `${fn}(${column})`;
  switch (scalarOf(value)) {
    case 'int':
    case 'float':
    case 'duration':
      return `${answer}::float8`;
    case 'decimal':
    case 'money':
    case 'bigint':
      return `${answer}::text`;
    default:
      return answer;
  }
}

function rawType({ fn, value }: InverseNeed): Code {
  if (fn === 'count') return code`number`;
  if (fn === 'exists' || value === null) return code`boolean`;
  const absent = fn !== 'sum' && code` | null`;
  switch (scalarOf(value)) {
    case 'int':
    case 'float':
    case 'duration':
      return code`number${absent}`;
    case 'datetime':
      return code`Date${absent}`;
    default:
      return code`string${absent}`;
  }
}

function answer(need: InverseNeed): Code {
  const { fn, value } = need;
  if (fn === 'count') return code`row?.value ?? 0`;
  if (fn === 'exists' || value === null) return code`row?.value ?? false`;
  const convert = conversion(scalarOf(value));
  if (fn === 'sum')
    return convert === null ? code`row?.value ?? 0` : convert(code`row?.value ?? 0`);
  if (convert === null) return code`row?.value ?? null`;
  return code`row === undefined || row.value === null ? null : ${convert(code`row.value`)}`;
}

function conversion(scalar: string): ((value: Code) => Code) | null {
  if (scalar === 'bigint') return (value) => code`BigInt(${value})`;
  const exact = scalar === 'money' || scalar === 'decimal';
  return exact ? (value) => code`new ${kernel.Decimal}(${value})` : null;
}

function scalarOf(field: Field): string {
  return field.type.kind === 'scalar' ? field.type.scalar : 'string';
}
