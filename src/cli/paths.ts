import { relative } from 'node:path';

/** A folder as the user would name it from where he is: the shorter way. */
export function shownFolder(folder: string, cwd: string): string {
  const path = relative(cwd, folder).replaceAll('\\', '/');
  if (path === '') return '.';
  return path.length < folder.length ? path : folder;
}

/** A word for a shell. */
export function shellWord(text: string): string {
  return /^[\w./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `cd there && `, or nothing where the user is there already. */
export function enter(folder: string, cwd: string): string {
  const path = shownFolder(folder, cwd);
  return path === '.' ? '' : `cd ${shellWord(path)} && `;
}
