import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import type { FilePlan } from '../emit/define.ts';
import type { State } from '../state/index.ts';
import type { FoundPrd } from './find-prd.ts';

const NAME = 'PRD.md';

/** A backend made elsewhere than beside its PRD takes a copy along, once: from then on it can be worked on alone. */
export function withPrd(plan: FilePlan, prd: FoundPrd, root: string, state: State): FilePlan {
  const isKnown = state.manifest.files[NAME] !== undefined;
  const isBeside = dirname(prd.file) === root;
  if (!isKnown && (isBeside || textAt(root) !== null)) return plan;
  return [...plan, { path: NAME, text: prd.text, kind: 'once' as const, causes: [] }].sort(
    (a, b) => (a.path < b.path ? -1 : 1),
  );
}

/** Two PRDs of one backend that differ: sooner or later a run would follow the wrong one. */
export function otherPrd(prd: FoundPrd, root: string, lang: Lang): readonly Diagnostic[] {
  const copy = dirname(prd.file) === root ? null : textAt(root);
  if (copy === null || copy === prd.text) return [];
  const message = {
    en: `${NAME} in the folder of the backend differs from the PRD of this run`,
    zh: `后端目录中的 ${NAME} 与本次所用的 PRD 不同`,
  };
  const next = {
    en: 'keep one: run in that folder from now on, or copy this PRD over it',
    zh: '请只保留一份：以后在该目录中运行，或用本次的 PRD 覆盖它',
  };
  return [
    {
      code: 'cli.two_prds',
      severity: 'warning',
      message: message[lang],
      file: prd.name,
      next: next[lang],
    },
  ];
}

function textAt(root: string): string | null {
  try {
    return readFileSync(join(root, NAME), 'utf8');
  } catch {
    return null;
  }
}
