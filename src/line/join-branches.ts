import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import { MergeConflict, mergeSnapshots } from '../evolution/index.ts';
import type { Snapshot } from '../evolution/index.ts';
import { branchesFromGit, readManifest } from '../state/index.ts';
import type { Json, Manifest, State } from '../state/index.ts';
import { snapshotOf } from './evolve.ts';

interface Speaks {
  readonly lang: Lang;
  readonly file: string;
}

interface Side {
  readonly snapshot: Snapshot;
  readonly migrations: readonly string[];
}

/** Two branches that each made migrations, merged by git: the state knows both from now on. */
export function joinBranches(
  state: State,
  root: string,
  prd: { readonly name: string; readonly text: string },
): State {
  const { theirs: second, ...manifest } = state.manifest;
  const [one, other] = [manifest.sections, second].map((sections) => snapshotOf(sections ?? {}));
  if (!one || !other || print(one) === print(other)) return state;
  const lang = /^lang:\s*zh\b/m.test(prd.text) ? 'zh' : 'en';
  const speaks = { lang, file: prd.name } as const;
  const sides = findSides(root, [print(one.database), print(other.database)]);
  if (sides === null) throw refused(speaks, nothingKnown);
  const [base, ours, theirs] = sides;
  const evolution = join(sides, speaks);
  const sections = { ...manifest.sections, evolution: JSON.parse(print(evolution)) as Json };
  const fresh = (side: Side): readonly string[] =>
    side.migrations.filter((name) => !base.migrations.includes(name));
  const notice = said(speaks, [...fresh(ours), ...fresh(theirs)].sort());
  return { ...state, manifest: { ...manifest, sections }, notices: [notice] };
}

/** The merge that made what stands in the state: not any merge of the project's history. */
function findSides(
  root: string,
  databases: readonly string[],
): readonly [base: Side, ours: Side, theirs: Side] | null {
  for (const found of branchesFromGit(root)) {
    const [base, ours, theirs] = [found.base, found.ours, found.theirs].map(sideOf);
    if (!base || !ours || !theirs) continue;
    // After a rebase the branch in front holds both, and only the state itself still has its own.
    const known = [print(ours.snapshot.database), print(theirs.snapshot.database)];
    if (databases.every((one) => known.includes(one))) return [base, ours, theirs];
  }
  return null;
}

function sideOf(text: string): Side | null {
  const manifest = readManifest(text);
  const snapshot = manifest === null ? null : snapshotOf(manifest.sections);
  if (manifest === null || snapshot === null) return null;
  return { snapshot, migrations: migrationsOf(manifest) };
}

function migrationsOf({ files }: Manifest): readonly string[] {
  return Object.keys(files).filter((path) => /\/migrations\/[^/]+\.sql$/.test(path));
}

function join([base, ours, theirs]: readonly [Side, Side, Side], speaks: Speaks): Snapshot {
  try {
    return mergeSnapshots(base.snapshot, ours.snapshot, theirs.snapshot);
  } catch (error) {
    if (!(error instanceof MergeConflict)) throw error;
    throw refused(speaks, {
      en: `two branches changed the same thing of the database (${error.message})`,
      zh: `两个分支对数据库的同一处作了不同改动（${error.message}）`,
    });
  }
}

const nothingKnown = {
  en: 'two branches each made migrations, and git does not tell from where they set out',
  zh: '两个分支各自生成了迁移，而 git 中找不到它们的共同起点',
};

function refused({ lang, file }: Speaks, message: Readonly<Record<Lang, string>>): DiagnosticError {
  const next = {
    en: 'take the state of one (`git checkout <branch> -- .ashlar/manifest.json`), delete the migrations that only the other made, and run again: what its PRD changed is planned anew',
    zh: '请取其中一个分支的状态（`git checkout <分支> -- .ashlar/manifest.json`），删除仅由另一分支生成的迁移，然后重新运行：其 PRD 改动会重新规划',
  };
  return new DiagnosticError([
    {
      code: 'evolution.branches_differ',
      severity: 'error',
      message: message[lang],
      file,
      next: next[lang],
    },
  ]);
}

function said({ lang, file }: Speaks, paths: readonly string[]): Diagnostic {
  const list = paths.map((path) => path.split('/').at(-1)).join(', ');
  const message = {
    en: `two branches each made migrations; they run in this order: ${list}`,
    zh: `两个分支各自生成了迁移；执行顺序：${list}`,
  };
  return { code: 'evolution.branches_joined', severity: 'warning', message: message[lang], file };
}

function print(value: unknown): string {
  return JSON.stringify(value);
}
