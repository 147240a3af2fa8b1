import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import type { TemplateFunction } from 'ejs';
import { templatesFolder } from '../version.ts';

const overrides = new AsyncLocalStorage<string | null>();
const compiled = new Map<string, TemplateFunction>();

/** Renders `templates/<path>.ejs`, where `data` is called `it`; null and undefined are errors. */
export function template(path: string, data: Readonly<Record<string, unknown>>): string {
  const file = fileOf(`${path}.ejs`);
  return compiledOf(file, readFileSync(file, 'utf8'))(data);
}

/** While `work` runs, a template in `folder` is taken before the one of that path here. */
export function withTemplates<Result>(folder: string | null, work: () => Result): Result {
  return overrides.run(folder, work);
}

function fileOf(name: string): string {
  const folder = overrides.getStore() ?? null;
  const override = folder === null ? null : join(folder, name);
  return override !== null && existsSync(override) ? override : join(templatesFolder, name);
}

function compiledOf(file: string, text: string): TemplateFunction {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const made = ejs.compile(text, {
    strict: true,
    localsName: 'it',
    filename: file,
    escape(value: unknown) {
      if (value === null || value === undefined) throw new Error(`${file}: a value is missing`);
      return String(value);
    },
  });
  compiled.set(text, made);
  return made;
}
