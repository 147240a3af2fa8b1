import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Texts by the digest of all that they were made from. */
export interface TextCache {
  get(digest: string): string | undefined;
  set(digest: string, text: string): void;
}

export interface StoredCache extends TextCache {
  /** Keeps what this run has asked for, so that the file never outgrows the project. */
  save(): void;
}

export function digestOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length} ${part}`);
  return hash.digest('hex');
}

/** A cache in one file; a lost, damaged or unwritable one costs time and nothing else. */
export function openCache(file: string): StoredCache {
  const stored = read(file);
  const used = new Map<string, string>();
  let isNew = false;
  return {
    get(digest) {
      const text = used.get(digest) ?? stored.get(digest);
      if (text !== undefined) used.set(digest, text);
      return text;
    },
    set(digest, text) {
      used.set(digest, text);
      isNew = true;
    },
    save() {
      if (isNew || used.size < stored.size) write(file, used);
    },
  };
}

export function memoryCache(): TextCache {
  return new Map<string, string>();
}

function read(file: string): ReadonlyMap<string, string> {
  try {
    const entries: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof entries !== 'object' || entries === null) return new Map();
    return new Map(
      Object.entries(entries).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
  } catch {
    return new Map();
  }
}

function write(file: string, entries: ReadonlyMap<string, string>): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, JSON.stringify(Object.fromEntries(entries)));
    renameSync(draft, file);
  } catch {
    removeDraft(draft);
  }
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    return;
  }
}
