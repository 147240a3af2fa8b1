import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../state/index.ts';

export type OnDisk =
  | { readonly kind: 'none' }
  /** `text` is `null` when it is not UTF-8. */
  | {
      readonly kind: 'file';
      readonly text: string | null;
      readonly sha: string;
      readonly mode: number;
    }
  /** `at` is the path of the link or of what is not a plain file. */
  | { readonly kind: 'unsafe'; readonly what: 'link' | 'not_a_file'; readonly at: string };

/** The user's tree, read only. */
export interface Disk {
  read(path: string): OnDisk;
  /** The names in a folder; empty when there is no such folder. */
  names(folder: string): readonly string[];
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Each path is looked at once: the tree as it was found. */
export function openDisk(root: string): Disk {
  const found = new Map<string, OnDisk>();
  const folders = new Set<string>();
  return {
    read(path) {
      const there = found.get(path) ?? readUnder(root, path, folders);
      found.set(path, there);
      return there;
    },
    names(folder) {
      try {
        return readdirSync(join(root, folder));
      } catch {
        return [];
      }
    },
  };
}

/** `folders`: those that are known to be plain ones. */
function readUnder(root: string, path: string, folders: Set<string>): OnDisk {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const at = parts.slice(0, length).join('/');
    if (folders.has(at)) continue;
    const stat = lstatSync(join(root, at), { throwIfNoEntry: false });
    if (stat === undefined) return { kind: 'none' };
    if (stat.isSymbolicLink()) return { kind: 'unsafe', what: 'link', at };
    const last = length === parts.length;
    if (last ? !stat.isFile() : !stat.isDirectory()) {
      return { kind: 'unsafe', what: 'not_a_file', at };
    }
    if (last) return fileOf(readFileSync(join(root, at)), stat.mode & 0o777);
    folders.add(at);
  }
  return { kind: 'none' };
}

function fileOf(bytes: Uint8Array, mode: number): OnDisk {
  return { kind: 'file', text: decode(bytes), sha: sha256(bytes), mode };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** A tree in memory, for tests and for programs. */
export function memoryDisk(files: ReadonlyMap<string, string>): Disk {
  return {
    read(path) {
      const text = files.get(path);
      return text === undefined
        ? { kind: 'none' }
        : { kind: 'file', text, sha: sha256(text), mode: 0o644 };
    },
    names(folder) {
      const start = folder === '' ? '' : `${folder}/`;
      const names = [...files.keys()]
        .filter((path) => path.startsWith(start))
        .map((path) => path.slice(start.length).split('/')[0] ?? '');
      return [...new Set(names)];
    },
  };
}
