import { fillingFor } from './value.ts';
import type { Planning } from './planning.ts';

/** The plan must lead where a fresh database would be, but for what is kept on purpose. */
export function verify(planning: Planning): void {
  for (const target of planning.target.tables) {
    const table = planning.work.tables.find((one) => one.name === target.name);
    if (table === undefined) throw new Error(`the plan does not make table ${target.name}`);
    if (table.left !== null) throw new Error(`the plan leaves table ${target.name} aside`);
    if (table.primaryKey.columns.join() !== target.primaryKey.join()) {
      throw new Error(`the plan leaves another key on ${target.name}`);
    }
    for (const wanted of target.columns) {
      const column = table.columns.find((one) => one.name === wanted.name);
      const waits = fillingFor(planning, target.name, wanted.name) === 'custom';
      const fits =
        column !== undefined &&
        column.left === null &&
        column.sqlType === wanted.sqlType &&
        (column.nullable === wanted.nullable || waits) &&
        (column.passing || column.default === wanted.default);
      if (!fits) throw new Error(`the plan does not make ${target.name}.${wanted.name}`);
    }
    const extra = table.columns.filter(
      (one) => one.left === null && !target.columns.some((each) => each.name === one.name),
    );
    if (extra[0]) throw new Error(`the plan forgets ${target.name}.${extra[0].name}`);
    if ((table.guard?.policy ?? null) !== (target.guard?.policy ?? null)) {
      throw new Error(`the plan leaves another policy on ${target.name}`);
    }
  }
}
