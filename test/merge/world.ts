import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { apply } from '../../src/apply/index.ts';
import type { Report } from '../../src/apply/index.ts';
import type { FileKind, FilePlan } from '../../src/emit/define.ts';
import { merge, openDisk } from '../../src/merge/index.ts';
import type { ChangeSet, MergeInput } from '../../src/merge/index.ts';
import { readState, sha256 } from '../../src/state/index.ts';

export type Files = Readonly<
  Record<string, string | { readonly text: string; readonly kind: FileKind }>
>;

export function planOf(files: Files): FilePlan {
  return Object.entries(files)
    .map(([path, file]) => ({
      path,
      text: typeof file === 'string' ? file : file.text,
      kind: typeof file === 'string' ? ('managed' as const) : file.kind,
      causes: [],
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export type Extra = Partial<Pick<MergeInput, 'options' | 'renames' | 'root' | 'sections' | 'made'>>;

export async function changesFor(
  root: string,
  files: Files,
  extra: Extra = {},
): Promise<ChangeSet> {
  return merge({
    plan: planOf(files),
    state: readState(root),
    disk: openDisk(root),
    made: {
      generator: '1.0.0',
      prd: sha256('PRD'),
      formatter: 'prettier 3.10.1',
      input: sha256(JSON.stringify(files)),
    },
    ...extra,
  });
}

/** A project in a folder of its own: generated again and again, and written by its owner in between. */
export class World {
  readonly root: string;

  constructor(root = mkdtempSync(join(tmpdir(), 'world-'))) {
    this.root = root;
  }

  async run(files: Files, extra: Extra = {}): Promise<{ changes: ChangeSet; report: Report }> {
    const changes = await changesFor(this.root, files, extra);
    return { changes, report: await apply(changes, this.root) };
  }

  write(path: string, text: string, mode?: number): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text, mode === undefined ? {} : { mode });
  }

  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`not in ${path}: ${from}`);
    this.write(
      path,
      text.replace(from, () => to),
    );
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  mode(path: string): number {
    return statSync(join(this.root, path)).mode & 0o777;
  }

  /** All files but those of this machine only, by path. */
  tree(): Record<string, string> {
    return treeAt(this.root);
  }

  end(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function treeAt(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith('.ashlar/local') && !path.startsWith('.git/'))
      .filter((path) => statSync(join(root, path)).isFile())
      .toSorted()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}
