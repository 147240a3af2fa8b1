import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { freePort } from '../support/http.ts';

export const root = new URL('../../', import.meta.url).pathname;
/** Projects stand side by side under one `node_modules`, installed once. */
export const workshop = join(root, '.cache/e2e');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The body of an answer is whatever the service under test sends.
  readonly body: Json;
}

export type Json = { readonly [key: string]: Json } & {
  readonly id: string;
  readonly items: readonly Json[];
};

export interface Backend {
  readonly url: string;
  get(path: string, as?: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, as?: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  patch(
    path: string,
    as: string | undefined,
    body: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  delete(path: string, as: string): Promise<Answer>;
  /** Bodies of requests and answers, as they went. */
  readonly exchanged: readonly string[];
  /** A development token, made by the project's own script. */
  token(...args: readonly string[]): Promise<string>;
  stop(): Promise<{ readonly exitCode: number | undefined; readonly output: string }>;
}

export function projectFolder(fixture: string): string {
  return join(workshop, fixture);
}

/** `npx plop backend` on a fixture, as a user runs it. */
export function generate(fixture: string, out = projectFolder(fixture)): Promise<void> {
  return generateInto(out, `fixtures/${fixture}/PRD.md`);
}

/** The same on a PRD that is no fixture; the project goes by `name`. */
export async function generateFrom(prd: string, name: string): Promise<void> {
  const path = join(workshop, `${name}.PRD.md`);
  await writeFile(path, prd);
  await generateInto(projectFolder(name), path);
}

async function generateInto(out: string, prd: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await execa('npx', ['plop', 'backend', prd, '--out', out, '--quiet'], { cwd: root });
}

/** Runs a script of the generated project, as its user would. */
export function run(
  fixture: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
) {
  return execa(command, args, {
    cwd: projectFolder(fixture),
    env: { ...env, PATH: `${join(workshop, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
    all: true,
    reject: false,
  });
}

/** Tests that hand this process' spans to themselves, for good. */
const ofTheirOwn = ['tests/tracing', 'tests/mq/relay.test.ts'];

/** The own tests of a project, in one process: as many, in a fraction of the time. */
export async function runTests(fixture: string) {
  const alone = ofTheirOwn.filter((path) => existsSync(join(projectFolder(fixture), path)));
  const excluded = alone.flatMap((path) => ['--exclude', `${path}{,/**}`]);
  const together = await runVitest(fixture, '--no-isolate', ...excluded);
  return together.exitCode === 0 && alone.length > 0 ? runVitest(fixture, ...alone) : together;
}

/** The same as its users run them. */
export function runVitest(fixture: string, ...args: readonly string[]) {
  const env = { NODE_ENV: 'test', NO_COLOR: '1' };
  return run(fixture, 'vitest', ['run', '--reporter=dot', ...args], env);
}

/** Whether the work of a worker process is done by one; an embedded backend has none. */
export function hasWorker(fixture: string, env: Record<string, string>): boolean {
  const isThere = existsSync(join(projectFolder(fixture), 'cmd/worker/main.ts'));
  return isThere && env['DATABASE_URL'] !== undefined;
}

export interface Worker {
  kill(): Promise<void>;
  /** Gives what it logged. */
  stop(): Promise<string>;
}

/** Starts a worker process and waits until it works: before, a signal would simply end it. */
export async function startWorker(fixture: string, env: Record<string, string>): Promise<Worker> {
  const child = run(fixture, 'node', ['cmd/worker/main.ts'], { LOG_LEVEL: 'info', ...env });
  let logged = '';
  const started = new Promise<'started'>((resolve) => {
    child.all.on('data', (chunk) => {
      logged += String(chunk);
      if (logged.includes('"worker started"')) resolve('started');
    });
  });
  if ((await Promise.race([started, child])) !== 'started') {
    throw new Error(`the worker ended before it was ready:\n${logged}`);
  }
  return {
    async kill() {
      child.kill('SIGKILL');
      await child;
    },
    async stop() {
      child.kill('SIGTERM');
      const { exitCode, signal } = await child;
      if (exitCode === 0) return logged;
      throw new Error(`the worker ended with ${exitCode ?? signal}:\n${logged}`);
    },
  };
}

/** Starts the api process and waits until it is ready. */
export async function boot(fixture: string, env: Record<string, string>): Promise<Backend> {
  const port = await freePort();
  const all = { HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', ...env };
  const child = run(fixture, 'node', ['cmd/api/main.ts'], all);
  const url = `http://127.0.0.1:${port}`;
  const exchanged: string[] = [];
  try {
    await ready(
      url,
      child.then(({ all: output }) => ({ all: output })),
    );
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }

  async function send(
    method: string,
    path: string,
    as?: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        ...(as !== undefined && { authorization: `Bearer ${as}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // A process that is late with everything has done nothing of this, and says when to come again.
    if (response.status === 503 && text.includes('"overloaded"')) {
      await sleep(1_000 * Number(response.headers.get('retry-after')));
      return send(method, path, as, body, headers);
    }
    exchanged.push(JSON.stringify({ token: as, body }), text);
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : {},
    };
  }

  return {
    url,
    exchanged,
    get: (path, as, headers) => send('GET', path, as, undefined, headers),
    post: (path, as, body, headers) => send('POST', path, as, body, headers),
    patch: (path, as, body, headers) => send('PATCH', path, as, body, headers),
    delete: (path, as) => send('DELETE', path, as),
    async token(...args) {
      const made = await run(fixture, 'node', ['scripts/token.ts', ...args], env);
      if (made.exitCode !== 0) throw new Error(made.all);
      return made.stdout.trim();
    },
    async stop() {
      child.kill('SIGTERM');
      const { exitCode, all: output } = await child;
      return { exitCode, output: String(output) };
    },
  };
}

async function ready(url: string, child: Promise<{ readonly all?: unknown }>): Promise<void> {
  let ended = false;
  void child.finally(() => {
    ended = true;
  });
  for (let attempt = 0; attempt < 900; attempt += 1) {
    if (ended)
      throw new Error(`the backend ended before it was ready:\n${String((await child).all)}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error('the backend was not ready within 90 s');
}
