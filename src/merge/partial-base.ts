import { mergeTexts } from './texts.ts';
import type { MergedText, OpenConflict, Texts } from './texts.ts';

/**
 * What a file with conflicts is compared with on the next run: the new generated text, with only the
 * places in conflict as they were. So what was merged in counts as seen, and does not come back when
 * its owner deletes it. `null` where the places cannot be told apart: then the old base stays.
 */
export async function partialBase(texts: Texts, merged: MergedText): Promise<string | null> {
  if (texts.base === null || texts.markers) return null;
  const base = merged.conflicts.reduce<string | null>(restored, texts.theirs);
  if (base === null) return null;
  const again = await mergeTexts({ ...texts, base, ours: merged.text });
  const isSame = again.text === merged.text && keysOf(again) === keysOf(merged);
  return isSame ? base : null;
}

function restored(text: string | null, { key, base, theirs }: OpenConflict): string | null {
  if (text === null || key === '*' || theirs === null || theirs === '') return null;
  const at = text.indexOf(theirs);
  if (at < 0 || text.includes(theirs, at + 1)) return null;
  return text.slice(0, at) + (base ?? '') + text.slice(at + theirs.length);
}

function keysOf({ conflicts }: MergedText): string {
  return JSON.stringify(conflicts.map(({ key, kind }) => [key, kind]));
}
