import type { Entry } from '../state/index.ts';
import type { FileChange, RenamedPlace } from './change-set.ts';
import type { FollowedFile } from './file-change.ts';
import type { MergeInput } from './index.ts';

/** A rename as the PRD says it: `Product.title` to `Product.name`, `Shopper` to `Customer`. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

export interface Followed {
  readonly entries: Readonly<Record<string, Entry>>;
  readonly read: (path: string) => FollowedFile;
  readonly base: (path: string, entry: Entry) => string | null;
  /** Files of the user's own, and places that files have left. */
  readonly others: readonly FileChange[];
  readonly renamed: readonly RenamedPlace[];
}

/** The tree and its bases as they are once the renames of the PRD are carried through them. */
export async function followRenames(input: MergeInput): Promise<Followed> {
  const { state, disk, renames = [] } = input;
  if (renames.length > 0 && input.root !== undefined) {
    const { follow } = await import('./rename/follow.ts');
    const followed = follow(input, input.root, renames);
    if (followed !== null) return followed;
  }
  return {
    entries: state.manifest.files,
    read(path) {
      const file = disk.read(path);
      return { disk: file, text: file.kind === 'file' ? file.text : null, movedFrom: null };
    },
    base: (_, entry) => state.object(entry.base),
    others: [],
    renamed: [],
  };
}
