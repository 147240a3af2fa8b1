import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic, Lang } from '../diagnostic.ts';

interface Place {
  readonly file: string;
  readonly why: string;
}

const problems = {
  noEmitter: {
    code: 'emit.no_emitter',
    en: 'this file exports no valid emitter',
    zh: '此文件没有导出有效的 emitter',
    next: {
      en: 'export const emitter = defineEmitter({ each, path, build })',
      zh: '请写 export const emitter = defineEmitter({ each, path, build })',
    },
  },
  brokenEmitter: {
    code: 'emit.broken_emitter',
    en: 'this emitter cannot be loaded',
    zh: '无法加载此 emitter',
    next: { en: 'mend or remove the file', zh: '请修正或移除该文件' },
  },
  pathTaken: {
    code: 'emit.path_taken',
    en: 'two files claim one path',
    zh: '两个文件占用同一路径',
    next: {
      en: 'give one of them another path, or put your emitter at the path of ours to replace it',
      zh: '请为其中之一另取路径；若要取代内置的 emitter，请放在与其相同的路径',
    },
  },
  failed: {
    code: 'emit.failed',
    en: 'an emitter or template of this project failed',
    zh: '本项目自带的 emitter 或模板执行失败',
    next: { en: 'mend or remove the file', zh: '请修正或移除该文件' },
  },
} as const;

/** What is wrong with an emitter or template, of the user's or ours. */
export function emitProblem(
  name: keyof typeof problems,
  lang: Lang,
  { file, why }: Place,
  cause?: unknown,
): DiagnosticError {
  const problem = problems[name];
  const diagnostic: Diagnostic = {
    code: problem.code,
    severity: 'error',
    message: problem[lang],
    file,
    ...(why !== '' && { why }),
    next: problem.next[lang],
  };
  const error = new DiagnosticError([diagnostic]);
  error.cause = cause;
  return error;
}
