import type { Edit } from './edit.ts';
import { entityEdits } from './entity-edits.ts';
import { fieldEdits } from './field-edits.ts';
import { referenceEdits } from './reference-edits.ts';

/** One for each kind of edit. */
export const edits: readonly Edit[] = [...fieldEdits, ...referenceEdits, ...entityEdits];
