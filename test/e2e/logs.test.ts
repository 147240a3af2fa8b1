import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { leaks, parsed } from './leaks.ts';
import { open, prdOf, writeProject } from './project.ts';
import type { Opened, Project } from './project.ts';
import { install } from './workshop.ts';

const minutes = 60_000;

const zoe = {
  email: 'zoe.private@example.org',
  fullName: 'Zoe Private-Name',
  bornOn: '1987-03-14',
  contact: { street: 'Hidden Street 7', city: 'Nowhere', zip: '98765X', phone: '+491711234567' },
  insuranceNo: 'INS-1234567',
  password: 'correct horse battery',
};

/** What PostgreSQL may say of a row, in its own words: with values in the details, or in the message. */
const surprises = [
  `raise exception 'surprise' using detail = 'Failing row contains ' || new::text;`,
  `raise exception using errcode = '22P02',
    message = 'invalid input syntax for type date: "' || new.email || '"';`,
];

describe('what the clinic logs', () => {
  let project: Project;

  beforeAll(async () => {
    await install();
    project = await writeProject('logs-clinic', prdOf('clinic'));
  }, 10 * minutes);

  test('nothing secret or personal, whatever goes wrong', { timeout: 3 * minutes }, async () => {
    const { found, log } = await everything(project);
    expect(log.match(/"msg":"request"/g)?.length).toBeGreaterThan(10);
    expect(log.match(/"msg":"request failed"/g)).toHaveLength(2);
    expect(log).toContain('surprise');
    expect(found).toEqual([]);
  });

  test('whoever breaks the logger by hand is told', { timeout: 3 * minutes }, async () => {
    const folder = `${project.folder}-broken`;
    await rm(folder, { recursive: true, force: true });
    await cp(project.folder, folder, { recursive: true });
    const path = join(folder, 'pkg/logger/logger.ts');
    const text = project.text('pkg/logger/logger.ts');
    const part = 'serializers: { err: described },';
    expect(text).toContain(part);
    await writeFile(path, text.replace(part, ''));
    const load: Project['load'] = (name) => import(join(folder, name));
    const { found } = await everything({ ...project, folder, load });
    expect(found).toContain(zoe.email);
  });
});

async function everything(project: Project) {
  const service = await open(project);
  try {
    const exchanged = await journey(service);
    const log = service.logged.join('');
    return { found: leaks(project.model, parsed(exchanged), log), log };
  } finally {
    await service.close();
  }
}

/** Signs up, logs in, and does all that wrong too; bodies as they went. */
async function journey({ db, send, token }: Opened): Promise<readonly string[]> {
  const exchanged: string[] = [];
  const manager = await token({
    sub: '018f3c1a-7c00-7000-8000-000000000000',
    roles: ['manager', 'nurse'],
  });

  async function ask(method: string, url: string, body?: object | string, as?: string) {
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = {
      ...(as !== undefined && { authorization: `Bearer ${as}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const answer = await send({ method, url, headers, ...(body !== undefined && { payload }) });
    exchanged.push(payload ?? '', answer.body);
    return { status: answer.statusCode, body: answer.body === '' ? {} : JSON.parse(answer.body) };
  }

  const made = await ask('POST', '/people', zoe);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { email, password } = zoe;
  const one = `/people/${made.body.id}`;
  const expected: readonly (readonly [number, ...Parameters<typeof ask>])[] = [
    [409, 'POST', '/people', zoe],
    [422, 'POST', '/people', { ...zoe, email: `${email} and more` }],
    [422, 'POST', '/people', { ...zoe, [email]: email }],
    [400, 'POST', '/people', JSON.stringify(zoe).slice(0, -1)],
    [401, 'POST', '/auth/login', { email, password: `${password} or so` }],
    [401, 'POST', '/auth/refresh', { refreshToken: 'x'.repeat(43) }],
    [404, 'GET', `/nothing/${email}?email=${email}`],
    [401, 'GET', one, undefined, `${manager.slice(0, -4)}abcd`],
    [200, 'GET', `/people?q=${encodeURIComponent(zoe.fullName)}`, undefined, manager],
    [200, 'PATCH', one, { fullName: 'Zoe Other-Name' }, manager],
  ];
  for (const [status, ...request] of expected) {
    expect((await ask(...request)).status, request.join(' ')).toBe(status);
  }
  const login = await ask('POST', '/auth/login', { email, password });
  expect(login.status).toBe(200);
  expect((await ask('GET', one, undefined, login.body.token)).status).toBe(200);
  for (const statement of surprises) {
    await sql
      .raw(
        `create or replace function surprise() returns trigger language plpgsql as
      $$ begin ${statement} end $$`,
      )
      .execute(db);
    await sql
      .raw(
        `create or replace trigger surprise before update on people
      for each row execute function surprise()`,
      )
      .execute(db);
    expect((await ask('PATCH', one, { fullName: 'Zoe Third-Name' }, manager)).status).toBe(500);
  }
  return exchanged;
}
