import { readFileSync } from 'node:fs';
import { emit } from '../../src/emit/index.ts';
import type { FilePlan } from '../../src/emit/index.ts';
import { buildModel } from '../../src/model/index.ts';
import type { Model } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';

export interface Generated {
  readonly model: Model;
  readonly plan: FilePlan;
  text(path: string): string;
}

const known = new Map<string, Promise<Generated>>();

/** The project that a fixture gives, not yet formatted. */
export function generated(fixture: string): Promise<Generated> {
  const found = known.get(fixture) ?? generate(fixture);
  known.set(fixture, found);
  return found;
}

export function modelOf(text: string): Model {
  const { document, diagnostics } = readPrd(text, 'PRD.md');
  if (document === null) throw new Error(JSON.stringify(diagnostics));
  return buildModel(document).model;
}

async function generate(fixture: string): Promise<Generated> {
  const model = modelOf(
    readFileSync(new URL(`../../fixtures/${fixture}/PRD.md`, import.meta.url), 'utf8'),
  );
  const plan = await emit(model);
  return {
    model,
    plan,
    text(path) {
      const file = plan.find((one) => one.path === path);
      if (file === undefined) throw new Error(`no ${path} in ${fixture}`);
      return file.text;
    },
  };
}
