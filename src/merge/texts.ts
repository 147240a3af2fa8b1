import type { Conflict, SymbolReport } from './change-set.ts';
import { mergeLines } from './lines.ts';
import { lineWords, markdownTree, settingsTree } from './line-trees.ts';
import type { Layout } from './prettier-config.ts';
import { mergeByTree, whole } from './tree/attempt.ts';

export interface Texts {
  readonly path: string;
  /** `null`: there never was one, so everything was added by both. */
  readonly base: string | null;
  readonly ours: string;
  readonly theirs: string;
  /** Write diff3 markers instead of keeping the user's text. */
  readonly markers: boolean;
  /** What the user told prettier, where that is not as generated. */
  readonly layout?: Layout | null;
}

export type OpenConflict = Omit<Conflict, 'path' | 'suggestion'>;

export interface MergedText {
  readonly text: string;
  readonly symbols: readonly SymbolReport[];
  readonly conflicts: readonly OpenConflict[];
}

const KEYED_LINES = /(^|\/)\.(gitignore|dockerignore|gitattributes|npmignore|env(\..+)?)$/;

/** Kinds in which a text of the user's and a new one of ours can be joined without a common base. */
export function mergesWithoutBase(path: string): boolean {
  return path.endsWith('.json') || KEYED_LINES.test(path);
}

/** By what the file is. The compiler is loaded only for what needs it. */
export async function mergeTexts(texts: Texts): Promise<MergedText> {
  const { path } = texts;
  if (/\.[cm]?tsx?$/.test(path)) {
    return (await import('./typescript/index.ts')).mergeTypeScript(texts);
  }
  if (path.endsWith('.json')) return (await import('./typescript/index.ts')).mergeJson(texts);
  if (/\.ya?ml$/.test(path)) return (await import('./yaml.ts')).mergeYaml(texts);
  if (path.endsWith('.md')) return mergeByTree(texts, { build: markdownTree, words: lineWords });
  if (KEYED_LINES.test(path)) return mergeByTree(texts, { build: settingsTree, words: lineWords });
  if (path.endsWith('.sql')) return whole(texts, 'unsafe');
  return mergeLines(texts);
}
