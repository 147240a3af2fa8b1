import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emit } from '../../src/emit/index.ts';
import { buildModel } from '../../src/model/index.ts';
import type { Model } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';

export function modelOf(prd: string): Model {
  const { document } = readPrd(prd, 'PRD.md');
  if (document === null) throw new Error('the PRD cannot be read');
  return buildModel(document).model;
}

/** The generated domain of a PRD on disk: gives what a file of `internal/domain/entity` exports. */
export async function domainOf(prd: string) {
  const plan = await emit(modelOf(prd));
  const root = mkdtempSync(join(tmpdir(), 'domain-'));
  symlinkSync(
    fileURLToPath(new URL('../../node_modules', import.meta.url)),
    join(root, 'node_modules'),
  );
  const files = plan.filter(({ path }) => /^(internal\/domain|pkg\/errors)\//.test(path));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return {
    textOf: (path: string): string => files.find((file) => file.path === path)?.text ?? '',
    load: (name: string): Promise<Record<string, any>> =>
      import(join(root, `internal/domain/entity/${name}.ts`)),
  };
}
