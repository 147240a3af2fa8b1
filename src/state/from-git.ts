import { execFileSync } from 'node:child_process';

type Accept = (text: string) => boolean;

/** What two branches and the commit that both came from say of the state. */
export interface Branches {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Merges that are going on, and those of late; newest first. Of a rebase the branch as it was. */
export function branchesFromGit(root: string): readonly Branches[] {
  const merges = git(root, ['log', `-${MOST}`, '--merges', '--format=%P', 'HEAD']);
  const pairs = [
    ...['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'ORIG_HEAD'].map((one) => ['HEAD', one] as const),
    ...(merges?.split('\n') ?? []).map((line) => line.split(' ', 2)),
  ];
  return pairs.flatMap(([one, other]) => {
    if (!one || !other) return [];
    const fork = git(root, ['merge-base', one, other])?.trim();
    const [base, ours, theirs] = [fork, one, other].map((revision) =>
      revision ? git(root, ['show', `${revision}:./${MANIFEST}`]) : null,
    );
    return base && ours && theirs ? [{ base, ours, theirs }] : [];
  });
}

/** Newest versions first; a few are enough, as the state changes with every run. */
const MOST = 20;

const MANIFEST = '.ashlar/manifest.json';

/** What the history of the user's own repository still holds of the state. Git is not required. */
export function fromGit(root: string) {
  return {
    /** Of the branch that is checked out; another one's says nothing of these files. */
    manifest: (accept: Accept) => newest(root, MANIFEST, [], accept),
    object: (sha: string, accept: Accept) =>
      newest(root, `.ashlar/objects/${sha}`, ['--all'], accept),
  };
}

function newest(
  root: string,
  path: string,
  branches: readonly string[],
  accept: Accept,
): string | null {
  const commits = git(root, ['log', `-${MOST}`, ...branches, '--format=%H', '--', path]);
  for (const commit of commits?.split('\n').filter(Boolean) ?? []) {
    const text = git(root, ['show', `${commit}:./${path}`]);
    if (text !== null && accept(text)) return text;
  }
  return null;
}

function git(root: string, args: readonly string[]): string | null {
  try {
    return execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch {
    return null;
  }
}
