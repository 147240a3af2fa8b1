import type { Entity } from '../../model/model.ts';
import type { Scope } from '../expression/typescript/scope.ts';
import { code } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import type { Needs } from './needs.ts';

interface Place {
  readonly entity: Entity;
  /** The variable that a path of the entity starts from. */
  readonly self: Code;
  readonly selfIsInput?: boolean;
  readonly input?: Code;
  readonly inputIsSelf?: boolean;
  readonly needs: Needs;
  /** Whether the row exists already for those who count rows of its kind. */
  readonly exists: boolean;
  readonly hoisted?: Map<string, Code>;
}

/** Where an expression of the domain will stand. */
export function scopeFor(place: Place): Scope {
  return {
    self: { entity: place.entity, code: place.self, isInput: place.selfIsInput ?? false },
    element: null,
    input: place.input ?? code`input`,
    inputIsSelf: place.inputIsSelf ?? false,
    given: code`given`,
    rows: place.needs.rows,
    counts: place.needs.counts,
    countsItself: place.exists,
    hoisted: place.hoisted ?? null,
    names: new Set(),
  };
}
