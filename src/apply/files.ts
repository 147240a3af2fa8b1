import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../state/index.ts';

/** Written whole and on the disk when this returns. */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o644): void {
  const file = openSync(path, 'w', mode);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    for (let at = 0; at < bytes.length; at += writeSync(file, bytes, at));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Replaces a file in one step, through a temporary one that no other run shares. */
export function replaceFile(path: string, content: Uint8Array, mode: number, run: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.ashlar-${run}.tmp`);
  writeDurably(temporary, content, mode);
  chmodSync(temporary, mode);
  renameSync(temporary, path);
}

/** The first half of replacing a file, which may be done for many at once. */
export async function writeTemporary(
  temporary: string,
  content: Uint8Array,
  mode: number,
): Promise<void> {
  mkdirSync(dirname(temporary), { recursive: true });
  const file = await open(temporary, 'w', mode);
  try {
    await file.writeFile(content);
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The second half. */
export function putInPlace(temporary: string, path: string): void {
  renameSync(temporary, path);
}

/** Removes a file, and the folders that it leaves empty. */
export function removeFile(path: string, root: string): void {
  rmSync(path, { force: true });
  for (let folder = dirname(path); folder.length > root.length; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

/** So that renames within it outlive a power cut. Some systems cannot: then it is left out. */
export function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    return;
  }
}

export function shaOf(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
}

export function isMissing(cause: unknown): boolean {
  return errorCode(cause) === 'ENOENT' || errorCode(cause) === 'ENOTDIR';
}

export function errorCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
