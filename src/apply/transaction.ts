import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_FOLDER, MANIFEST } from '../state/index.ts';
import { forget } from './forget.ts';
import { removeFile, replaceFile, shaOf, syncFolder, writeDurably } from './files.ts';

/** A file's way from one content to another; the contents lie beside the record. */
export interface Step {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly mode: number;
}

export interface Record {
  readonly id: string;
  readonly steps: readonly Step[];
  /** The record in the undo list that this one takes back, if it does. */
  readonly undoes: string | null;
}

/** Told the name of each step as it is done; tests kill the process there. */
export type Watch = (step: string) => void;

const UNDO_DEPTH = 3;
const COMMIT = 'COMMIT';

export function undoFolder(root: string): string {
  return join(root, LOCAL_FOLDER, 'undo');
}

function stageFolder(root: string): string {
  return join(root, LOCAL_FOLDER, 'stage');
}

/**
 * Old and new contents are laid down and synced, then the record is named COMMIT: from there on it
 * is carried out to the end, if not by this run then by the next.
 */
export function transact(
  root: string,
  record: Record,
  contents: (step: Step) => { readonly old: Uint8Array | null; readonly new: Uint8Array | null },
  watch: Watch,
): void {
  const stage = stageFolder(root);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  watch('staging');
  for (const [index, step] of record.steps.entries()) {
    const { old, new: next } = contents(step);
    if (old !== null) writeDurably(join(stage, `${index}.old`), old);
    if (next !== null) writeDurably(join(stage, `${index}.new`), next);
    watch(`staged ${step.path}`);
  }
  writeDurably(join(stage, 'record'), JSON.stringify(record));
  syncFolder(stage);
  watch('recorded');
  renameSync(join(stage, 'record'), join(stage, COMMIT));
  syncFolder(stage);
  watch('committed');
  carryOut(root, record, watch);
}

/** What an earlier run left half done is finished, or taken back if it had not come to its commit. */
export function recover(root: string, watch: Watch): readonly string[] {
  const stage = stageFolder(root);
  if (!existsSync(stage)) return [];
  if (!existsSync(join(stage, COMMIT))) {
    rmSync(stage, { recursive: true, force: true });
    return [];
  }
  const record = readRecord(stage);
  const known = record.steps.findIndex((step) => step.path === MANIFEST);
  const old = join(stage, `${known}.old`);
  const before = existsSync(old) ? readFileSync(old, 'utf8') : null;
  const foreign = carryOut(root, record, watch);
  if (foreign.length > 0) forget(root, foreign, before);
  return foreign;
}

/** Returns the paths that somebody wrote in between; they are left alone. */
function carryOut(root: string, record: Record, watch: Watch): readonly string[] {
  const stage = stageFolder(root);
  const foreign: string[] = [];
  for (const [index, step] of record.steps.entries()) {
    const path = join(root, step.path);
    const now = shaOf(path);
    if (now !== step.after && now !== step.before) foreign.push(step.path);
    else if (now !== step.after) {
      if (step.after === null) removeFile(path, root);
      else replaceFile(path, readFileSync(join(stage, `${index}.new`)), step.mode, record.id);
    }
    watch(`applied ${step.path}`);
  }
  for (const step of record.steps) clearTemporary(root, step.path, record.id);
  finish(root, record, watch);
  return foreign;
}

/** A run killed between writing and renaming leaves its temporary file. */
function clearTemporary(root: string, path: string, id: string): void {
  rmSync(join(root, path, '..', `.ashlar-${id}.tmp`), { force: true });
}

function finish(root: string, record: Record, watch: Watch): void {
  const undo = undoFolder(root);
  mkdirSync(undo, { recursive: true });
  if (record.undoes !== null) {
    rmSync(join(undo, record.undoes), { recursive: true, force: true });
    watch('undone');
    rmSync(stageFolder(root), { recursive: true, force: true });
    return;
  }
  const target = join(undo, record.id);
  rmSync(target, { recursive: true, force: true });
  renameSync(stageFolder(root), target);
  syncFolder(undo);
  watch('kept for undo');
  for (const old of undoList(root).slice(0, -UNDO_DEPTH)) {
    rmSync(join(undo, old), { recursive: true, force: true });
  }
  watch('done');
}

/** Oldest first. */
export function undoList(root: string): readonly string[] {
  const undo = undoFolder(root);
  return existsSync(undo) ? readdirSync(undo).toSorted() : [];
}

export function readRecord(folder: string): Record {
  return JSON.parse(readFileSync(join(folder, COMMIT), 'utf8')) as Record;
}

/** Sorts after every record that is there. */
export function nextId(root: string): string {
  const last = Number(undoList(root).at(-1) ?? 0);
  return String(last + 1).padStart(8, '0');
}
