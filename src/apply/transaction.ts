import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCAL_FOLDER } from '../state/index.ts';
import { layDown, openContents } from './contents.ts';
import type { Places } from './contents.ts';
import { forget } from './forget.ts';
import {
  putInPlace,
  removeFile,
  shaOf,
  syncFolder,
  writeDurably,
  writeTemporary,
} from './files.ts';

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

/** As it is laid down, with where the contents stand. */
export interface Laid extends Record {
  readonly contents: Places;
}

/** Told the name of each step as it is done; tests kill the process there. */
export type Watch = (step: string) => void;

const UNDO_DEPTH = 3;
/** So many files are brought to the disk at a time, which costs hardly more than one. */
const TOGETHER = 32;
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
export async function transact(
  root: string,
  record: Record,
  contents: (step: Step) => { readonly old: Uint8Array | null; readonly new: Uint8Array | null },
  watch: Watch,
): Promise<void> {
  const stage = stageFolder(root);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  watch('staging');
  const known = new Map<string, Uint8Array>();
  for (const step of record.steps) {
    const { old, new: next } = contents(step);
    if (old !== null && step.before !== null) known.set(step.before, old);
    if (next !== null && step.after !== null) known.set(step.after, next);
    watch(`read ${step.path}`);
  }
  const laid: Laid = { ...record, contents: layDown(stage, known) };
  watch('staged');
  writeDurably(join(stage, 'record'), JSON.stringify(laid));
  syncFolder(stage);
  watch('recorded');
  renameSync(join(stage, 'record'), join(stage, COMMIT));
  syncFolder(stage);
  watch('committed');
  await carryOut(root, laid, watch);
}

/** What an earlier run left half done is finished, or taken back if it had not come to its commit. */
export async function recover(root: string, watch: Watch): Promise<readonly string[]> {
  const stage = stageFolder(root);
  if (!existsSync(stage)) return [];
  if (!existsSync(join(stage, COMMIT))) {
    rmSync(stage, { recursive: true, force: true });
    return [];
  }
  const record = readRecord(stage);
  const content = openContents(stage, record.contents);
  const foreign = await carryOut(root, record, watch);
  if (foreign.length > 0) forget(root, foreign, record.steps, content);
  return foreign;
}

/** Returns the paths that somebody wrote in between; they are left alone. */
async function carryOut(root: string, record: Laid, watch: Watch): Promise<readonly string[]> {
  const content = openContents(stageFolder(root), record.contents);
  const foreign: string[] = [];
  for (let from = 0; from < record.steps.length; from += TOGETHER) {
    const steps = record.steps
      .slice(from, from + TOGETHER)
      .map((step, index) => ({ ...step, temporary: temporary(root, step, record, from + index) }));
    const due = steps.filter((step) => {
      const now = shaOf(join(root, step.path));
      if (now !== step.after && now !== step.before) foreign.push(step.path);
      return now !== step.after && now === step.before;
    });
    await Promise.all(
      due.map(async ({ after, temporary: path, mode }) => {
        if (after !== null) await writeTemporary(path, content(after), mode);
      }),
    );
    watch(`written ${from}`);
    for (const step of due) {
      const path = join(root, step.path);
      if (step.after === null) removeFile(path, root);
      else putInPlace(step.temporary, path);
      watch(`applied ${step.path}`);
    }
  }
  record.steps.forEach((step, index) => {
    rmSync(temporary(root, step, record, index), { force: true });
  });
  finish(root, record, watch);
  return foreign;
}

/** Beside the file; a run killed between writing and renaming leaves it to the next. */
function temporary(root: string, { path }: Step, { id }: Record, index: number): string {
  return join(dirname(join(root, path)), `.ashlar-${id}-${index}.tmp`);
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

export function readRecord(folder: string): Laid {
  return JSON.parse(readFileSync(join(folder, COMMIT), 'utf8')) as Laid;
}

/** Sorts after every record that is there. */
export function nextId(root: string): string {
  const last = Number(undoList(root).at(-1) ?? 0);
  return String(last + 1).padStart(8, '0');
}
