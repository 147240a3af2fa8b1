import type { ConflictKind, Reason } from './change-set.ts';

/** What the report says of a file. */
export const reasons: Readonly<Record<Reason, string>> = {
  new: 'new',
  untouched: 'follows the PRD; you had not touched it',
  yours: 'you changed it; the PRD asks for nothing new here',
  both: 'you changed it and the PRD did: merged',
  same: 'is already as the PRD asks',
  gone: 'the PRD no longer asks for it, and you had not touched it',
  deleted_by_you: 'you deleted it; --recreate brings it back',
  still_deleted: 'you deleted it and the PRD changed it; --recreate brings it back',
  orphan: 'the PRD no longer asks for it, but you changed it: yours now',
  exists: 'a file of yours stands where this one should',
  once: 'written once, yours since',
  append: 'never changed once made',
  moved: 'follows a rename of the PRD',
  outside_run: 'not part of this run',
};

export const suggestions: Readonly<Record<ConflictKind, string>> = {
  both_changed: 'bring the generated change into your text where you want it, then resolve',
  both_added: 'keep yours, or rename it and take the generated one too, then resolve',
  both_inserted: 'add the generated lines where they belong in your order, then resolve',
  deleted_by_you: 'nothing to do if it is to stay deleted; resolve settles it',
  deleted_by_generator: 'delete yours, or keep it without the parts that are gone, then resolve',
  exists: 'take what you need from the generated file laid down beside it, then resolve',
  unsafe: 'compare with the generated file laid down beside it, then resolve',
  unreadable: 'make the file parse again and run again',
};
