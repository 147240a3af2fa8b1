import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Project } from 'ts-morph';
import { ts } from './parser.ts';

/** What the tree will be: texts by absolute path, `null` for what will be gone. */
export type Overlay = ReadonlyMap<string, string | null>;

export interface Setup {
  readonly options: ts.CompilerOptions;
  /** All that the project's tsconfig includes, with the overlay seen. */
  readonly fileNames: readonly string[];
}

/** The compiler in this process over a tree that is not on disk yet: it says where a name is used. */
export class Programs {
  readonly #root: string;
  #library: ReadonlyMap<string, ts.SourceFile> = new Map();

  constructor(root: string) {
    this.#root = resolve(root);
  }

  setup(overlay: Overlay): Setup {
    const path = join(this.#root, 'tsconfig.json');
    const text = read(path, overlay) ?? '{}';
    const { config } = ts.parseConfigFileTextToJson(path, text) as { config?: object };
    const host: ts.ParseConfigHost = {
      useCaseSensitiveFileNames: true,
      fileExists: (file) => read(file, overlay) !== null,
      readFile: (file) => read(file, overlay) ?? undefined,
      readDirectory: (folder, extensions, exclude, include, depth) =>
        ts.sys.readDirectory(folder, extensions, exclude, include, depth),
    };
    const parsed = ts.parseJsonConfigFileContent(config ?? {}, host, this.#root);
    const added = [...overlay.keys()].filter((file) => file.endsWith('.ts'));
    const all = new Set([...parsed.fileNames, ...added]);
    const fileNames = [...all].filter((file) => overlay.get(file) !== null).toSorted();
    return { options: { ...parsed.options, noEmit: true, skipLibCheck: true }, fileNames };
  }

  /** The editor's view of a program: where a name is used. */
  service(
    roots: readonly string[],
    options: ts.CompilerOptions,
    overlay: Overlay,
  ): ts.LanguageService {
    if (this.#library.size === 0) this.#library = libraryOf(options);
    const host: ts.LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [...roots],
      getScriptVersion: () => '1',
      getScriptSnapshot: (file) => {
        const text = this.#library.get(file)?.text ?? read(file, overlay);
        return text === null ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => this.#root,
      getDefaultLibFileName: (one) => `${LIBRARY}/${ts.getDefaultLibFileName(one)}`,
      fileExists: (file) => this.#library.has(file) || exists(file, overlay),
      readFile: (file) => read(file, overlay) ?? undefined,
      directoryExists: (folder) => ts.sys.directoryExists(folder) || covers(folder, overlay),
      getDirectories: (folder) => ts.sys.getDirectories(folder),
    };
    return ts.createLanguageService(host);
  }
}

const LIBRARY = '/node_modules/typescript/lib';

/** The compiler's own declarations come within its package, not as files. */
function libraryOf(options: ts.CompilerOptions): ReadonlyMap<string, ts.SourceFile> {
  const { lib, target } = options;
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { ...(lib ? { lib } : {}), ...(target ? { target } : {}), types: [] },
  });
  project.createSourceFile('/empty.ts', '');
  const files = project.getProgram().compilerObject.getSourceFiles();
  return new Map(
    files.filter((file) => file.fileName.startsWith(LIBRARY)).map((file) => [file.fileName, file]),
  );
}

function exists(path: string, overlay: Overlay): boolean {
  const over = overlay.get(path);
  if (over !== undefined) return over !== null;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function read(path: string, overlay: Overlay): string | null {
  const over = overlay.get(path);
  if (over !== undefined) return over;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function covers(folder: string, overlay: Overlay): boolean {
  return [...overlay.keys()].some((path) => path.startsWith(`${folder}/`));
}
