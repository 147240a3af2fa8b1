import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Question, Tree } from './type-gate.ts';

enableCompileCache();
const { TypedTree } = await import('./typed-tree.ts');
const { root, entries } = workerData as Tree;
const tree = TypedTree.open(root, entries);
flushCompileCache();
parentPort?.once('message', async (question: Question | null) => {
  const found = question && tree?.newProblems(question.texts, question.entries);
  parentPort?.postMessage(found ?? null);
  await tree?.close();
});
