/** One leaf: a path, the mark before its name, the note after it. */
export interface Leaf {
  readonly path: string;
  readonly mark: string;
  readonly note: string;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly leaves: Leaf[];
}

/** A tree of at most `rows` lines: folders are closed, the deepest first, until it fits. */
export function treeOf(leaves: readonly Leaf[], rows: number): readonly string[] {
  const root = folderOf(leaves);
  let best = print(root, 1);
  for (let depth = 2; depth <= 12; depth += 1) {
    const lines = print(root, depth);
    if (lines.length > rows) break;
    best = lines;
  }
  return best.length <= rows ? best : [...best.slice(0, rows - 1), `  … ${best.length - rows + 1}`];
}

/** All of it, however long. */
export function wholeTree(leaves: readonly Leaf[]): readonly string[] {
  return print(folderOf(leaves), Number.POSITIVE_INFINITY);
}

function folderOf(leaves: readonly Leaf[]): Folder {
  const root: Folder = { folders: new Map(), leaves: [] };
  for (const leaf of leaves) {
    let at = root;
    for (const part of leaf.path.split('/').slice(0, -1)) {
      const next = at.folders.get(part) ?? { folders: new Map(), leaves: [] };
      at.folders.set(part, next);
      at = next;
    }
    at.leaves.push(leaf);
  }
  return root;
}

function print(folder: Folder, depth: number, indent = '  '): string[] {
  const folders = [...folder.folders].sort(([one], [other]) => (one < other ? -1 : 1));
  const below = folders.flatMap(([name, inner]) => {
    const [path, end] = chain(name, inner);
    if (depth <= 1) return [`${indent}${path}/  ${count(end)}`];
    return [`${indent}${path}/`, ...print(end, depth - 1, `${indent}  `)];
  });
  return [...below, ...folder.leaves.map((leaf) => `${indent}${lineOf(leaf)}`)];
}

/** Folders that hold one folder and nothing else stand on one line. */
function chain(name: string, folder: Folder): readonly [string, Folder] {
  const [only, ...others] = folder.folders;
  if (only === undefined || others.length > 0 || folder.leaves.length > 0) return [name, folder];
  const [rest, end] = chain(only[0], only[1]);
  return [`${name}/${rest}`, end];
}

function count(folder: Folder): string {
  const marks = new Map<string, number>();
  for (const leaf of allLeaves(folder)) marks.set(leaf.mark, (marks.get(leaf.mark) ?? 0) + 1);
  return [...marks].map(([mark, many]) => `${mark} ${many}`).join('  ');
}

function allLeaves(folder: Folder): readonly Leaf[] {
  return [...folder.leaves, ...[...folder.folders.values()].flatMap(allLeaves)];
}

function lineOf({ path, mark, note }: Leaf): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return `${mark} ${name}${note === '' ? '' : `  ${note}`}`;
}
