import type { MergedText, OpenConflict, Texts } from './texts.ts';
import { diff3 } from './tree/diff.ts';

/** Three-way by line. Where both changed one place, the user's lines stay. */
export function mergeLines(texts: Texts): MergedText {
  const [b, o, t] = [linesOf(texts.base ?? ''), linesOf(texts.ours), linesOf(texts.theirs)];
  const conflicts: OpenConflict[] = [];
  let text = '';
  for (const chunk of diff3(b, o, t)) {
    const base = b.slice(...chunk.base).join('');
    const ours = o.slice(...chunk.ours).join('');
    const theirs = t.slice(...chunk.theirs).join('');
    if (chunk.stable || ours === theirs || theirs === base) text += ours;
    else if (ours === base) text += theirs;
    else {
      const line = text.split('\n').length;
      conflicts.push({ key: `line ${line}`, kind: 'both_changed', base, ours, theirs });
      text += texts.markers ? marked(ours, base, theirs) : ours;
    }
  }
  return { text, symbols: symbolsOf(conflicts), conflicts };
}

function symbolsOf(conflicts: readonly OpenConflict[]): MergedText['symbols'] {
  if (conflicts.length === 0) return [{ key: '*', origin: 'merged' }];
  return conflicts.map(({ key }) => ({ key, origin: 'conflict' }));
}

/** Each with its end. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(ours: string, base: string, theirs: string): string {
  return `<<<<<<< yours\n${ended(ours)}||||||| generated last\n${ended(base)}=======\n${ended(theirs)}>>>>>>> generated now\n`;
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
