import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { sha256 } from '../state/index.ts';
import { isInstalled } from './installed.ts';
import { reaching } from './reach.ts';
import type { Entries, TypeProblem } from './type-gate.ts';
import { ambientIn, missingIn } from './typescript/ambient.ts';
import type { Ambient } from './typescript/ambient.ts';
import { Compiler } from './typescript/compiler.ts';
import type { Program } from './typescript/compiler.ts';
import type { Overlay } from './typescript/program.ts';

/** A project as the type checker sees it, now and with what a run is about to write. */
export class TypedTree {
  readonly #root: string;
  readonly #compiler: Compiler;
  readonly #textOf = readerOf();
  readonly #shaOf = remembered(sha256);
  readonly #addedBy = remembered(ambientIn);

  /** Null where there is no compiler. What the user has changed so far is read at once. */
  static open(root: string, entries: Entries): TypedTree | null {
    const compiler = Compiler.over(root);
    if (compiler === null) return null;
    const tree = new TypedTree(root, compiler);
    const files = compiler.fileNames(asItIs);
    const own = files.filter((file) => !tree.#isGenerated(file, entries, asItIs));
    if (own.length > 0) tree.#program(own, tree.#ambient(files, asItIs), asItIs);
    return tree;
  }

  private constructor(root: string, compiler: Compiler) {
    this.#root = root;
    this.#compiler = compiler;
  }

  newProblems(after: Overlay, entries: Entries): readonly TypeProblem[] {
    const files = this.#compiler.fileNames(after);
    const reaches = reaching((file) => this.#textOf(file, after), new Set(after.keys()));
    const ambient = this.#ambient([...files, ...after.keys()], after);
    const isEverywhere = ambient.some(({ file }) => after.has(file));
    const edited = files.filter(
      (file) => !this.#isGenerated(file, entries, after) && (isEverywhere || reaches(file)),
    );
    if (edited.length === 0) return [];
    const all = this.#problems(edited, ambient, after);
    const found = isInstalled(this.#root) ? all : all.filter((one) => !comesOfMissing(one));
    if (found.length === 0) return [];
    const earlier = edited.filter((file) => this.#textOf(file, asItIs) !== null);
    const before = this.#ambient([...files, ...after.keys()], asItIs);
    return without(found, this.#problems(earlier, before, asItIs));
  }

  close(): Promise<void> {
    return this.#compiler.close();
  }

  /** Just as generated: what is wrong there is not the user's. */
  #isGenerated(file: string, entries: Entries, overlay: Overlay): boolean {
    const entry = entries[relative(this.#root, file)];
    const text = this.#textOf(file, overlay);
    return entry !== undefined && text !== null && this.#shaOf(text) === entry.base;
  }

  #ambient(files: readonly string[], overlay: Overlay): readonly Ambient[] {
    return [...new Set(files)]
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        this.#addedBy(this.#textOf(file, overlay) ?? '').map((adds) => ({ file, adds })),
      );
  }

  #program(files: readonly string[], ambient: readonly Ambient[], overlay: Overlay): Program {
    const program = this.#compiler.program(files, overlay);
    const missing = missingIn(program.getSourceFileNames(), ambient);
    return missing.length === 0 ? program : this.#compiler.program([...files, ...missing], overlay);
  }

  #problems(
    files: readonly string[],
    ambient: readonly Ambient[],
    overlay: Overlay,
  ): readonly TypeProblem[] {
    const program = this.#program(files, ambient, overlay);
    return files.flatMap((file) =>
      problemsOf(program, file, relative(this.#root, file), this.#textOf(file, overlay) ?? ''),
    );
  }
}

/** Nothing is written yet. */
const asItIs: Overlay = new Map();

/** Texts as an overlay has them, else as they stand on disk, read once. */
function readerOf(): (file: string, overlay: Overlay) => string | null {
  const onDisk = remembered(textOnDisk);
  return (file, overlay) => {
    const over = overlay.get(file);
    return over === undefined ? onDisk(file) : over;
  };
}

function textOnDisk(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function remembered<Result>(work: (from: string) => Result): (from: string) => Result {
  const known = new Map<string, Result>();
  return (from) => {
    const found = known.get(from);
    if (found !== undefined) return found;
    const result = work(from);
    known.set(from, result);
    return result;
  };
}

function problemsOf(program: Program, file: string, path: string, text: string): TypeProblem[] {
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ pos, code, text: message }) => {
    const lines = text.slice(0, pos).split(/\r\n|[\n\r\u2028\u2029]/);
    const column = (lines.at(-1)?.length ?? 0) + 1;
    return { path, line: lines.length, column, code: `TS${code}`, message };
  });
}

/** While packages are missing: what follows from their absence alone, as a parameter without a type. */
function comesOfMissing({ code, message }: TypeProblem): boolean {
  if (/^TS(7\d\d\d|2347|2503|2580|2591|2688)$/.test(code)) return true;
  return code === 'TS2307' && !/'\.{1,2}\//.test(message);
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
