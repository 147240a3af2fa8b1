import type { Diagnostic } from '../diagnostic.ts';
import type { Disk } from './disk.ts';

const FORBIDDEN = new Set(['.git', 'node_modules', '.ashlar']);

/** Paths that are never written, whoever asks. Sorted as given. */
export function refusePaths(paths: readonly string[], disk: Disk): Diagnostic[] {
  const single = paths.flatMap((path) => refusePath(path) ?? []);
  if (single.length > 0) return single;
  return [...collisions(paths), ...collisionsOnDisk(paths, disk), ...unsafe(paths, disk)];
}

function refusePath(path: string): Diagnostic | null {
  const parts = path.split('/');
  if (path === '' || path.includes('\\') || path.includes('\0') || /^[A-Za-z]:/.test(path)) {
    return outside(path);
  }
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return outside(path);
  const forbidden = parts.find((part) => FORBIDDEN.has(fold(part)));
  if (forbidden === undefined) return null;
  return error(
    'merge.forbidden_path',
    `${path} lies in ${forbidden}, which is never written`,
    path,
  );
}

function outside(path: string): Diagnostic {
  return error(
    'merge.outside_root',
    `${JSON.stringify(path)} is not a path under the project`,
    path,
  );
}

/** Two paths that some file systems take for one. */
function collisions(paths: readonly string[]): Diagnostic[] {
  const seen = new Map<string, string>();
  return paths.flatMap((path) => {
    const other = seen.get(fold(path));
    seen.set(fold(path), path);
    if (other === undefined || other === path) return [];
    return [error('merge.path_collision', `${other} and ${path} are one file on some disks`, path)];
  });
}

function collisionsOnDisk(paths: readonly string[], disk: Disk): Diagnostic[] {
  const names = new Map<string, readonly string[]>();
  const namesIn = (folder: string): readonly string[] => {
    const known = names.get(folder) ?? disk.names(folder);
    names.set(folder, known);
    return known;
  };
  const found = new Map<string, Diagnostic>();
  for (const path of paths) {
    const parts = path.split('/');
    for (const [index, part] of parts.entries()) {
      const folder = parts.slice(0, index).join('/');
      const there = namesIn(folder);
      if (there.length === 0) break;
      if (there.includes(part)) continue;
      const other = there.find((name) => fold(name) === fold(part));
      if (other === undefined) break;
      const standing = [...parts.slice(0, index), other].join('/');
      const wanted = parts.slice(0, index + 1).join('/');
      found.set(
        wanted,
        error(
          'merge.path_collision',
          `${wanted} is to be written, but ${standing} stands there and is one file with it on some disks`,
          standing,
        ),
      );
      break;
    }
  }
  return [...found.values()];
}

function unsafe(paths: readonly string[], disk: Disk): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const path of paths) {
    const there = disk.read(path);
    if (there.kind !== 'unsafe') continue;
    const what =
      there.what === 'link'
        ? 'is a symbolic link, and nothing is written through one'
        : 'is not what should stand there (a file where a folder should be, or the reverse)';
    found.set(there.at, error('merge.unsafe_path', `${there.at} ${what}`, there.at));
  }
  return [...found.values()];
}

/** As the least careful file system compares names. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

export function error(code: string, message: string, file: string, next?: string): Diagnostic {
  return { code, severity: 'error', message, file, ...(next === undefined ? {} : { next }) };
}

const MARKER = /^(<{7}|>{7})( |$)/m;

export function hasMarkers(text: string): boolean {
  return MARKER.test(text);
}
