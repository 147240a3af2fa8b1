import type { CountNeed, RowNeed } from '../../domain/needs.ts';
import type { Entity, Field } from '../../../model/model.ts';
import type { Code } from '../../typescript/code.ts';

/** What the compiled code finds where it will stand. */
export interface Scope {
  /** The state that a path starts from, and whose it is: the aggregate's, or an element's. */
  readonly self: {
    readonly entity: Entity;
    readonly code: Code;
    /** Whether it is an input, whose members may be left out. */
    readonly isInput: boolean;
  };
  /** The element within a lambda, with the fields that lead to it from the root. */
  readonly element: {
    readonly code: Code;
    readonly path: readonly Field[];
    /** The loaded rows that it is one of. */
    readonly from: RowNeed | null;
  } | null;
  /** The parameter that holds the command's input. */
  readonly input: Code;
  /** Whether the input is the new row's own, so that `input.x` leads through the same rows as `x`. */
  readonly inputIsSelf: boolean;
  /** The parameter that holds referred rows and the like. */
  readonly given: Code;
  readonly rows: readonly RowNeed[];
  readonly counts: readonly CountNeed[];
  /** Whether a row that is counted by its own rule adds itself: it does once it exists. */
  readonly countsItself: boolean;
  /** Gathers rows that are to be looked up once, in a variable of their own; null: where they are read. */
  readonly hoisted: Map<string, Code> | null;
  /** Variables in use. */
  readonly names: ReadonlySet<string>;
}

const reserved = ['state', 'given', 'input', 'changes', 'next', 'before', 'now', 'id'];

/** A variable for an element, told apart from those around it. */
export function freshName(wanted: string, scope: Scope): string {
  const isFree = (name: string): boolean => !scope.names.has(name) && !reserved.includes(name);
  if (isFree(wanted)) return wanted;
  const one = `one${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
  let name = one;
  for (let count = 2; !isFree(name); count += 1) name = `${one}${count}`;
  return name;
}

export function within(scope: Scope, name: string, element: NonNullable<Scope['element']>): Scope {
  return {
    ...scope,
    element,
    names: new Set([...scope.names, name]),
    hoisted: null,
  };
}
