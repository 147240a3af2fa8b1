import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Answer, Backend, Json } from './backend.ts';

/** Reads every collection and one row that is not there, as somebody with every role and as nobody. */
export async function walk(backend: Backend): Promise<void> {
  const { body } = await backend.get('/openapi.json');
  const paths = Object.entries(body['paths'] as Readonly<Record<string, Json>>);
  expect(paths.length).toBeGreaterThan(3);
  for (const [path, operations] of paths) {
    if (operations['get'] === undefined) continue;
    const there = path.replaceAll(/\{\w+\}/g, '018f3c1a-7c00-7000-8000-000000000000');
    const { status } = await patiently(() => backend.get(there));
    expect(status, `GET ${there} as nobody`).toBeLessThan(500);
  }
}

/** A busy process turns requests away for a moment, and says so. */
async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    await sleep(500);
  }
  return ask();
}
