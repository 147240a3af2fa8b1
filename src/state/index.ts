import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import { fromGit } from './from-git.ts';
import { emptyManifest, printManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { readManifest } from './read-manifest.ts';

export { emptyManifest, printManifest } from './manifest.ts';
export type { Entry, Json, Made, Manifest, Pin } from './manifest.ts';
export { branchesFromGit } from './from-git.ts';
export { readManifest } from './read-manifest.ts';

/** Committed with the user's code. */
export const STATE_FOLDER = '.ashlar';
/** Journals, lock and undo: of this machine only, ignored by git. */
export const LOCAL_FOLDER = `${STATE_FOLDER}/local`;
export const CONFLICT_FOLDER = `${STATE_FOLDER}/conflicts`;
/** The texts that the manifest refers to, each named by its sha256. */
export const OBJECT_FOLDER = `${STATE_FOLDER}/objects`;
export const MANIFEST = `${STATE_FOLDER}/manifest.json`;

/** `recovered`: taken from git. `lost`: there are signs of an earlier run, but no readable manifest. */
export type StateStatus = 'none' | 'ok' | 'recovered' | 'lost';

export interface State {
  readonly status: StateStatus;
  readonly manifest: Manifest;
  /** What is worth knowing of how it was found. */
  readonly notices?: readonly Diagnostic[];
  /** The text of an object, verified against its name; `null` when it is lost for good. */
  object(sha: string): string | null;
  /** Whether the object stands in the folder as it should. */
  has(sha: string): boolean;
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export function objectPath(sha: string): string {
  return `${OBJECT_FOLDER}/${sha}`;
}

export function readState(root: string): State {
  const text = readText(join(root, MANIFEST));
  const manifest = text === null ? null : readManifest(text);
  if (manifest !== null) return stateOf('ok', manifest, root);
  const earlier = fromGit(root).manifest((one) => readManifest(one) !== null);
  const recovered = earlier === null ? null : readManifest(earlier);
  if (recovered !== null && isOf(recovered, root))
    return stateOf('recovered', { ...recovered, input: '' }, root);
  return stateOf(text === null ? 'none' : 'lost', emptyManifest, root);
}

/** Somebody who starts over has removed the files as well: then they are to be made, not to stay deleted. */
function isOf({ files }: Manifest, root: string): boolean {
  const paths = Object.keys(files);
  return paths.filter((path) => existsSync(join(root, path))).length * 2 > paths.length;
}

/** For tests and programs that hold everything in memory. */
export function memoryState(manifest: Manifest, objects: ReadonlyMap<string, string>): State {
  return {
    status: Object.keys(manifest.files).length === 0 ? 'none' : 'ok',
    manifest,
    object: (sha) => objects.get(sha) ?? null,
    has: (sha) => objects.has(sha),
  };
}

function stateOf(status: StateStatus, manifest: Manifest, root: string): State {
  const cache = new Map<string, string | null>();
  const stored = (sha: string): string | null => {
    const text = readText(join(root, objectPath(sha)));
    return text !== null && sha256(text) === sha ? text : null;
  };
  return {
    status,
    manifest,
    has: (sha) => stored(sha) !== null,
    object(sha) {
      const known = cache.get(sha);
      if (known !== undefined) return known;
      const text = stored(sha) ?? fromGit(root).object(sha, (one) => sha256(one) === sha);
      cache.set(sha, text);
      return text;
    },
  };
}

/** What is to be written beside the manifest, once. */
export const stateAttributes: readonly (readonly [string, string])[] = [
  [
    `${STATE_FOLDER}/.gitattributes`,
    'objects/* -text -diff linguist-generated\nmanifest.json text eol=lf merge=union linguist-generated\n',
  ],
  [`${STATE_FOLDER}/.gitignore`, 'local/\n'],
];

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The texts of the manifest itself, for whoever writes it. */
export function manifestFile(manifest: Manifest): readonly [string, string] {
  return [MANIFEST, printManifest(manifest)];
}
