import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generate } from '../../src/engine.ts';
import { put, tree } from '../support/tree.ts';

const shop = readFileSync(new URL('../../fixtures/corner-shop/PRD.md', import.meta.url), 'utf8');

/** Files that speak of the whole product, so that any entity may change them. */
const ofTheWhole =
  /^(BACKEND_SPEC\.md|internal\/application\/(access|application|reactions)\.ts|internal\/infrastructure\/(infrastructure|persistence\/(errors|database))\.ts|internal\/interfaces\/http\/(openapi|field-errors)\.ts|internal\/infrastructure\/persistence\/migrations\/.*|tests\/acceptance\/.*|tests\/unit\/access\.test\.ts|scripts\/seed\.ts)$/;

test('a new field of Product touches no file of User', async () => {
  const root = tree({ 'PRD.md': shop });
  await generate({ cwd: root });
  const edited = shop.replace(
    '      name: string(1..200)\n',
    '      name: string(1..200)\n      color: string(1..20)?\n',
  );
  expect(edited).not.toBe(shop);
  put(root, 'PRD.md', edited);
  const { report } = await generate({ cwd: root, dryRun: true });
  const touched = [...report.files.created, ...report.files.updated, ...report.files.merged];
  expect(touched).toContain('internal/domain/entity/product.ts');
  expect(touched.filter((path) => !ofTheWhole.test(path) && !path.includes('product'))).toEqual([]);
});
