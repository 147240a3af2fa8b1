import type { Diagnostic, Lang } from '../diagnostic.ts';
import type { FilePlan } from '../emit/define.ts';
import type { ChangeSet } from '../merge/index.ts';
import { sha256 } from '../state/index.ts';
import type { State } from '../state/index.ts';
import { version } from '../version.ts';

/**
 * Merges; where texts that were last generated are lost, they are made again and the merge is done
 * with them. Only the version that made them can, and from the PRD that they were made from; each is
 * known by its sha256, so nothing else is ever taken for it.
 */
export async function mergeOverLoss(
  state: State,
  merge: (state: State) => Promise<ChangeSet>,
  planOf: (prd: string) => Promise<FilePlan>,
): Promise<ChangeSet> {
  const changeSet = await merge(state);
  const { manifest } = state;
  if (lostBases(changeSet, state).length === 0 || manifest.generator !== version) return changeSet;
  const prd = state.object(manifest.prd);
  if (prd === null) return changeSet;
  const plan = await planOf(prd);
  const made = new Map(plan.map(({ text }) => [sha256(text), text]));
  return merge({ ...state, object: (sha) => state.object(sha) ?? made.get(sha) ?? null });
}

/** Files that could only be compared with what is generated now, not merged with it. */
function lostBases({ changes }: ChangeSet, { manifest, object }: State): readonly string[] {
  return changes
    .filter(({ conflicts }) => conflicts.some(({ kind }) => kind === 'exists'))
    .map(({ path }) => path)
    .filter((path) => {
      const entry = manifest.files[path];
      return entry !== undefined && object(entry.base) === null;
    });
}

/** What is to be said of a state that was not as it should be. */
export function stateNotices(changeSet: ChangeSet, state: State, lang: Lang): Diagnostic[] {
  const lost = lostBases(changeSet, state);
  const texts = {
    recovered: {
      en: '.ashlar/manifest.json was missing or damaged and was taken from the git history',
      zh: '.ashlar/manifest.json 缺失或损坏，已从 git 历史恢复',
    },
    lost: {
      en: '.ashlar/manifest.json cannot be read and git has no copy: nothing that differs from what is generated was overwritten',
      zh: '.ashlar/manifest.json 无法读取，git 中也没有副本：与生成结果不同的文件均未覆盖',
    },
    base_lost: {
      en: `the last generated text of ${lost.length} files is lost, so they were not merged: ${lost.join(', ')}`,
      zh: `${lost.length} 个文件上次生成的内容已丢失，未做合并：${lost.join(', ')}`,
    },
  };
  const warn = (code: keyof typeof texts, next?: string): Diagnostic => ({
    code: `state.${code}`,
    severity: 'warning',
    message: texts[code][lang],
    ...(next === undefined ? {} : { next }),
  });
  return [
    ...(state.status === 'recovered' || state.status === 'lost' ? [warn(state.status)] : []),
    ...(lost.length > 0 ? [warn('base_lost', 'npx plop status')] : []),
  ];
}
