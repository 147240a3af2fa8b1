import type { Conflict, SymbolReport } from './change-set.ts';

export interface Texts {
  readonly path: string;
  /** `null`: there never was one, so everything was added by both. */
  readonly base: string | null;
  readonly ours: string;
  readonly theirs: string;
  /** Write diff3 markers instead of keeping the user's text. */
  readonly markers: boolean;
}

export type OpenConflict = Omit<Conflict, 'path' | 'suggestion'>;

export interface MergedText {
  readonly text: string;
  readonly symbols: readonly SymbolReport[];
  readonly conflicts: readonly OpenConflict[];
}

/** Kinds in which a text of the user's and a new one of ours can be joined without a common base. */
export function mergesWithoutBase(path: string): boolean {
  return /(\.json|(^|\/)\.(gitignore|dockerignore|gitattributes|env\.example))$/.test(path);
}

export async function mergeTexts(texts: Texts): Promise<MergedText> {
  return whole(texts);
}

function whole({ base, ours, theirs }: Texts): MergedText {
  return {
    text: ours,
    symbols: [],
    conflicts: [{ key: '*', kind: 'both_changed', base, ours, theirs }],
  };
}
