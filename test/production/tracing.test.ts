import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boot, generateFrom, run, startWorker } from '../e2e/backend.ts';
import { install } from '../e2e/workshop.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { freePort } from '../support/http.ts';
import { answers } from './broker.ts';
import { serve, startCollector } from './collector.ts';
import type { Span } from './collector.ts';

/** An order that is fetched by somebody outside, and counted: all that a trace can lead through. */
const prd = (name: string, stack: string): string => `---
prd: 1
name: ${name}
stack: { ${stack} }
entities:
  Parcel:
    fields: { label: string(1..40) pii, sent: int >= 0 readonly = 0 }
    access: { read: anyone, write: anyone }
    crud: [create, get, list]
    commands:
      create: { by: anyone, emits: ParcelSent }
      count: { by: system, sets: { sent: sent + 1 } }
events:
  ParcelSent: { data: [id] }
reactions:
  ParcelSent: [Parcel.count, "courier.fetch with (parcelId: id)"]
sagas:
  insurance:
    starts: ParcelSent
    steps: ["courier.insure with (parcelId: id)"]
services:
  courier: { url: COURIER_URL, timeout: 30s, calls: { fetch: "parcelId uuid ->", insure: "parcelId uuid ->" } }
cache: { Parcel: 5m }
---
# Parcels
`;

const brokers: Readonly<Record<string, { readonly port: number; readonly url: string }>> = {
  memory: { port: 5432, url: '' },
  nats: { port: 4222, url: 'nats://127.0.0.1:4222' },
  rabbitmq: { port: 5672, url: 'amqp://guest:guest@127.0.0.1:5672' },
  redis: { port: 6379, url: 'redis://127.0.0.1:6379' },
};

/** Those of a caller, from the examples of W3C Trace Context. */
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const LABEL = 'Zoe Example, Elm Street';
const minutes = 60_000;
const postgres = await hasPostgres();

for (const [mq, { port, url: brokerUrl }] of Object.entries(brokers)) {
  const isThere = postgres && (await answers(port, mq));
  describe.skipIf(!isThere)(`traces over ${mq}`, () => {
    const fixture = `tracing-${mq}`;
    let databaseUrl: string;

    beforeAll(async () => {
      await install();
      await generateFrom(
        prd(`${fixture}-${randomUUID().slice(0, 8)}`, `mq: ${mq}, cache: redis`),
        fixture,
      );
      databaseUrl = await makeDatabase(fixture);
      const migrated = await run(fixture, 'node', ['cmd/migration/main.ts'], {
        DATABASE_URL: databaseUrl,
      });
      expect(migrated.exitCode, migrated.all).toBe(0);
    }, 5 * minutes);

    afterAll(() => dropDatabase(databaseUrl));

    // Without limits and tenants, as no other fixture with a worker is.
    if (mq === 'memory')
      test('typechecks', { timeout: 2 * minutes }, async () => {
        const { exitCode, all } = await run(fixture, 'tsc', ['--noEmit']);
        expect(exitCode, all).toBe(0);
      });

    test('a request and all that follows it is one trace', { timeout: 3 * minutes }, async () => {
      const collector = await startCollector();
      const called: unknown[] = [];
      let insured = 0;
      const courier = await serve(async ({ headers, url }) => {
        if (url === '/fetch') called.push(headers['traceparent']);
        else insured += 1;
      });
      const env = {
        ...(brokerUrl !== '' && { BROKER_URL: brokerUrl }),
        COURIER_URL: courier.url,
        DATABASE_URL: databaseUrl,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_TRACES_SAMPLER_ARG: '0',
      };
      const backend = await boot(fixture, env);
      const workerPort = await freePort();
      const worker = await startWorker(fixture, { ...env, WORKER_PORT: String(workerPort) });
      const traced = { traceparent: `00-${TRACE}-${CALLER}-01` };

      const made = await backend.post('/parcels', undefined, { label: LABEL }, traced);
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      await expect.poll(() => called.length, { timeout: minutes }).toBe(1);
      const read = () => backend.get(`/parcels/${made.body.id}`, undefined, traced);
      await expect.poll(async () => (await read()).body['sent'], { timeout: minutes }).toBe(1);
      await backend.post('/parcels', undefined, { label: 'of no trace' });
      await expect.poll(() => called.length, { timeout: minutes }).toBe(2);
      await expect.poll(() => insured, { timeout: minutes }).toBe(2);
      const ofWorker = (path: string) => fetch(`http://127.0.0.1:${workerPort}${path}`);
      expect((await ofWorker('/readyz')).status).toBe(200);
      const metrics = async () => (await ofWorker('/metrics')).text();
      const counted = 'reaction_delay_seconds_count{reaction="Parcel.count"} 2';
      await expect.poll(metrics, { timeout: minutes }).toContain(counted);
      expect(await metrics()).toContain('database_connections{state="idle"}');
      await worker.stop();
      const { exitCode, output } = await backend.stop();
      expect(exitCode, output).toBe(0);

      const { spans } = collector;
      expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([TRACE]));
      const way = (name: string) => wayTo(name, spans);
      const relayed = [
        'POST /parcels',
        'createParcel',
        ...(brokerUrl === '' ? [] : ['publish ParcelSent']),
        'process ParcelSent',
      ];
      expect(way('courier fetch')).toEqual([...relayed, 'courier fetch']);
      const insure = ['saga insurance', 'courier insure'];
      expect(way('courier insure')).toEqual([...relayed, ...insure]);
      const count = 'update parcels, insert outbox';
      expect(way(count)).toEqual([...relayed, 'countParcel', count]);
      const write = 'insert outbox, insert parcels';
      expect(way(write)).toEqual(['POST /parcels', 'createParcel', write]);
      expect(way('cache Parcel')).toEqual(['GET /parcels/:id', 'getParcel', 'cache Parcel']);
      expect(called[0]).toMatch(`00-${TRACE}-${idOf('courier fetch', spans)}-01`);
      expect(called[1]).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
      expect(JSON.stringify(spans)).not.toContain('Zoe');
      await Promise.all([collector.stop(), courier.stop()]);
    });
  });
}

function idOf(name: string, spans: readonly Span[]): string | undefined {
  return spans.find((span) => span.name === name)?.spanId;
}

/** Names from the caller's first span to the one of that name. */
function wayTo(name: string, spans: readonly Span[]): readonly string[] {
  const names: string[] = [];
  let at = spans.find((span) => span.name === name);
  for (; at !== undefined; at = spans.find((span) => span.spanId === at?.parentSpanId)) {
    names.unshift(at.name);
    if (at.parentSpanId === CALLER) return names;
  }
  throw new Error(`${name} is in no trace of the caller: ${names.join(' > ')}`);
}
