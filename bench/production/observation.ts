import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Part } from './part.ts';

/** The library of metrics, with nothing in it. */
const NOTHING = `class Metric {
  constructor(_options: object) {}
  inc(_labels?: object | number, _value?: number): void {}
  labels(..._labels: unknown[]): this { return this; }
  observe(_labels: object | number, _value?: number): void {}
  set(_labels: object | number, _value?: number): void {}
  startTimer(_labels?: object): (labels?: object) => number { return () => 0; }
}
export class Counter extends Metric {}
export class Gauge extends Metric {}
export class Histogram extends Metric {}
export class Registry { readonly contentType = 'text/plain'; async metrics() { return ''; } }
export function collectDefaultMetrics(_options: object): void {}
`;

const NO_TIMINGS = `export class Timings<Label extends string> {
  constructor(_options: object) {}
  of(_labels: { readonly [Name in Label]?: string | number }): (seconds: number) => void { return () => {}; }
}
`;

export const observation: readonly Part[] = [
  {
    name: 'metrics',
    aim: 0.1,
    prd: (text) => text,
    without: { LIMITS: 'off' },
    with: { LIMITS: 'off' },
    edit: removeMetrics,
  },
  {
    name: 'tracing, one request of a hundred',
    aim: 0.15,
    prd: (text) => text,
    without: { LIMITS: 'off' },
    with: {
      LIMITS: 'off',
      OTEL_EXPORTER_OTLP_ENDPOINT: await startCollector(),
      OTEL_TRACES_SAMPLER_ARG: '0.01',
    },
  },
];

async function removeMetrics(project: string): Promise<void> {
  const nothing = join(project, 'pkg/metrics/nothing.ts');
  for (const entry of await readdir(project, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    if (text.includes(`from 'prom-client'`))
      await writeFile(path, text.replace(`from 'prom-client'`, `from '${nothing}'`));
  }
  await writeFile(nothing, NOTHING);
  await writeFile(join(project, 'pkg/metrics/timings.ts'), NO_TIMINGS);
}

/** Takes whatever it is sent. */
async function startCollector(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
