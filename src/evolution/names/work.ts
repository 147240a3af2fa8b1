import type { NameNode } from '../snapshot.ts';
import type { NewName } from './tree.ts';

/** A name of the last run while lines are applied to it. */
export interface OldName extends Omit<NameNode, 'children'> {
  name: string;
  left: boolean;
  children: OldName[];
  readonly parent: OldName | null;
  /** The name before any line. */
  readonly was: string;
  readonly wasLeft: boolean;
  /** What bears the name now. */
  now: NewName | null;
  /** Values that this one's rows take: a retired value's replacement. */
  becomes: string | null;
  /** Fields whose columns went into or came out of a value object. */
  moved: boolean;
}

export function oldNames(nodes: readonly NameNode[], parent: OldName | null = null): OldName[] {
  return nodes.map((node) => {
    const one: OldName = {
      ...node,
      parent,
      was: node.name,
      wasLeft: node.left,
      now: null,
      becomes: null,
      moved: false,
      children: [],
    };
    one.children = oldNames(node.children, one);
    return one;
  });
}

/** The name that a dotted path leads to: one in use, else one that left. */
export function found(
  names: readonly OldName[],
  path: readonly string[],
  left: boolean,
): OldName | null {
  const [head, ...rest] = path;
  const candidates = names.filter((one) => one.name === head);
  const one =
    rest.length === 0
      ? candidates.find((each) => each.left === left)
      : (candidates.find((each) => !each.left) ?? candidates[0]);
  if (one === undefined) return null;
  return rest.length === 0 ? one : found(one.children, rest, left);
}

export function pathOf(one: OldName, key: 'was' | 'name' = 'name'): string {
  return one.parent === null ? one[key] : `${pathOf(one.parent, key)}.${one[key]}`;
}

export function foundNew(names: readonly NewName[], path: readonly string[]): NewName | null {
  const [head, ...rest] = path;
  const one = names.find((each) => each.name === head);
  if (one === undefined) return null;
  return rest.length === 0 ? one : foundNew(one.children, rest);
}

/** Whether its loss is a loss of values. */
export function holdsValues(one: OldName): boolean {
  if (one.kind === 'entity' || one.kind === 'value') return true;
  if (one.kind !== 'field') return false;
  return one.columns.length > 0 || one.parent?.kind === 'object';
}
