/** What a program may import, and what an emitter of one's own is written with. */
export { generate } from './engine.ts';
export type { OnProgress, Part, Request, Result, Stage, Summary } from './engine.ts';
export type { Report, ReportedProblem, Status, TypeProblem } from './report.ts';
export { DiagnosticError } from './diagnostic.ts';
export type { Diagnostic, Lang, Position, Range, Severity } from './diagnostic.ts';
export { formatPrd, prdSchema, readPrd, renderDiagnostic } from './prd/index.ts';
export type { Document } from './prd/index.ts';
export { buildModel } from './model/index.ts';
export type * from './model/index.ts';
export { defineEmitter, emit, template } from './emit/index.ts';
export type {
  Each,
  EmitOptions,
  Emitter,
  FileKind,
  FilePlan,
  PlannedFile,
  Subjects,
} from './emit/index.ts';
export {
  code,
  comment,
  doc,
  join,
  key,
  literal,
  templateText,
  type,
  value,
} from './emit/typescript/code.ts';
export type { Code, Hole, Plain, Ref } from './emit/typescript/code.ts';
export { kernel, of, paths } from './emit/typescript/symbols.ts';
export { tsFile } from './emit/typescript/ts-file.ts';
export type { TsFile } from './emit/typescript/ts-file.ts';
export { version } from './version.ts';
/** So that `plop.load('ashlar')` finds the generators however it resolves the package. */
export { default } from '../plopfile.ts';
