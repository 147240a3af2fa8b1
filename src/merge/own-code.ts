import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../state/index.ts';
import type { Disk } from './disk.ts';

/** Whether there is code in the tree that is the user's, or that the user changed. */
export function hasOwnCode(
  root: string,
  entries: Readonly<Record<string, Entry>>,
  disk: Disk,
): boolean {
  const isChanged = ([path, { base }]: [string, Entry]): boolean => {
    const there = isCode(path) ? disk.read(path) : null;
    return there?.kind === 'file' && there.sha !== base;
  };
  return (
    Object.entries(entries).some(isChanged) ||
    codeIn(root, '').some((path) => entries[path] === undefined)
  );
}

function isCode(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

const SKIPPED = new Set(['node_modules', '.git', '.ashlar']);

function codeIn(root: string, folder: string): string[] {
  return entriesIn(join(root, folder)).flatMap((one) => {
    const path = `${folder}${one.name}`;
    if (one.isDirectory()) return SKIPPED.has(one.name) ? [] : codeIn(root, `${path}/`);
    return isCode(path) ? [path] : [];
  });
}

function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
