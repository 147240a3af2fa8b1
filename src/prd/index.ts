export { readPrd } from './read.ts';
export type { ReadOptions, ReadResult } from './read.ts';
export type * from './document.ts';
