import type { Problems } from '../problems.ts';
import { explainVanished } from './candidates.ts';
import type { NewName } from './tree.ts';
import { holdsValues } from './work.ts';
import type { OldName } from './work.ts';

/** Finds what bears each old name now; what nothing bears, without a word about it, is refused. */
export function matchNames(
  old: readonly OldName[],
  next: readonly NewName[],
  problems: Problems,
): void {
  matchLevel(old, next, old);
  refuseVanished(old, next, problems);
}

function matchLevel(
  old: readonly OldName[],
  next: readonly NewName[],
  top: readonly OldName[],
): void {
  for (const one of next) {
    const match = counterpart(old, one, top);
    if (match === undefined) continue;
    match.now = one;
    match.left = false;
    matchLevel(match.children, one.children, top);
  }
}

/** A name in use before one that left; never one that already found its own. */
function counterpart(
  old: readonly OldName[],
  one: NewName,
  top: readonly OldName[],
): OldName | undefined {
  const free = old.filter((each) => each.now === null && each.kind === one.kind && !each.moved);
  if (one.implicit && one.name !== 'status') {
    const parent = free.find((each) => each.implicit && isSameParent(each, one, top));
    if (parent !== undefined) return parent;
  }
  const named = free.filter((each) => each.name === one.name);
  return named.find((each) => !each.left) ?? named[0];
}

function isSameParent(old: OldName, one: NewName, top: readonly OldName[]): boolean {
  const before = top.find((each) => each.kind === 'entity' && `-> ${each.was}` === old.type);
  return before !== undefined && `-> ${before.name}` === one.type;
}

function refuseVanished(
  old: readonly OldName[],
  next: readonly NewName[],
  problems: Problems,
): void {
  const isMatched = (one: NewName): boolean => old.some((each) => each.now === one);
  const fresh = next.filter((one) => !isMatched(one));
  for (const one of old) {
    if (one.now !== null) {
      // Values of a field that is no longer a choice of its own are judged row by row.
      const choice = one.kind !== 'field' || one.now.children.length > 0;
      if (choice) refuseVanished(one.children, one.now.children, problems);
      continue;
    }
    if (one.left || one.moved || !holdsValues(one) || leavesWithParent(one, old)) continue;
    explainVanished(one, fresh, next, problems);
  }
}

/** An owned child leaves with its parent. */
function leavesWithParent(one: OldName, old: readonly OldName[]): boolean {
  if (one.kind !== 'entity' || one.type !== 'owned') return false;
  const parent = one.children.find((each) => each.implicit && each.type.startsWith('-> '));
  const owner = old.find((each) => each.kind === 'entity' && `-> ${each.was}` === parent?.type);
  if (owner?.left !== true) return false;
  one.left = true;
  return true;
}
