import { parentPort } from 'node:worker_threads';
import { formatText } from './format-text.ts';
import type { FormatFailure, FormatTask } from './pool.ts';

parentPort?.on('message', async (tasks: readonly FormatTask[]) => {
  const texts: string[] = [];
  try {
    for (const { text, path } of tasks) texts.push(await formatText(text, path));
    parentPort?.postMessage(texts);
  } catch (error) {
    const failure: FormatFailure = { path: tasks[texts.length]?.path ?? '', why: String(error) };
    parentPort?.postMessage(failure);
  }
});
