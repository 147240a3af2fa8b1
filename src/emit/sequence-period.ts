import type { Field } from '../model/model.ts';

/** How much of an ISO date tells the period of a sequence: 4, 7, 10, or 0 for one without end. */
export function periodLength(field: Field): number {
  const parts =
    field.sequence?.parts.flatMap((part) => (part.kind === 'date' ? [part.part] : [])) ?? [];
  if (parts.includes('dd')) return 10;
  if (parts.includes('mm')) return 7;
  return parts.length > 0 ? 4 : 0;
}
