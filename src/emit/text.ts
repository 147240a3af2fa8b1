import type { Lang } from '../diagnostic.ts';

/** The text in the PRD's language. */
export function say(lang: Lang, texts: Readonly<Record<Lang, string>>): string {
  return texts[lang];
}
