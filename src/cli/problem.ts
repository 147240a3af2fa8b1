import { DiagnosticError } from '../diagnostic.ts';
import type { Lang } from '../diagnostic.ts';
import type { Words } from './flags.ts';

/** A word on the command line that is refused. */
export function refuse(
  code: `cli.${string}`,
  lang: Lang,
  message: Words,
  next?: Words,
): DiagnosticError {
  return new DiagnosticError([
    {
      code,
      severity: 'error',
      message: message[lang],
      ...(next !== undefined && { next: next[lang] }),
    },
  ]);
}
