import type { DatabaseSchema, TableSchema } from '../emit/sql/database.ts';
import { ownerIs } from '../emit/sql/row-security.ts';
import { quoted } from '../emit/sql/text.ts';
import type { Column, Database, Table } from './snapshot.ts';

export function databaseFrom(schema: DatabaseSchema): Database {
  return {
    extensions: [...schema.extensions],
    functions: [...schema.functions],
    ...(schema.role !== null && { role: schema.role }),
    tables: schema.tables.map((one) => tableFrom(one, schema.role)),
    views: [],
  };
}

export function tableFrom(table: TableSchema, role: string | null): Table {
  return {
    name: table.name,
    columns: table.columns.map((one) => ({ ...one, passing: false, left: null })),
    primaryKey: { name: keyName(table.name), columns: [...table.primaryKey] },
    constraints: [...table.constraints],
    indexes: [...table.indexes],
    triggers: table.triggers.map((one) => ({ ...one, passing: false })),
    ...(role !== null && {
      guard: { role, policy: table.guard?.policy ?? null, forced: table.guard !== null },
    }),
    left: null,
  };
}

const MAX_NAME_BYTES = 63;

/** As PostgreSQL names the primary key of a table. */
export function keyName(table: string): string {
  const letters = [...table];
  while (Buffer.byteLength(letters.join('')) > MAX_NAME_BYTES - '_pkey'.length) letters.pop();
  return `${letters.join('')}_pkey`;
}

export function tableNamed(database: Database, name: string): Table {
  const table = database.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

export function columnNamed(table: Table, name: string): Column {
  const column = table.columns.find((one) => one.name === name);
  if (column === undefined) throw new Error(`no column ${table.name}.${name}`);
  return column;
}

/** Renames a table; what refers to it follows, as it does in PostgreSQL. */
export function renameTable(database: Database, from: string, to: string): void {
  tableNamed(database, from).name = to;
  for (const view of database.views) if (view.table === from) view.table = to;
  for (const table of database.tables) {
    if (table.guard?.policy) {
      table.guard.policy = table.guard.policy.replace(ownerIs(from), () => ownerIs(to));
    }
    table.constraints = table.constraints.map((one) =>
      one.target === from
        ? {
            ...one,
            target: to,
            definition: one.definition.replace(
              `references ${quoted(from)} `,
              () => `references ${quoted(to)} `,
            ),
          }
        : one,
    );
  }
}

/** Renames a column; constraints and indexes follow, the bodies of triggers do not. */
export function renameColumn(table: Table, from: string, to: string): void {
  columnNamed(table, from).name = to;
  const names = new Map([[from, to]]);
  const key = table.primaryKey.columns;
  table.primaryKey.columns = key.map((one) => (one === from ? to : one));
  table.constraints = table.constraints.map((one) => ({
    ...one,
    definition: withColumns(one.definition, names),
  }));
  table.indexes = table.indexes.map((one) => ({
    ...one,
    definition: withColumns(one.definition, names),
  }));
  table.triggers = table.triggers.map((one) => ({
    ...one,
    when: withColumns(one.when, names),
    ...(one.also && { also: one.also.map((name) => names.get(name) ?? name) }),
  }));
  if (table.guard?.policy) table.guard.policy = withColumns(table.guard.policy, names);
}

const TOKEN =
  /(E?'(?:[^'\\]|''|\\.)*')|references "(?:[^"]|"")*" \([^)]*\)|"((?:[^"]|"")*)"(\s*\()?/g;

/** SQL with other names of columns; texts and functions stay as they are. */
export function withColumns(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(TOKEN, (whole: string, ...groups: (string | undefined)[]) => {
    const [literal, name, call] = groups;
    if (literal !== undefined || name === undefined || call !== undefined) return whole;
    const other = names.get(name.replaceAll('""', '"'));
    return other === undefined ? whole : quoted(other);
  });
}

/** Whether SQL of a constraint or an index reads a column. */
export function readsColumn(text: string, name: string): boolean {
  return withColumns(text, new Map([[name, `${name}\0`]])) !== text;
}

/** A name in use by no table, column or index around. */
export function freeName(taken: readonly string[], wanted: string): string {
  if (!taken.includes(wanted)) return wanted;
  let count = 2;
  while (taken.includes(`${wanted}_${count}`)) count += 1;
  return `${wanted}_${count}`;
}
