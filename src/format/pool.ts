import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { formatText } from './format-text.ts';

export interface FormatTask {
  readonly path: string;
  readonly text: string;
}

export interface FormatFailure {
  readonly path: string;
  readonly why: string;
}

/** Fewer are formatted sooner than a thread has loaded prettier. */
const worthThreads = 120;
const maxThreads = 3;
const chunk = 8;
const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

/** Formats all, on this thread and, where it pays, on others; in the order given. */
export async function formatAll(
  tasks: readonly FormatTask[],
  onDone: (count: number) => void,
): Promise<readonly string[]> {
  const results: string[] = [];
  let next = 0;
  let done = 0;

  async function drain(format: (tasks: readonly FormatTask[]) => Promise<readonly string[]>) {
    while (next < tasks.length) {
      const from = next;
      next += chunk;
      const texts = await format(tasks.slice(from, from + chunk));
      texts.forEach((text, index) => {
        results[from + index] = text;
      });
      done += texts.length;
      onDone(done);
    }
  }

  const threads =
    tasks.length < worthThreads ? 0 : Math.min(maxThreads, availableParallelism() - 1);
  const workers = Array.from({ length: threads }, startWorker);
  try {
    await Promise.all([drain(formatHere), ...workers.map((worker) => drain(thereOrHere(worker)))]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}

async function formatHere(tasks: readonly FormatTask[]): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const { text, path } of tasks) {
    try {
      texts.push(await formatText(text, path));
    } catch (cause) {
      throw new Error(`${path}: ${String(cause)}`, { cause });
    }
  }
  await new Promise((resolve) => setImmediate(resolve));
  return texts;
}

function startWorker(): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 },
  });
}

/** What is too large for a thread of so little memory is formatted here, and all that follows. */
function thereOrHere(worker: Worker) {
  let isGone = false;
  const there = formatIn(worker);
  return async (tasks: readonly FormatTask[]): Promise<readonly string[]> => {
    if (isGone) return formatHere(tasks);
    try {
      return await there(tasks);
    } catch (error) {
      isGone = error instanceof Error && 'code' in error && error.code === outOfMemory;
      if (!isGone) throw error;
      return formatHere(tasks);
    }
  };
}

function formatIn(worker: Worker) {
  return (tasks: readonly FormatTask[]): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      function settle(answer: readonly string[] | FormatFailure): void {
        worker.off('error', reject);
        if ('why' in answer) reject(new Error(`${answer.path}: ${answer.why}`));
        else resolve(answer);
      }
      worker.once('message', settle);
      worker.once('error', reject);
      worker.postMessage(tasks);
    });
}
