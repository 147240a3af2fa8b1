import { databaseOf } from '../emit/sql/schema.ts';
import type { Model } from '../model/model.ts';
import type { Document } from '../prd/index.ts';
import { applyLines } from './names/apply-lines.ts';
import { linesOf } from './names/lines.ts';
import { matchNames } from './names/match.ts';
import { nameTree } from './names/tree.ts';
import { oldNames } from './names/work.ts';
import { add, locks } from './planning.ts';
import type { Planning } from './planning.ts';
import type { Problems } from './problems.ts';
import type { Snapshot } from './snapshot.ts';
import { addColumns } from './steps/add-column.ts';
import { changeTypes, finishSwap } from './steps/change-type.ts';
import { changeConstraints } from './steps/constraints.ts';
import { contract } from './steps/contract.ts';
import { changeTriggers } from './steps/counters.ts';
import { guardMoved, keepMoved } from './steps/moved-rows.ts';
import { askOwner, copyLate, requireOwnersColumns } from './steps/data.ts';
import { keepOldColumns } from './steps/keep-both.ts';
import { addRole, changeGuards, contractGuards } from './steps/guards.ts';
import { buildIndexes, leaveIndexes, renameIndexes } from './steps/indexes.ts';
import { changeNullability, lowerAddresses, recompute } from './steps/nullability.ts';
import { warnOfOldCode } from './steps/old-code.ts';
import { renameColumns } from './steps/rename-column.ts';
import { keepOldNames, renameTables } from './steps/rename-table.ts';
import { changeSeed } from './steps/seed.ts';
import { changeSets } from './steps/sets.ts';
import { endSoftDelete } from './steps/soft-delete.ts';
import { addPrerequisites, createTables, leaveColumns, leaveTables } from './steps/tables.ts';
import { refuseJsonMembers } from './steps/refuse-json-member.ts';
import { refuseMoves, refuseOtherTenancy } from './steps/tenant-schemas.ts';
import { renameStored } from './steps/stored-names.ts';
import { changeValues } from './steps/values.ts';
import { guardValueLists } from './steps/value-storage.ts';
import { verify } from './verify.ts';

/** The steps from the last run's database to the new one's; `work` is what they lead to. */
export function makePlan(
  before: Snapshot,
  after: Model,
  document: Document,
  problems: Problems,
  asksContract: boolean,
): Planning {
  const planning = start(before, after, document, problems);
  refuseOtherTenancy(planning);
  refuseJsonMembers(planning);
  problems.throwIfRefused();
  if (asksContract) {
    guardMoved(planning);
    contract(planning);
    contractGuards(planning);
  }
  renameTables(planning);
  renameColumns(planning);
  addPrerequisites(planning);
  addRole(planning);
  createTables(planning);
  refuseMoves(planning);
  leaveTables(planning);
  leaveColumns(planning);
  const swaps = [...keepOldColumns(planning), ...changeTypes(planning)];
  addColumns(planning);
  changeNullability(planning, swaps);
  recompute(planning);
  lowerAddresses(planning);
  changeValues(planning);
  renameStored(planning);
  changeSets(planning);
  guardValueLists(planning);
  endSoftDelete(planning);
  copyLate(planning);
  problems.throwIfRefused();
  renameIndexes(planning, swaps);
  const indexes = leaveIndexes(planning, swaps);
  changeConstraints(planning, swaps);
  buildIndexes(planning, indexes, swaps);
  changeTriggers(planning, swaps);
  changeGuards(planning);
  keepOldNames(planning);
  keepMoved(planning, asksContract);
  askOwner(planning);
  if (asksContract) requireOwnersColumns(planning);
  for (const swap of swaps) finishSwap(planning, swap);
  changeSeed(planning);
  warnOfOldCode(planning, swaps);
  dropHelpers(planning);
  problems.throwIfRefused();
  verify(planning);
  return planning;
}

function start(before: Snapshot, after: Model, document: Document, problems: Problems): Planning {
  const old = oldNames(before.names);
  const next = nameTree(after, document);
  const applied = applyLines(linesOf(document), old, next, before.lines, problems);
  matchNames(old, next, problems);
  problems.throwIfRefused();
  return {
    before,
    after,
    document,
    target: databaseOf(after),
    old,
    next,
    applied,
    problems,
    work: structuredClone(before.database),
    steps: [],
    tag: String(before.migrations + 1).padStart(4, '0'),
    formerTables: new Map(),
    formerColumns: new Map(),
    origins: new Map(),
    keptBoth: new Set(),
    translated: new Set(),
    fresh: new Set(),
    added: new Set(),
    changedValues: new Set(),
    moved: [],
    helpers: new Set(),
  };
}

function dropHelpers(planning: Planning): void {
  add(planning, {
    phase: 'switch',
    table: '',
    statements: [...planning.helpers].map(
      (name) => `drop function if exists "${name}"(text, text);`,
    ),
    what: { en: 'the helper of the checks goes', zh: '去掉检查用的辅助函数' },
    lock: locks.none,
  });
}
