import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { sha256 } from '../state/index.ts';
import type { ChangeSet } from './change-set.ts';
import { writes } from './change-set.ts';
import { isInstalled } from './installed.ts';
import { reaching } from './reach.ts';
import { ambientIn, missingIn } from './typescript/ambient.ts';
import type { Ambient } from './typescript/ambient.ts';
import type { Overlay, Programs } from './typescript/program.ts';

/** A compiler error that the merge brought into a file the user wrote. */
export interface TypeProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

/**
 * The tree as it will be, type-checked in memory: only what is new against the tree as it is, and only in
 * files that are the user's or that the user changed. To be called before the change set is applied.
 */
export async function typeGate(
  folder: string,
  changeSet: ChangeSet,
): Promise<readonly TypeProblem[]> {
  const changes = changeSet.changes.filter(writes);
  if (changes.length === 0) return [];
  const root = resolve(folder);
  const after: Overlay = new Map(changes.map((one) => [resolve(root, one.path), one.text]));
  const { Programs } = await import('./typescript/program.ts');
  const programs = new Programs(root);
  const { options, fileNames } = programs.setup(after);
  const textOf = readerOf();
  const reaches = reaching((file) => textOf(file, after), new Set(after.keys()));
  const ambientOf = (overlay: Overlay): readonly Ambient[] =>
    [...new Set([...fileNames, ...after.keys()])]
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => ambientIn(file, textOf(file, overlay) ?? ''));
  const ambient = ambientOf(after);
  const isEverywhere = ambient.some(({ file }) => after.has(file));
  const edited = fileNames.filter(
    (file) =>
      !isGenerated(file, root, changeSet, textOf(file, after)) && (isEverywhere || reaches(file)),
  );
  if (edited.length === 0) return [];
  const all = problemsIn(programs, edited, ambient, options, after, root);
  const found = isInstalled(root) ? all : all.filter((one) => !comesOfMissing(one));
  if (found.length === 0) return [];
  const now: Overlay = new Map();
  const earlier = edited.filter((file) => textOf(file, now) !== null);
  return without(found, problemsIn(programs, earlier, ambientOf(now), options, now, root));
}

/** While packages are missing: what follows from their absence alone, as a parameter without a type. */
function comesOfMissing({ code, message }: TypeProblem): boolean {
  if (/^TS(7\d\d\d|2347|2503|2580|2591|2688)$/.test(code)) return true;
  return code === 'TS2307' && !/'\.{1,2}\//.test(message);
}

/** Just as generated: what is wrong there is not the user's. */
function isGenerated(
  file: string,
  root: string,
  { state }: ChangeSet,
  text: string | null,
): boolean {
  const entry = state.files[relative(root, file)];
  return entry !== undefined && text !== null && sha256(text) === entry.base;
}

/** Texts as an overlay has them, else as they stand on disk, read once. */
function readerOf(): (file: string, overlay: Overlay) => string | null {
  const read = new Map<string, string | null>();
  return (file, overlay) => {
    const over = overlay.get(file);
    if (over !== undefined) return over;
    const known = read.get(file);
    if (known !== undefined) return known;
    const text = textOnDisk(file);
    read.set(file, text);
    return text;
  };
}

function textOnDisk(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function problemsIn(
  programs: Programs,
  files: readonly string[],
  ambient: readonly Ambient[],
  options: Parameters<Programs['program']>[1],
  overlay: Overlay,
  root: string,
): TypeProblem[] {
  const first = programs.program(files, options, overlay);
  const missing = missingIn(first, ambient);
  const program =
    missing.length === 0 ? first : programs.program([...files, ...missing], options, overlay);
  return files.flatMap((name) => {
    const file = program.getSourceFile(name);
    if (file === undefined) return [];
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return found.map(({ start = 0, code, messageText }) => {
      const { line, character } = file.getLineAndCharacterOfPosition(start);
      return {
        path: relative(root, name),
        line: line + 1,
        column: character + 1,
        code: `TS${code}`,
        message: typeof messageText === 'string' ? messageText : messageText.messageText,
      };
    });
  });
}

/** Places move, so problems are compared by what they say. */
function without(found: readonly TypeProblem[], known: readonly TypeProblem[]): TypeProblem[] {
  const key = (one: TypeProblem): string => `${one.path}\0${one.code}\0${one.message}`;
  const counts = new Map<string, number>();
  for (const one of known) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return found.filter((one) => {
    const left = counts.get(key(one)) ?? 0;
    if (left > 0) counts.set(key(one), left - 1);
    return left === 0;
  });
}
