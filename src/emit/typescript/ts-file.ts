import type { Code } from './code.ts';

/** A TypeScript file to be: its statements in order; imports follow from the references in them. */
export interface TsFile {
  readonly kind: 'ts';
  readonly statements: readonly Code[];
}

export function tsFile(
  ...statements: readonly (Code | readonly Code[] | false | null | undefined)[]
): TsFile {
  return {
    kind: 'ts',
    statements: statements
      .flat()
      .filter((one) => one !== false && one !== null && one !== undefined),
  };
}
