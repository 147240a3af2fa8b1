import { expect } from 'vitest';
import type { Backend, Json } from './backend.ts';

/** Reads every collection and one row that is not there, as somebody with every role and as nobody. */
export async function walk(backend: Backend): Promise<void> {
  const { body } = await backend.get('/openapi.json');
  const paths = Object.entries(body['paths'] as Readonly<Record<string, Json>>);
  expect(paths.length).toBeGreaterThan(3);
  for (const [path, operations] of paths) {
    if (operations['get'] === undefined) continue;
    const there = path.replaceAll(/\{\w+\}/g, '018f3c1a-7c00-7000-8000-000000000000');
    const { status } = await backend.get(there);
    expect(status, `GET ${there} as nobody`).toBeLessThan(500);
  }
}
