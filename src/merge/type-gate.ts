import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Manifest } from '../state/index.ts';
import { moduleFile } from '../version.ts';
import type { ChangeSet } from './change-set.ts';
import { writes } from './change-set.ts';
import type { Disk } from './disk.ts';
import { hasOwnCode } from './own-code.ts';

/** A compiler error that the merge brought into a file the user wrote. */
export interface TypeProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

export type Entries = Manifest['files'];

/** What the thread is started with, and what it is asked: texts by path, null for what will be gone. */
export interface Tree {
  readonly root: string;
  readonly entries: Entries;
}
export interface Question {
  readonly texts: ReadonlyMap<string, string | null>;
  readonly entries: Entries;
}

export interface TypeGate {
  /** To be asked before the change set is applied. Null where there is no compiler to ask. */
  problems(changeSet: ChangeSet): Promise<readonly TypeProblem[] | null>;
  /** Answered or not: the thread ends. */
  close(): Promise<void>;
}

/**
 * The tree as it will be, type-checked in memory: only what is new against the tree as it is, and only in
 * files that are the user's or that the user changed. What can be known beforehand, a thread of its own
 * finds out while the run is at work.
 */
export function openTypeGate(folder: string, { files }: Manifest, disk: Disk): TypeGate {
  const root = resolve(folder);
  return hasOwnCode(root, files, disk) ? gateInThread({ root, entries: files }) : nothingToCheck;
}

const nothingToCheck: TypeGate = { problems: async () => [], close: async () => {} };

function gateInThread(tree: Tree): TypeGate {
  const thread = new Worker(moduleFile('src/merge/type-thread'), { workerData: tree });
  const answer = once(thread, 'message') as Promise<[readonly TypeProblem[] | null]>;
  answer.catch(() => {});
  const ended = once(thread, 'exit');
  let isAsked = false;
  const ask = (question: Question | null): void => {
    isAsked = true;
    thread.postMessage(question);
  };
  return {
    async problems({ changes, state }) {
      const written = changes.filter(writes);
      if (written.length === 0) return [];
      ask({
        texts: new Map(written.map((one) => [resolve(tree.root, one.path), one.text])),
        entries: state.files,
      });
      const [problems] = await answer;
      return problems;
    },
    async close() {
      if (!isAsked) ask(null);
      await ended;
    },
  };
}
