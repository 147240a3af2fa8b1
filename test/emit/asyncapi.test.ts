import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasBroker } from '../../src/emit/features.ts';
import { asyncApi } from '../../src/emit/messages/asyncapi.ts';
import { buildModel } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';

async function modelOf(fixture: string, mq: string) {
  const path = `fixtures/${fixture}/PRD.md`;
  const text = await readFile(path, 'utf8');
  const named = text.replace('mq: nats', `mq: ${mq}`);
  const { document } = readPrd(named, path);
  if (!document) throw new Error('not read');
  return buildModel(document).model;
}

describe('asyncapi.yaml', () => {
  let isValid: (document: unknown) => string;

  beforeAll(() => {
    const require = createRequire(import.meta.url);
    const ajv = new Ajv.default({ strict: false, allErrors: false });
    addFormats.default(ajv);
    const check = ajv.compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
    isValid = (document) => (check(document) ? '' : ajv.errorsText(check.errors));
  });

  for (const fixture of ['shop', 'shop-zh']) {
    for (const mq of ['nats', 'rabbitmq', 'redis']) {
      it(`of ${fixture} over ${mq} follows AsyncAPI 3`, async () => {
        const document = asyncApi(await modelOf(fixture, mq));
        expect(isValid(document)).toBe('');
        expect(isValid({ ...document, channels: { wrong: 1 } })).not.toBe('');
        expect(Object.keys(Object(document['operations']))).toEqual([
          'publishOrderPlaced',
          'publishOrderPaid',
          'publishOrderCancelled',
        ]);
      });
    }
  }

  it('is there only with a broker', async () => {
    expect(hasBroker(await modelOf('shop', 'nats'))).toBe(true);
    expect(hasBroker(await modelOf('shop', 'none'))).toBe(false);
    expect(hasBroker(await modelOf('shop', 'kafka'))).toBe(false);
  });

  it('tells what data looks like', async () => {
    const { components } = asyncApi(await modelOf('shop', 'nats'));
    expect(components).toMatchObject({
      schemas: {
        OrderPaid: {
          properties: {
            tenant: { type: 'string' },
            data: {
              properties: {
                id: { type: 'string', format: 'uuid' },
                total: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
                customerId: { type: 'string', format: 'uuid' },
              },
            },
          },
        },
      },
    });
  });
});
