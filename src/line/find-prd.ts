import { readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DiagnosticError } from '../diagnostic.ts';
import type { Lang } from '../diagnostic.ts';

const usual = ['PRD.md', 'docs/PRD.md', 'docs/prd.md'];

export interface FoundPrd {
  /** Absolute. */
  readonly file: string;
  /** As messages name it: from the folder the user is in. */
  readonly name: string;
  readonly text: string;
}

/** The PRD that is named, else the one in a usual place under the folder. */
export function findPrd(cwd: string, named: string | null, lang: Lang): FoundPrd {
  const candidates = named === null ? usual : [named];
  const found = candidates.map((one) => resolve(cwd, one)).find(isFile);
  if (found === undefined) throw missing(named, lang);
  const name = relative(cwd, found).replaceAll('\\', '/');
  return { file: found, name, text: decode(readFileSync(found), name, lang) };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function missing(named: string | null, lang: Lang): DiagnosticError {
  const next = {
    en: 'name it: npx plop backend path/to/PRD.md, or start one: npx plop new NAME',
    zh: '请指明路径：npx plop backend path/to/PRD.md，或新建项目：npx plop new NAME',
  };
  const message =
    named === null
      ? {
          en: `there is no PRD here: none of ${usual.join(', ')}`,
          zh: `此处没有 PRD：未找到 ${usual.join('、')}`,
        }
      : { en: `there is no file "${named}"`, zh: `没有文件 "${named}"` };
  return new DiagnosticError([
    { code: 'cli.no_prd', severity: 'error', message: message[lang], next: next[lang] },
  ]);
}

function decode(bytes: Uint8Array, name: string, lang: Lang): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const message = { en: 'this file is not UTF-8 text', zh: '该文件不是 UTF-8 文本' };
    const next = { en: 'save it as UTF-8', zh: '请另存为 UTF-8' };
    throw new DiagnosticError([
      {
        code: 'prd.not_utf8',
        severity: 'error',
        message: message[lang],
        file: name,
        next: next[lang],
      },
    ]);
  }
}

/** Where the user's own templates and emitters stand. */
export function overridesIn(root: string): string {
  return join(root, 'ashlar');
}
