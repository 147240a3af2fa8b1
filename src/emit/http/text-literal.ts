import { literal } from '../typescript/code.ts';

/** Text as a TypeScript literal for a template. */
export function textLiteral(text: string): string {
  return literal(text).parts.join('');
}
