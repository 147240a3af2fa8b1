import type { Lang } from '../../diagnostic.ts';
import type { Model } from '../../model/model.ts';
import { say } from '../text.ts';

/** A chapter of BACKEND_SPEC.md: what it is called, and its Markdown. */
export interface Section {
  readonly title: Readonly<Record<Lang, string>>;
  readonly body: (model: Model) => string;
}

/** Says one thing in the PRD's language: `t('a text', '文本')`. */
export type Tell = (en: string, zh: string) => string;

export function tellIn(lang: Lang): Tell {
  return (en, zh) => say(lang, { en, zh });
}
