import type { Document } from '../prd/index.ts';
import { applyLines } from './names/apply-lines.ts';
import { linesOf } from './names/lines.ts';
import { oldNames } from './names/work.ts';
import { Problems } from './problems.ts';
import type { FrozenNames, Snapshot } from './snapshot.ts';

/** By entity code: the names that were chosen at first and stay, whatever would be chosen today. */
export type Frozen = ReadonlyMap<string, Pick<FrozenNames, 'table' | 'route' | 'plural'>>;

/** Names of entities that keep theirs; a renamed entity, or one with another `plural` or `table`, is named anew. */
export function nameFreeze(snapshot: Snapshot | null, document: Document): Frozen {
  if (snapshot === null) return new Map();
  const old = oldNames(snapshot.names);
  applyLines(linesOf(document), old, [], snapshot.lines, new Problems('en', document.path));
  return new Map(
    old.flatMap((one) => {
      const syntax = document.entities.find((each) => each.name.code === one.name);
      const { frozen } = one;
      if (one.kind !== 'entity' || one.name !== one.was || !frozen || !syntax) return [];
      const asGiven =
        frozen.given.table === (syntax.table?.value ?? null) &&
        frozen.given.plural === (syntax.plural?.value ?? null);
      return asGiven ? [[one.name, frozen] as const] : [];
    }),
  );
}
