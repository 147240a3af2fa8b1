import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostic.ts';
import type { Model } from '../model/model.ts';
import { digestOf } from '../text-cache.ts';
import type { TextCache } from '../text-cache.ts';
import type { Draft, Each, Emitter, Subjects } from './define.ts';
import { discoverEmitters } from './discover.ts';
import type { FoundEmitter } from './discover.ts';
import { emitProblem } from './problem.ts';
import { causesOf, subjectsOf } from './subjects.ts';
import { withTemplates } from './template.ts';
import type { TsFile } from './typescript/ts-file.ts';

export { defineEmitter } from './define.ts';
export { template } from './template.ts';
export type * from './define.ts';

export interface EmitOptions {
  /** The user's own folder, with `templates/**` and `emitters/**` that go before ours. */
  readonly overrides?: string;
  readonly cache?: TextCache;
  /** Changes when what is printed for the same file may, or how it is laid out. */
  readonly version?: string;
  /** Emitters done, of all. */
  readonly onProgress?: (done: number, of: number) => void;
}

interface Built {
  readonly path: string;
  readonly subject: Subjects[Each];
  readonly content: TsFile | string;
}

interface Emitted {
  /** The emitter's own file. */
  readonly by: string;
  readonly planned: Draft;
}

/** All files that the model gives, sorted by path: pure, nothing is read but emitters and templates. */
export async function emit(model: Model, options: EmitOptions = {}): Promise<readonly Draft[]> {
  const templates = folderIn(options.overrides, 'templates');
  const found = await discoverEmitters(folderIn(options.overrides, 'emitters'), model.lang);
  const emitted: Emitted[] = [];
  for (const [index, one] of found.entries()) {
    // Printed at once, so that no more than one emitter's output is held as code.
    for (const built of withTemplates(templates, () => build(one, model, options))) {
      emitted.push({ by: one.file, planned: await plannedOf(built, one.emitter, options) });
    }
    options.onProgress?.(index + 1, found.length);
  }
  refuseSharedPaths(emitted, model);
  return emitted
    .map(({ planned }) => planned)
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function plannedOf(
  { path, subject, content }: Built,
  { kind = 'managed' }: Emitter,
  options: EmitOptions,
): Promise<Draft> {
  const file = { path, kind, causes: causesOf(subject) };
  if (typeof content === 'string') return { ...file, text: content };
  return { ...file, ...(await printed(content, path, options)) };
}

function folderIn(overrides: string | undefined, name: string): string | null {
  const folder = overrides === undefined ? null : join(overrides, name);
  return folder !== null && existsSync(folder) ? folder : null;
}

function build({ file, emitter }: FoundEmitter, model: Model, options: EmitOptions): Built[] {
  try {
    return subjectsOf[emitter.each](model)
      .filter((subject) => emitter.when?.(subject, model) ?? true)
      .map((subject) => ({
        path: emitter.path(subject, model),
        subject,
        content: emitter.build(subject, model),
      }));
  } catch (cause) {
    if (cause instanceof DiagnosticError || !isOverridden(cause, file, options)) throw cause;
    throw emitProblem('failed', model.lang, { file, why: String(cause) }, cause);
  }
}

/** Whether it was the user's own emitter or template that failed. */
function isOverridden(cause: unknown, file: string, { overrides }: EmitOptions): boolean {
  return (
    overrides !== undefined && (file.startsWith(overrides) || String(cause).includes(overrides))
  );
}

/** Paths that differ in case or in the form of a letter are one file on some systems. */
function refuseSharedPaths(emitted: readonly Emitted[], model: Model): void {
  const owners = new Map<string, string>();
  for (const { by, planned } of emitted) {
    const key = planned.path.normalize('NFC').toLowerCase();
    const owner = owners.get(key);
    if (owner !== undefined) {
      const why = `${planned.path}: ${owner}, ${by}`;
      throw emitProblem('pathTaken', model.lang, { file: by, why });
    }
    owners.set(key, by);
  }
}

/** The printer is loaded only when some file is not in the cache. */
async function printed(
  content: TsFile,
  path: string,
  { cache, version = '' }: EmitOptions,
): Promise<Pick<Draft, 'text' | 'digest' | 'isLaidOut'>> {
  const digest = digestOf('code', version, path, JSON.stringify(content.statements));
  const known = cache?.get(digest);
  if (known !== undefined) return { text: known, digest, isLaidOut: true };
  const { printTsFile } = await import('./typescript/print-ts-file.ts');
  return { text: printTsFile(content, path), digest };
}
