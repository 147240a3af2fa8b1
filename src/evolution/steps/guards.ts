import {
  createPolicy,
  createRole,
  dropPolicy,
  enableGuard,
  forceGuard,
  grantTable,
} from '../../emit/sql/row-security.ts';
import { quoted } from '../../emit/sql/text.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table, TableGuard } from '../snapshot.ts';

/** The role comes before the tables that it has rights on. */
export function addRole(planning: Planning): void {
  const { role } = planning.target;
  if (role === null || planning.work.role === role) return;
  add(planning, {
    phase: 'expand',
    table: '',
    statements: [createRole(role)],
    what: { en: `${role} works on behalf of callers`, zh: `${role} 代表调用方工作` },
    lock: locks.none,
  });
  planning.work.role = role;
}

/** Rights of the role, and the policies that rows of tenants stand under. */
export function changeGuards(planning: Planning): void {
  for (const { table, target } of keptTables(planning)) {
    if (planning.target.role === null && !table.guard) continue;
    const guard = table.guard ?? { role: null, policy: null, forced: false };
    table.guard = guard;
    grant(planning, table, guard);
    changePolicy(planning, table, guard, target.guard?.policy ?? null);
  }
}

function grant(planning: Planning, { name }: Table, guard: TableGuard): void {
  const { role } = planning.target;
  if (role === null || guard.role === role) return;
  add(planning, {
    phase: 'expand',
    table: name,
    statements: [grantTable(name, role)],
    what: { en: `${role} reads and writes ${name}`, zh: `${role} 读写 ${name}` },
    lock: locks.none,
  });
  guard.role = role;
}

/** Last, when every row has its tenant. */
function changePolicy(
  planning: Planning,
  { name }: Table,
  guard: TableGuard,
  policy: string | null,
): void {
  if (guard.policy === policy) return;
  const before = guard.policy === null ? [] : [dropPolicy(name)];
  const isNew = guard.policy === null;
  const statements =
    policy === null
      ? [...before, ...endGuard(name)]
      : [...before, ...(isNew ? [enableGuard(name)] : []), createPolicy(name, { policy })];
  add(planning, {
    phase: 'switch',
    table: name,
    statements,
    what:
      policy === null
        ? { en: `${name} is no longer kept apart by tenant`, zh: `${name} 不再按租户隔离` }
        : { en: `rows of ${name} are seen by their tenant`, zh: `${name} 的行只对其租户可见` },
    lock: locks.instant,
  });
  guard.policy = policy;
  if (policy === null) guard.forced = false;
}

function endGuard(table: string): readonly string[] {
  return [
    `alter table ${quoted(table)} no force row level security;`,
    `alter table ${quoted(table)} disable row level security;`,
  ];
}

/** The code of the last version, which knew of no role or needs it no more, has gone. */
export function contractGuards(planning: Planning): void {
  for (const table of planning.work.tables) {
    const { guard } = table;
    if (!guard) continue;
    if (guard.policy !== null && !guard.forced) force(planning, table, guard);
    if (guard.role !== null && planning.target.role === null) {
      revoke(planning, table, guard, guard.role);
    }
  }
}

function force(planning: Planning, { name }: Table, guard: TableGuard): void {
  add(planning, {
    phase: 'contract',
    table: name,
    statements: [forceGuard(name)],
    what: {
      en: `the policy binds the owner of ${name} too`,
      zh: `策略也约束 ${name} 的所有者`,
    },
    lock: locks.instant,
  });
  guard.forced = true;
}

function revoke(planning: Planning, { name }: Table, guard: TableGuard, role: string): void {
  add(planning, {
    phase: 'contract',
    table: name,
    statements: [`revoke all on ${quoted(name)} from ${quoted(role)};`],
    what: { en: `${role} no longer reads ${name}`, zh: `${role} 不再读写 ${name}` },
    lock: locks.none,
  });
  guard.role = null;
}
