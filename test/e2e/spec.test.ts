import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { operationsOf } from './openapi.ts';
import type { Operation } from './openapi.ts';
import { open, prdOf, writeProject } from './project.ts';
import type { Opened, Project } from './project.ts';
import { Known, valuesOf } from './requests.ts';
import { tablesOf, ticksOf } from './tables.ts';
import type { Table } from './tables.ts';
import { install } from './workshop.ts';

const minutes = 60_000;
const nobody = '018f3c1a-7c00-7000-8000-00000000dead';

describe.each(['shop', 'shop-zh', 'accounts'])('BACKEND_SPEC.md of %s', (fixture) => {
  let project: Project;
  let service: Opened;
  let tables: readonly Table[];
  let operations: readonly Operation[];

  beforeAll(async () => {
    await install();
    project = await writeProject(`spec-${fixture}`, prdOf(fixture));
    service = await open(project);
    tables = tablesOf(project.text('BACKEND_SPEC.md'));
    operations = operationsOf(service.document);
    return () => service.close();
  }, 10 * minutes);

  const section = (number: number): readonly Table[] =>
    tables.filter(({ under }) => under[0]?.startsWith(`${number}. `));
  const endpointRows = () =>
    section(5)
      .filter(({ head }) => head.length === 6)
      .flatMap(({ rows }) => rows);

  test('the endpoints are those that the service has', () => {
    const told = section(5).flatMap(({ rows }) =>
      rows.map(([method, path]) => `${method} ${path}`),
    );
    const ours = ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs'].map(
      (one) => `GET ${one}`,
    );
    const there = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...told].sort()).toEqual([...new Set([...there, ...ours])].sort());
  });

  test('so are their names, statuses and meanings', () => {
    const { paths } = service.document;
    for (const [method = '', path = '', , status, useCase, meaning] of endpointRows()) {
      const described = paths?.[path]?.[method.toLowerCase()];
      const [done] = Object.keys(described?.['responses'] ?? {}).filter((one) =>
        one.startsWith('2'),
      );
      expect({ done, ...described }).toMatchObject({
        done: status,
        operationId: useCase,
        summary: expect.anything(),
      });
      expect(String(described?.['summary']).toLowerCase()).toBe(meaning?.toLowerCase());
    }
  });

  test('who may call is who gets past the door', { timeout: 2 * minutes }, async () => {
    const roles = project.model.roles.map((role) => role.code);
    const wrong: string[] = [];
    for (const [method, path, by = '', , useCase] of endpointRows()) {
      // Whoever may assign roles may not assign each of them.
      if (useCase === 'assignRole' || useCase === 'revokeRole') continue;
      const operation = operations.find(
        (one) => one.path === path && one.method === method?.toLowerCase(),
      );
      if (operation === undefined) continue;
      const granted = ticksOf(by);
      for (const caller of ['anyone', 'signedIn', ...roles]) {
        const status = await statusFor(operation, caller);
        const may =
          granted.includes('anyone') ||
          granted.includes(caller) ||
          (granted.includes('signedIn') && caller !== 'anyone');
        const isRefused = status === 401 || status === 403;
        // An owner is anybody who is signed in, until the row is there; what is not there is 404.
        const mayOwn = granted.includes('owner') && (caller !== 'anyone' || status === 404);
        if (!mayOwn && isRefused === may)
          wrong.push(`${method} ${path} by ${caller}: ${status}, told ${by}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  /** What somebody with this one right gets for a request about rows that are not there, if possible a valid one. */
  async function statusFor(operation: Operation, caller: string): Promise<number> {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const status = await statusOf(operation, caller, seed);
      if (status !== 422) return status;
    }
    return 422;
  }

  async function statusOf(operation: Operation, caller: string, seed: number): Promise<number> {
    const { model } = project;
    const tenant = model.tenancy === null ? {} : { [model.tenancy.claim]: 't1' };
    const held = caller === 'signedIn' ? [] : [caller];
    const headers: Record<string, string> =
      caller === 'anyone'
        ? model.tenancy === null
          ? {}
          : { 'x-tenant-id': 't1' }
        : {
            authorization: `Bearer ${await service.token({ sub: nobody, roles: held, ...tenant })}`,
          };
    const json = operation.body['application/json'];
    const body =
      json &&
      fc.sample(valuesOf(json.schema, service.document, new Known()), { numRuns: 1, seed })[0];
    const isUpload = 'multipart/form-data' in operation.body;
    const { statusCode } = await service.send({
      method: operation.method.toUpperCase(),
      url: operation.path.replaceAll(/\{\w+\}/g, nobody),
      headers: {
        ...headers,
        ...(json && { 'content-type': 'application/json' }),
        ...(isUpload && { 'content-type': 'multipart/form-data; boundary=xx' }),
      },
      ...(json && { payload: JSON.stringify(body) }),
      ...(isUpload && {
        payload:
          '--xx\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\nx\r\n--xx--\r\n',
      }),
    });
    return statusCode;
  }

  test('commands are granted to whom it says', async () => {
    const { authorize } = await project.load('internal/application/access.ts');
    const commands =
      section(6).find(({ rows }) => /^\w+\.\w+$/u.test(rows[0]?.[0] ?? ''))?.rows ?? [];
    expect(commands.length).toBeGreaterThan(0);
    const callers = ['system', ...project.model.roles.map((role) => role.code)];
    for (const [action, , by = ''] of commands) {
      const granted = ticksOf(by);
      for (const caller of callers) {
        const may = granted.includes(caller) || granted.includes('anyone');
        if (granted.includes('signedIn')) continue;
        const ask = (): void => authorize({ id: null, roles: [caller] }, action);
        if (may) expect(ask, `${action} by ${caller}`).not.toThrow();
        else expect(ask, `${action} by ${caller}`).toThrow();
      }
    }
  });

  test('commands take what it says', () => {
    const commands =
      section(6).find(({ rows }) => /^\w+\.\w+$/u.test(rows[0]?.[0] ?? ''))?.rows ?? [];
    let compared = 0;
    for (const [action = '', , , input = ''] of commands) {
      const [entity = '', name = ''] = action.split('.');
      const operation = operations.find((one) => one.operationId === name + entity);
      const reference = operation?.body['application/json']?.schema.$ref;
      if (operation === undefined || reference === undefined) continue;
      const schema =
        service.document['components']?.['schemas']?.[reference.split('/').at(-1) ?? ''];
      const required = schema?.['required'] as unknown as readonly string[] | undefined;
      const taken = Object.keys(schema?.['properties'] ?? {}).map((one) =>
        required?.includes(one) ? one : `${one}?`,
      );
      expect([...ticksOf(input)].sort(), action).toEqual(taken.sort());
      compared += 1;
    }
    expect(compared).toBeGreaterThan(0);
  });

  test('events hold the data that it says', () => {
    const code = project.plan
      .filter(({ path }) => path.endsWith('-events.ts'))
      .map(({ text }) => text)
      .join('\n');
    const [, events] = section(6);
    for (const [event = '', entity = '', data = ''] of events?.head.length === 3
      ? events.rows
      : []) {
      if (!project.model.entities.some((one) => one.names.code === entity)) continue;
      const shape =
        new RegExp(`^  ${event}: \\{\\n((?:    .*\\n)*)  \\};`, 'm').exec(code)?.[1] ?? '';
      const members = [...shape.matchAll(/^    readonly (\S+?)\??:/gm)].map(([, name]) => name);
      expect(members, event).toEqual(ticksOf(data));
    }
  });

  test('the database has those tables and columns', async () => {
    const told = tables
      .filter(
        ({ under, head }) => under[0]?.startsWith('4. ') && under.length === 3 && head.length === 4,
      )
      .flatMap(({ under, rows }) => {
        const table = under[2]?.split(' ')[0];
        return rows.map(([column = '', type, nullable, standard]) => ({
          table,
          column: column.replace(/ [(（].*/, ''),
          isKey: /[)）]$/.test(column),
          type,
          isNullable: nullable === 'yes' || nullable === '是',
          hasDefault: standard !== '',
        }));
      });
    const { rows } = await sql<(typeof told)[number]>`
      select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type",
        not a.attnotnull as "isNullable", a.atthasdef or a.attidentity <> '' as "hasDefault",
        exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)) as "isKey"
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and c.relname not like '\\_migration%'
      order by c.relname, a.attnum`.execute(service.db);
    expect(sorted(told)).toEqual(
      sorted(rows.map((row) => ({ ...row, type: short(row.type ?? '') }))),
    );
  });

  test('and those constraints and indexes', async () => {
    const told = tables
      .filter(
        ({ under, head }) => under[0]?.startsWith('4. ') && under.length === 3 && head.length === 3,
      )
      .flatMap(({ under, rows }) => rows.map(([name]) => `${under[2]?.split(' ')[0]}: ${name}`));
    const { rows } = await sql<{ name: string }>`
      select conrelid::regclass::text || ': ' || conname as name from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'p' and contype <> 'n'
      union
      select i.indrelid::regclass::text || ': ' || c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'public'::regnamespace and not i.indisprimary`.execute(service.db);
    const there = rows
      .map(({ name }) => name.replaceAll('"', ''))
      .filter((name) => !name.startsWith('_migration'));
    expect([...told].sort()).toEqual([...new Set(there)].sort());
  });

  test('the settings are those that are read, with their defaults', async () => {
    const { loadConfig } = await project.load('pkg/config/config.ts');
    const asked = new Set<string>();
    const config = loadConfig(
      new Proxy<Record<string, string>>(
        {},
        {
          get(_, name) {
            asked.add(String(name));
            return undefined;
          },
        },
      ),
    );
    const settings =
      section(8).find(({ rows }) => rows.some(([name]) => name === 'PORT'))?.rows ?? [];
    expect(settings.map(([name]) => name)).toEqual([...asked].sort());
    for (const [name = '', standard = ''] of settings) {
      if (standard !== '') expect(loadConfig({ [name]: standard }), name).toStrictEqual(config);
    }
  });
});

function short(type: string): string {
  return type
    .replace(/^timestamp(\(\d\))? with time zone$/, 'timestamptz$1')
    .replace(/^time(\(\d\))? without time zone$/, 'time$1')
    .replace(/^(numeric\(\d+),(\d+\))$/, '$1, $2');
}

function sorted<T extends { readonly table?: string | undefined; readonly column: string }>(
  rows: readonly T[],
): readonly T[] {
  return rows.toSorted((one, other) =>
    `${one.table}.${one.column}`.localeCompare(`${other.table}.${other.column}`),
  );
}
