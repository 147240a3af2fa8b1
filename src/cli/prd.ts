import { writeFile } from 'node:fs/promises';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import { allProblems, problemsOfMeaning } from '../line/all-problems.ts';
import { findPrd } from '../line/find-prd.ts';
import type { FoundPrd } from '../line/find-prd.ts';
import { openQuestionsOf } from '../line/problems.ts';
import { formatPrd, readPrd, renderDiagnostic } from '../prd/index.ts';
import { emptyReport, reportProblem } from '../report.ts';
import type { Arguments } from './arguments.ts';
import { diffOf } from './diff.ts';
import type { Outcome, Shell } from './generator.ts';
import { paintOf } from './paint.ts';

/** `prd:check`: all problems, of reading and of meaning, in one pass. */
export async function checkPrd(args: Arguments, shell: Shell): Promise<Outcome> {
  const prd = findPrd(shell.cwd, args.positional, shell.lang);
  const { diagnostics, lang } = problemsOf(prd, args);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const text = {
    en: `${prd.name}: no problems`,
    zh: `${prd.name}：没有问题`,
  };
  return outcome(
    prd,
    diagnostics,
    { ...shell, lang },
    diagnostics.length === 0 ? text[lang] : '',
    errors > 0,
  );
}

function problemsOf(
  prd: FoundPrd,
  args: Arguments,
): { diagnostics: readonly Diagnostic[]; lang: Lang } {
  const reading = readPrd(prd.text, prd.name, askedLang(args));
  const { document, diagnostics, lang } = reading;
  if (!document) return { diagnostics: allProblems(reading), lang };
  const open = args.has('strict') ? openQuestionsOf(document, lang) : [];
  const ofMeaning = problemsOfMeaning({ ...document, lang });
  return { diagnostics: [...diagnostics, ...ofMeaning, ...open], lang };
}

/** The language asked for, over that of the PRD. */
function askedLang(args: Arguments): { lang?: Lang } {
  const named = args.text('lang');
  return named === 'en' || named === 'zh' ? { lang: named } : {};
}

/** `prd:fmt`: the file in its canonical form; `--check` only looks. */
export async function formatPrdFile(args: Arguments, caller: Shell): Promise<Outcome> {
  const prd = findPrd(caller.cwd, args.positional, caller.lang);
  const { text, diagnostics, lang } = formatPrd(prd.text, prd.name, askedLang(args));
  const shell = { ...caller, lang };
  if (diagnostics.some(({ severity }) => severity === 'error'))
    return outcome(prd, diagnostics, shell, '', true);
  const isSame = text === prd.text;
  const isDry = args.has('dry-run') || args.has('diff') || args.has('check');
  if (!isSame && !isDry) await writeFile(prd.file, text);
  const diff = args.has('diff') ? changeOf(prd, text, shell) : '';
  const isStale = !isSame && args.has('check');
  return outcome(
    prd,
    isStale ? [notCanonical(prd, lang)] : [],
    shell,
    diff + said(prd, isSame, isDry, lang),
    isStale,
    isSame,
  );
}

function said({ name }: FoundPrd, isSame: boolean, isDry: boolean, lang: Lang): string {
  if (isSame) return { en: `${name} is in its canonical form`, zh: `${name} 已是规范格式` }[lang];
  if (isDry) return { en: `${name} would change`, zh: `${name} 将被改动` }[lang];
  return { en: `${name} is now in its canonical form`, zh: `${name} 已整理为规范格式` }[lang];
}

function notCanonical({ name }: FoundPrd, lang: Lang): Diagnostic {
  const message = { en: 'this PRD is not in its canonical form', zh: '此 PRD 不是规范格式' };
  const next = { en: 'run npx plop prd:fmt', zh: '请运行 npx plop prd:fmt' };
  return {
    code: 'check.not_canonical',
    severity: 'error',
    message: message[lang],
    file: name,
    next: next[lang],
  };
}

function changeOf(prd: FoundPrd, text: string, shell: Shell): string {
  const change = { path: prd.name, before: prd.text, text };
  return `${diffOf(change, paintOf(shell.color)).join('\n')}\n\n`;
}

function outcome(
  prd: FoundPrd,
  diagnostics: readonly Diagnostic[],
  shell: Shell,
  text: string,
  isRefused: boolean,
  isSame = true,
): Outcome {
  const report = emptyReport(shell.cwd);
  const options = { color: shell.color, lang: shell.lang };
  return {
    report: {
      ...report,
      status: isRefused ? 'refused' : 'ok',
      problems: diagnostics.map((one) => reportProblem(one, (file) => file)),
      files: { ...report.files, updated: isSame ? [] : [prd.name] },
    },
    text: text === '' ? '' : `${text}\n`,
    problems: diagnostics.map((one) => renderDiagnostic(one, prd.text, options)).join('\n\n'),
  };
}
