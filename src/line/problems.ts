import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import type { Document } from '../prd/index.ts';
import type { Part } from './parts.ts';

/** `--strict`: what is still open in the PRD stops the run. */
export function openQuestionsOf(document: Document, lang: Lang): readonly Diagnostic[] {
  const message = { en: 'open question', zh: '待定问题' };
  const next = {
    en: 'settle it in the PRD, or run without --strict',
    zh: '请在 PRD 中给出答案，或去掉 --strict',
  };
  return document.openQuestions.map(({ value, at }) => ({
    code: 'prd.open_question',
    severity: 'error',
    message: `${message[lang]}: ${value}`,
    file: document.path,
    at,
    next: next[lang],
  }));
}

/** A part of the output that this version has nothing for. */
export function comesLater(part: Part, lang: Lang): DiagnosticError {
  const message = {
    en: `"${part}" comes later: this version generates nothing for it yet`,
    zh: `"${part}" 将在后续版本提供：当前版本尚不生成该部分`,
  };
  return new DiagnosticError([{ code: 'cli.not_yet', severity: 'error', message: message[lang] }]);
}
