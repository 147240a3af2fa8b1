import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostic.ts';
import type { Model } from '../model/model.ts';
import { digestOf, memoryCache } from '../text-cache.ts';
import type { TextCache } from '../text-cache.ts';
import type { Each, Emitter, FilePlan, PlannedFile, Subjects } from './define.ts';
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
  /** Changes when what is printed for the same file may. */
  readonly version?: string;
}

interface Built {
  readonly file: string;
  readonly path: string;
  readonly emitter: Emitter;
  readonly subject: Subjects[Each];
  readonly content: TsFile | string;
}

/** All files that the model gives, sorted by path: pure, nothing is read but emitters and templates. */
export async function emit(model: Model, options: EmitOptions = {}): Promise<FilePlan> {
  const templates = folderIn(options.overrides, 'templates');
  const emitters = folderIn(options.overrides, 'emitters');
  const found = await discoverEmitters(emitters, model.lang);
  const built = withTemplates(templates, () => found.flatMap((one) => build(one, model, options)));
  refuseSharedPaths(built, model);
  const texts = await printAll(built, options);
  return built
    .map(({ path, emitter, subject }, index): PlannedFile => ({
      path,
      text: texts[index] ?? '',
      kind: emitter.kind ?? 'managed',
      causes: causesOf(subject),
    }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
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
        file,
        path: emitter.path(subject, model),
        emitter,
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
function refuseSharedPaths(built: readonly Built[], model: Model): void {
  const owners = new Map<string, Built>();
  for (const one of built) {
    const key = one.path.normalize('NFC').toLowerCase();
    const owner = owners.get(key);
    if (owner !== undefined) {
      const why = `${one.path}\n  ${owner.file}\n  ${one.file}`;
      throw emitProblem('pathTaken', model.lang, { file: one.file, why });
    }
    owners.set(key, one);
  }
}

/** The printer is loaded only when some file is not in the cache. */
async function printAll(built: readonly Built[], options: EmitOptions): Promise<readonly string[]> {
  const { cache = memoryCache(), version = '' } = options;
  const texts: string[] = [];
  for (const { path, content } of built) {
    if (typeof content === 'string') {
      texts.push(content);
      continue;
    }
    const digest = digestOf('print', version, path, JSON.stringify(content.statements));
    const text = cache.get(digest) ?? (await print(content, path));
    cache.set(digest, text);
    texts.push(text);
  }
  return texts;
}

async function print(content: TsFile, path: string): Promise<string> {
  const { printTsFile } = await import('./typescript/print-ts-file.ts');
  return printTsFile(content, path);
}
