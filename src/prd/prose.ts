import type { Lang } from '../diagnostic.ts';
import type { Document, Located, Requirement } from './document.ts';
import type { ProseLine } from './source/blocks.ts';
import type { LineIndex } from './source/line-index.ts';

const idAtStart =
  /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?(?:#{1,6}\s+)?\|?\s*(?:\*\*|__|`|\[)?((?:NFR|FR|SC|US|AC|F)-?\d+(?:\.\d+)*)(?![\p{L}\p{N}_])/u;
const criterion =
  /^(?:\*\*)?(?:given|when|then|and|but|if|while|where|假设|假如|给定|当|如果|若|那么|则|并且|而且)(?![a-z])/i;
const ears = /\bTHE SYSTEM SHALL\b|系统(?:应|必须|须)/i;
const scenario = /\bgiven\b.+\bthen\b|(?:假设|假如|给定|当).+(?:那么|则)/i;

interface Draft {
  readonly id: string;
  readonly start: number;
  end: number;
  readonly indent: number;
  readonly parts: string[];
  readonly criteria: string[];
}

/** Requirement ids with their text, and open questions: all that is read of the prose. */
export function readProse(
  prose: readonly ProseLine[],
  lines: LineIndex,
): Pick<Document, 'requirements' | 'openQuestions'> {
  return {
    requirements: readRequirements(prose, lines),
    openQuestions: readQuestions(prose, lines),
  };
}

function readRequirements(prose: readonly ProseLine[], lines: LineIndex): Requirement[] {
  const drafts: Draft[] = [];
  let current: Draft | null = null;
  let inParagraph = false;
  for (const { text, start } of prose) {
    const id = idAtStart.exec(text);
    if (id?.[1]) {
      const rest = text.slice(id[0].length).replace(/^[\s:：.*_`|\]—–-]+/, '');
      current = {
        id: id[1],
        start,
        end: start + text.length,
        indent: indentOf(text),
        parts: [clean(rest)],
        criteria: [],
      };
      drafts.push(current);
      inParagraph = !/^\s*(#|\|)/.test(text);
      continue;
    }
    const body = clean(text.replace(/^[\s>]*(?:[-*+]|\d+[.)])?\s*/, ''));
    if (body === '') {
      inParagraph = false;
    } else if (/^\s*#/.test(text)) {
      current = null;
    } else if (current && criterion.test(body)) {
      current.criteria.push(body);
      current.end = start + text.length;
    } else if (current && inParagraph && !/^\s*(?:[-*+]|\d+[.)])\s/.test(text)) {
      current.parts.push(body);
      current.end = start + text.length;
    } else if (
      current &&
      !inParagraph &&
      indentOf(text) <= current.indent &&
      !/^\s*[-*+]/.test(text)
    ) {
      current = null;
    } else inParagraph = false;
  }
  const known = new Set<string>();
  return drafts.flatMap((draft) => {
    // A later mention of an id is a reference to it.
    if (known.has(draft.id)) return [];
    known.add(draft.id);
    const text = draft.parts.join(' ').trim();
    const own = ears.test(text) || scenario.test(text) ? [text] : [];
    return [
      {
        id: draft.id,
        text,
        criteria: [...own, ...draft.criteria],
        at: lines.range(draft.start, draft.end),
      },
    ];
  });
}

function indentOf(text: string): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}

function clean(text: string): string {
  return text
    .replace(/\*\*|__|`/g, '')
    .replace(/\s*\|\s*$/, '')
    .trim();
}

function readQuestions(prose: readonly ProseLine[], lines: LineIndex): Located<string>[] {
  const pattern =
    /\[(?:NEEDS CLARIFICATION|待确认)\s*[:：]?\s*([^\]]*)\]|待确认\s*[:：]\s*(.+)|待确认/g;
  return prose.flatMap(({ text, start }) =>
    [...text.matchAll(pattern)].map((found) => ({
      value: (found[1] ?? found[2] ?? clean(text)).trim(),
      at: lines.range(start + found.index, start + found.index + found[0].length),
    })),
  );
}

/** The language that the text is mostly written in. */
export function guessLanguage(text: string): Lang {
  const sample = text.slice(0, 200_000);
  const chinese = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = sample.match(/[A-Za-z]+/g)?.length ?? 0;
  // A Chinese PRD is full of English names in code.
  return chinese > latin / 4 ? 'zh' : 'en';
}
