import type {
  ColumnSchema,
  ConstraintSchema,
  IndexSchema,
  TableSchema,
  TriggerSchema,
} from './database.ts';
import { indented, quoted } from './text.ts';

/** One column or constraint a line, so that two people's additions do not meet. */
export function createTable(table: TableSchema, constraints = table.constraints): string {
  const [only, ...more] = table.primaryKey;
  const single = more.length === 0 ? only : undefined;
  const lines = [
    ...table.columns.map((column) => columnLine(column, column.name === single)),
    ...(more.length === 0 ? [] : [`primary key (${table.primaryKey.map(quoted).join(', ')})`]),
    ...constraints.map(constraintLine),
  ];
  return `create table ${quoted(table.name)} (\n${indented(lines.join(',\n'), 2)}\n);`;
}

export function columnLine(column: ColumnSchema, primary = false): string {
  const nullable = column.nullable || primary || column.identity ? '' : ' not null';
  const value = column.default === null ? '' : ` default ${column.default}`;
  const identity = column.identity ? ' generated always as identity' : '';
  const key = primary ? ' primary key' : '';
  return `${quoted(column.name)} ${column.sqlType}${identity}${key}${nullable}${value}`;
}

export function constraintLine(one: ConstraintSchema): string {
  return `constraint ${quoted(one.name)} ${one.definition}`;
}

export function addConstraint(table: string, one: ConstraintSchema, rest = ''): string {
  return `alter table ${quoted(table)} add ${constraintLine(one)}${rest};`;
}

export function createIndex(table: string, index: IndexSchema, how = ''): string {
  const kind = index.unique ? 'unique index' : 'index';
  return `create ${kind} ${how}${quoted(index.name)} on ${quoted(table)} ${index.definition};`;
}

export function createTrigger(table: string, trigger: TriggerSchema): readonly string[] {
  const name = quoted(trigger.name);
  return [
    `create function ${name}() returns trigger language plpgsql as $$\nbegin\n${indented(trigger.body, 2)}\nend\n$$;`,
    `create trigger ${name} ${trigger.when} on ${quoted(table)}\n  for each row execute function ${name}();`,
  ];
}

export function columnList(names: readonly string[]): string {
  return `(${names.map(quoted).join(', ')})`;
}
