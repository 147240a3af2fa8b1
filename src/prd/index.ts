export { formatPrd } from './format.ts';
export type { FormatResult } from './format.ts';
export { readPrd } from './read.ts';
export { nearest } from '../nearest.ts';
export type { ReadOptions, ReadResult } from './read.ts';
export { renderDiagnostic } from './render.ts';
export type { RenderOptions } from './render.ts';
export { prdSchema } from './schema.ts';
export type * from './document.ts';
