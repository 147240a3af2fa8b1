import type { Lang } from '../diagnostic.ts';

/** The text in the PRD's language. */
export function say(lang: Lang, texts: Readonly<Record<Lang, string>>): string {
  return texts[lang];
}

/** The same for a template, which has its texts in both languages beside each other. */
export function bilingual({ lang }: { readonly lang: Lang }): (en: string, zh: string) => string {
  return (en, zh) => say(lang, { en, zh });
}
