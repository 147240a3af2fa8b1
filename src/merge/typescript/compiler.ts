import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import type { Program } from 'typescript/unstable/sync';
import type { Overlay } from './program.ts';

export type { Program };

/**
 * TypeScript's native compiler over a tree that is not on disk yet: a process of its own, and to be
 * closed. It asks for each text, so that it sees what the overlay says.
 */
export class Compiler {
  readonly #api: API;
  readonly #tsconfig: string;
  /** On no disk: the project's own options for the files asked for. */
  readonly #narrowed: string;
  #included: readonly string[] | null = null;
  #texts: Overlay = new Map();
  #folders: ReadonlySet<string> = new Set();

  /** Null where the platform's binary was not installed. */
  static over(root: string): Compiler | null {
    try {
      return new Compiler(root);
    } catch {
      return null;
    }
  }

  private constructor(root: string) {
    this.#tsconfig = join(root, 'tsconfig.json');
    this.#narrowed = join(root, 'tsconfig.ashlar-types.json');
    const fs = {
      readFile: (path: string) => this.#texts.get(path),
      fileExists: (path: string) => isThere(this.#texts.get(path)),
      directoryExists: (path: string) => this.#folders.has(path) || undefined,
    };
    this.#api = new API({ cwd: root, fs });
  }

  /** All that the project's tsconfig includes, and what the overlay adds. */
  fileNames(overlay: Overlay): readonly string[] {
    this.#see(overlay);
    if (overlay.has(this.#tsconfig)) this.#included = null;
    this.#included ??= this.#api.parseConfigFile(this.#tsconfig).fileNames;
    const added = [...overlay.keys()].filter((file) => file.endsWith('.ts'));
    const all = new Set([...this.#included, ...added]);
    return [...all].filter((file) => overlay.get(file) !== null).toSorted();
  }

  /** Of the files and all that they reach. */
  program(files: readonly string[], overlay: Overlay): Program {
    const before = [...this.#texts.keys()];
    const options = { noEmit: true, skipLibCheck: true };
    const config = { extends: './tsconfig.json', compilerOptions: options, files, include: [] };
    this.#see(new Map([...overlay, [this.#narrowed, JSON.stringify(config)]]));
    const changed = [...new Set([...before, ...this.#texts.keys()])];
    const snapshot = this.#api.updateSnapshot({
      openProjects: [this.#narrowed],
      fileChanges: { changed },
    });
    const project = snapshot.getProject(this.#narrowed);
    if (project === undefined) throw new Error(`no program for ${this.#narrowed}`);
    return project.program;
  }

  /** Killed: merely left, it may say on the terminal that it was broken off. Its process is not in the public types. */
  async close(): Promise<void> {
    const { client } = this.#api as unknown as { client: { channel: { child: ChildProcess } } };
    const { child } = client.channel;
    const ended = once(child, 'exit');
    child.ref();
    child.kill('SIGKILL');
    await ended;
  }

  #see(overlay: Overlay): void {
    const isConfigured = overlay.has(this.#tsconfig) || existsSync(this.#tsconfig);
    this.#texts = isConfigured ? overlay : new Map([...overlay, [this.#tsconfig, '{}']]);
    this.#folders = foldersOf(overlay);
  }
}

/** Undefined: as the disk has it. */
function isThere(text: string | null | undefined): boolean | undefined {
  return text === undefined ? undefined : text !== null;
}

function foldersOf(overlay: Overlay): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const [path, text] of overlay) {
    if (text === null) continue;
    for (let at = dirname(path); !folders.has(at); at = dirname(at)) folders.add(at);
  }
  return folders;
}
