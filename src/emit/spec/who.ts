import type { Who } from '../../model/model.ts';
import { ticks } from './markdown.ts';

/** Whom a right is given to, in the words of the PRD. */
export function whoText(who: Who): string {
  const kinds = [
    who.anyone && 'anyone',
    who.signedIn && 'signedIn',
    who.owner && 'owner',
    who.system && 'system',
  ];
  return ticks([...kinds.filter((kind) => kind !== false), ...who.roles]);
}
