import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { leaks, parsed } from './leaks.ts';
import { checkerOf, operationsOf } from './openapi.ts';
import type { Operation } from './openapi.ts';
import { open, prdOf, writeProject } from './project.ts';
import type { Opened, Project, Sent } from './project.ts';
import { Known, requestFor } from './requests.ts';
import { install } from './workshop.ts';

const minutes = 60_000;
/** Requests to each operation; `FUZZ_ROUNDS=500` for a long night. */
const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 30);

describe.each(['shop', 'files', 'saas'])('the API of %s', (fixture) => {
  let project: Project;
  let service: Opened;

  beforeAll(async () => {
    await install();
    project = await writeProject(`fuzz-${fixture}`, prdOf(fixture));
    service = await open(project);
    return () => service.close();
  }, 10 * minutes);

  test('its description is a valid OpenAPI document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(service.document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(service.document['openapi']).toMatch(/^3\.1\./);
  });

  test('every answer is as described, whatever is asked', { timeout: 5 * minutes }, async () => {
    const { document, send, logged } = service;
    const exchanged: (string | undefined)[] = [];
    const check = checkerOf(document);
    const known = new Known();
    const operations = operationsOf(document);
    const faults = new Map<string, unknown>();
    const done = new Set<Operation>();
    const callers = callersOf(project, known);

    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        for (const operation of operations) {
          const drawn = draw(() => requestFor(operation, document, known, callers));
          const request = { ...drawn, headers: await signed(drawn.headers, service) };
          const answer = await send(request);
          exchanged.push(request.payload, answer.body);
          for (const fault of check(operation, answer)) {
            const errors = logged.filter((line) => line.includes('"err":'));
            const name = `${operation.operationId} ${answer.statusCode}: ${fault}`;
            faults.set(name, { request, body: answer.body, logged: errors.at(-1) });
          }
          if (answer.statusCode < 300) done.add(operation);
          if (answer.statusCode < 300) known.learn(operation.path, answer.body);
          if (answer.statusCode === 204) known.forget(request.url);
        }
      }),
      { numRuns: rounds, endOnFailure: true, seed: seedOf(), unbiased: true },
    );

    expect(Object.fromEntries(faults)).toEqual({});
    expect(leaks(project.model, parsed(exchanged), logged.join(''))).toEqual([]);
    const refused = operations.filter((one) => !done.has(one)).map((one) => one.operationId);
    expect(done.size, `never done: ${refused}`).toBeGreaterThan(operations.length / 3);
  });
});

/** The same requests every time, unless `FUZZ_SEED` says otherwise. */
function seedOf(): number {
  return Number(process.env['FUZZ_SEED'] ?? 1);
}

/** With a token of the claims that stand in its place. */
async function signed(headers: Sent['headers'], { token }: Opened): Promise<Sent['headers']> {
  const { authorization: claims } = headers;
  if (claims === undefined) return headers;
  return { ...headers, authorization: `Bearer ${await token(JSON.parse(claims))}` };
}

/** Anonymous, somebody with all roles, or with one; most often in one tenant. */
function callersOf({ model }: Project, known: Known): fc.Arbitrary<Record<string, string>> {
  const roles = model.roles.map((role) => role.code);
  const claim = model.tenancy?.claim;
  const tenants = fc.constantFrom('t1', 't1', 't1', 't1', 't1', 't1', 't1', 't2');
  const holders = fc.oneof(
    { arbitrary: fc.constant(roles), weight: 6 },
    fc.constantFrom(...roles.map((role) => [role]), []),
  );
  const nobody = tenants.map((tenant) => (claim === undefined ? {} : { 'x-tenant-id': tenant }));
  const principal = model.principal?.entity.names.code ?? '';
  const somebody = fc.gen().map((draw) => {
    const sub = draw(() => known.idsFor(principal));
    const tenant = draw(() => tenants);
    const held = draw(() => holders);
    const claims = { sub, roles: held, ...(claim !== undefined && { [claim]: tenant }) };
    return { authorization: JSON.stringify(claims) };
  });
  return fc.oneof({ arbitrary: nobody, weight: 1 }, { arbitrary: somebody, weight: 8 });
}
