import type { Document, UnreadSyntax } from '../prd/index.ts';
import type { Doubt } from './problems.ts';
import { holeInEntity, tenancyCodes, unknownEntity, withoutField } from './unread-entity.ts';

/** A part that was not read, as the checks see it. */
export interface Hole extends Doubt {
  /** Without what is only half known because of it. */
  without(document: Document): Document;
}

export const noDoubt: Doubt = { names: [], codes: new Set() };

/**
 * What is left of a document without its unread parts, and what is in doubt because of them; null
 * when nothing is certain. A hole may declare and use any name that stands in it, so nothing is said
 * of those; all else is checked as always.
 */
export function knownOf(document: Document): { document: Document; doubt: Doubt } | null {
  const holes = document.unread.map((part) => holeOf(document, part));
  if (!holes.every((hole) => hole !== null)) return null;
  return {
    document: holes.reduce((rest, hole) => hole.without(rest), document),
    doubt: {
      names: holes.flatMap(({ names }) => [...names]),
      codes: new Set(holes.flatMap(({ codes }) => [...codes])),
    },
  };
}

/** Sections with what may follow from a hole in them besides its names; without the others there is no model. */
const sections: ReadonlyMap<string, readonly string[]> = new Map([
  ...'name title lang currency stack architecture modules enums values sagas services cache limits nfr deploy seed renames drops retire data'
    .split(' ')
    .map((key) => [key, []] as const),
  ['tenancy', tenancyCodes],
  ['access', ['no_access']],
  ['roles', ['no_roles', 'assigns_not_held', 'no_access']],
  ['events', ['no_row']],
  ['reactions', ['no_row', 'no_argument']],
]);

function holeOf(document: Document, part: UnreadSyntax): Hole | null {
  const [section = '', name, ...rest] = part.path;
  if (section === 'entities' && name !== undefined) {
    const entity = document.entities.find((one) => one.name.code === name);
    if (entity) return holeInEntity(document, entity, rest, part.words);
    return { names: part.words, codes: unknownEntity, without: (whole) => whole };
  }
  const codes = sections.get(section);
  if (!codes) return null;
  return {
    names: [...part.words, ...part.path.slice(1)],
    codes: new Set(codes),
    without: (whole) => ({
      ...whole,
      // Later steps take what the one in the hole answers, and one row of a table has its key.
      sagas: whole.sagas.filter((one) => section !== 'sagas' || one.name.code !== name),
      seed: whole.seed.filter((one) => section !== 'seed' || one.entity.value !== name),
      values: whole.values.map((one) =>
        section === 'values' && one.name.code === name ? withoutField(one, rest[0]) : one,
      ),
    }),
  };
}
