import { execFileSync } from 'node:child_process';

type Accept = (text: string) => boolean;

/** Newest versions first; a few are enough, as the state changes with every run. */
const MOST = 20;

/** What the history of the user's own repository still holds of the state. Git is not required. */
export function fromGit(root: string) {
  return {
    /** Of the branch that is checked out; another one's says nothing of these files. */
    manifest: (accept: Accept) => newest(root, '.ashlar/manifest.json', [], accept),
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
