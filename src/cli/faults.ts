import type { Diagnostic, Lang } from '../diagnostic.ts';
import { version } from '../version.ts';
import { speaker } from './words.ts';

const causes: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  EACCES: { en: 'permission denied', zh: '没有权限' },
  EPERM: { en: 'not permitted', zh: '操作不被允许' },
  EROFS: { en: 'the disk can only be read', zh: '磁盘为只读' },
  ENOSPC: { en: 'no space left on the disk', zh: '磁盘空间不足' },
  ENOENT: { en: 'there is no such file or folder', zh: '文件或目录不存在' },
  ENOTDIR: { en: 'a file stands where a folder should be', zh: '应为目录之处存在文件' },
  EISDIR: { en: 'a folder stands where a file should be', zh: '应为文件之处存在目录' },
  EEXIST: { en: 'something stands there already', zh: '该处已有内容' },
  EMFILE: { en: 'too many open files', zh: '打开的文件过多' },
};

/** What the system refused, or null when it is our own fault. */
export function worldProblem(error: unknown, lang: Lang): readonly Diagnostic[] | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const cause = causes[String(error.code)];
  if (cause === undefined) return null;
  const path = 'path' in error && typeof error.path === 'string' ? { file: error.path } : {};
  return [
    {
      code: `cli.${String(error.code).toLowerCase()}`,
      severity: 'error',
      message: cause[lang],
      ...path,
    },
  ];
}

/** The stack is for whoever mends it, and shown only when asked for. */
export function faultText(error: unknown, lang: Lang): string {
  const stack =
    error instanceof Error && process.env['ASHLAR_DEBUG'] ? `\n${error.stack ?? ''}` : '';
  return `${String(error)}${stack}\n${speaker(lang)('crash')} (ashlar ${version}, node ${process.version}).\n`;
}
