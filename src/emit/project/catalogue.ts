import type { Model } from '../../model/model.ts';
import { plopVersion, version } from '../../version.ts';
import { hasDecimals } from '../domain/used.ts';
import {
  hasBroker,
  hasFiles,
  hasJobs,
  hasLimits,
  hasSagas,
  isTraced,
  linksRedis,
  queuesInRedis,
} from '../features.ts';

/** A package of the generated project, at a version that was tried together with the others. */
export interface Dependency {
  readonly version: string;
  readonly development?: true;
  /** Left out: every project needs it. */
  readonly when?: (model: Model) => boolean;
}

/** What runs everything, as a development dependency. */
export const NODE_VERSION = '24.21.0';

/** All versions of generated projects stand here and nowhere else. */
export const catalogue: Readonly<Record<string, Dependency>> = {
  '@dbos-inc/dbos-sdk': { version: '5.3.0', when: hasSagas },
  '@electric-sql/pglite': { version: '0.5.16' },
  '@fastify/multipart': { version: '10.1.9', when: hasFiles },
  '@fastify/swagger': { version: '9.9.3' },
  '@fastify/swagger-ui': { version: '6.1.3' },
  '@fastify/type-provider-typebox': { version: '6.3.0' },
  '@fastify/under-pressure': { version: '9.2.0', when: hasLimits },
  '@nats-io/jetstream': { version: '3.4.0', when: (model) => usesBroker('nats', model) },
  '@nats-io/transport-node': { version: '3.4.0', when: (model) => usesBroker('nats', model) },
  '@opentelemetry/api': { version: '1.10.0', when: isTraced },
  '@opentelemetry/context-async-hooks': { version: '3.1.0', when: isTraced },
  '@opentelemetry/core': { version: '3.1.0', when: isTraced },
  '@opentelemetry/exporter-trace-otlp-http': { version: '0.301.0', when: isTraced },
  '@opentelemetry/resources': { version: '3.1.0', when: isTraced },
  '@opentelemetry/sdk-trace': { version: '3.1.0', when: isTraced },
  ajv: { version: '8.20.0' },
  'ajv-formats': { version: '3.0.1' },
  bullmq: { version: '6.7.0', when: hasJobs },
  'close-with-grace': { version: '2.5.0' },
  cockatiel: { version: '4.0.0', when: ({ services }) => services.length > 0 },
  'decimal.js': { version: '10.6.0', when: hasDecimals },
  'fast-json-stringify': { version: '7.3.6' },
  fastify: { version: '5.12.8' },
  ioredis: {
    version: '6.0.0',
    when: (model) => linksRedis(model) || queuesInRedis(model) || usesBroker('redis', model),
  },
  jose: { version: '6.2.18' },
  kysely: { version: '0.29.9' },
  'lru-cache': { version: '11.5.3' },
  pg: { version: '8.23.1' },
  pino: { version: '10.4.0' },
  'prom-client': { version: '15.1.3' },
  'rabbitmq-client': { version: '5.0.8', when: (model) => usesBroker('rabbitmq', model) },
  typebox: { version: '1.4.3' },

  '@types/node': { version: '24.19.2', development: true },
  '@types/pg': { version: '8.23.1', development: true },
  node: { version: NODE_VERSION, development: true },
  prettier: { version: '3.10.1', development: true },
  typescript: { version: '7.0.2', development: true },
  vitest: { version: '5.1.1', development: true },
};

function usesBroker(name: string, model: Model): boolean {
  return hasBroker(model) && model.stack.mq === name;
}

/** What `randomUUIDv7` of node:crypto needs. */
export const NODE_RANGE = '>=24.16';

/** Of the image that the Dockerfile starts from. */
export const IMAGE_VERSION = '24';

/** What makes `npx plop backend` work within the project. */
const own: Readonly<Record<string, string>> = { ashlar: `^${version}`, plop: plopVersion };

/**
 * Whether `ashlar` can be installed from the npm registry. Until then no generated project names
 * it, as `npm install` there would fail, or fetch whatever somebody else publishes by that name;
 * the README tells how to install it from a tarball or a checkout. package.json is merged by key,
 * so that line stays.
 */
export const PUBLISHED: boolean = false;

/** Versions by package, sorted, of what the model needs. */
export function dependenciesOf(model: Model, options: { readonly development: boolean }) {
  const wanted = Object.entries(catalogue)
    .filter(([, one]) => (one.development ?? false) === options.development)
    .filter(([, one]) => one.when === undefined || one.when(model))
    .map(([name, one]) => [name, one.version] as const);
  const all = options.development && PUBLISHED ? [...wanted, ...Object.entries(own)] : wanted;
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}
