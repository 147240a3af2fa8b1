import type { OldName } from '../names/work.ts';

const ownKinds = ['password', 'file', 'image', 'json', 'duration'];

/** The same storage, and yet nothing that a value of one could mean as the other. */
export function isOtherMeaning(old: OldName): boolean {
  if (!old.now || old.type === old.now.type) return false;
  const isFile = (type: string): boolean => type === 'file' || type === 'image';
  if (isFile(old.type) && isFile(old.now.type)) return false;
  if (old.type === 'duration' || old.now.type === 'duration') return false;
  return ownKinds.includes(old.type) || ownKinds.includes(old.now.type);
}
