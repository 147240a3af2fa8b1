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

/** The compiler is native, and npm may have been told to leave such packages out. */
export function typesUnchecked(lang: Lang): Diagnostic {
  const platform = `${process.platform}-${process.arch}`;
  const message = {
    en: `the types of your code were not checked: TypeScript's compiler for ${platform} is not installed`,
    zh: `未检查您代码中的类型：未安装适用于 ${platform} 的 TypeScript 编译器`,
  };
  return {
    code: 'merge.types_unchecked',
    severity: 'warning',
    message: message[lang],
    next: 'npm install --include=optional',
  };
}
