import type { Words } from '../problems.ts';

export interface Found {
  readonly code: string;
  readonly message: Words;
  readonly mitigation: Words;
}

const SHOWN = 6;

export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown}, …` : shown;
}
