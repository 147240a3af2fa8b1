import type { Entry } from '../state/index.ts';
import type { FileChange, RenamedPlace } from './change-set.ts';
import type { FollowedFile } from './decide.ts';
import type { MergeInput } from './index.ts';

/** One rename of the PRD, in the names of the generated code. */
export interface Rename {
  readonly kind: 'field' | 'entity' | 'state' | 'enum' | 'command' | 'value';
  /** The declaration that has the member: `Order` for a field of it; absent for what is top-level. */
  readonly owner?: string;
  /** Every identifier that changes, in all its spellings: `note` → `remark`, `OrderNote` → `OrderRemark`. */
  readonly names: readonly { readonly from: string; readonly to: string }[];
  /** Files that change their place. */
  readonly paths?: readonly { readonly from: string; readonly to: string }[];
}

export interface Followed {
  readonly entries: Readonly<Record<string, Entry>>;
  readonly read: (path: string) => FollowedFile;
  readonly base: (path: string, entry: Entry) => string | null;
  readonly moved: readonly FileChange[];
  readonly renamed: readonly RenamedPlace[];
}

/** The tree and its bases as they are once the renames of the PRD are carried through them. */
export async function followRenames(input: MergeInput): Promise<Followed> {
  const { state, disk } = input;
  return {
    entries: state.manifest.files,
    read(path) {
      const file = disk.read(path);
      return { disk: file, text: file.kind === 'file' ? file.text : null };
    },
    base: (_, entry) => state.object(entry.base),
    moved: [],
    renamed: [],
  };
}
