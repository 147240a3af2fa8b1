import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DiagnosticError } from './diagnostic.ts';
import type { Diagnostic, Lang } from './diagnostic.ts';
import type { FilePlan } from './emit/define.ts';
import type { PlannedStep } from './evolution/index.ts';
import { startClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { asBefore, evolve, evolves, renamesIn } from './line/evolve.ts';
import { joinBranches } from './line/join-branches.ts';
import { localFile, readFacts, writeFacts } from './line/facts.ts';
import type { Facts } from './line/facts.ts';
import { findPrd, overridesIn } from './line/find-prd.ts';
import type { FoundPrd } from './line/find-prd.ts';
import { generatorVersion, inputDigest } from './line/fingerprint.ts';
import { planFromState } from './line/idle.ts';
import { mergeOverLoss, stateNotices } from './line/lost-state.ts';
import { modelOf } from './line/model-of.ts';
import type { Read } from './line/model-of.ts';
import { isIn } from './line/parts.ts';
import type { Part } from './line/parts.ts';
import { comesLater, openQuestionsOf, typesUnchecked } from './line/problems.ts';
import { otherPrd, withPrd } from './line/prd-copy.ts';
import { refusal, resultOf } from './line/report-of.ts';
import type { Result } from './line/report-of.ts';
import { summaryOf } from './line/summary.ts';
import { merge, openDisk, openTypeGate, writes } from './merge/index.ts';
import type {
  ChangeSet,
  Disk,
  MergeInput,
  MergeOptions,
  TypeGate,
  TypeProblem,
} from './merge/index.ts';
import { readState, sha256 } from './state/index.ts';
import type { Made, State } from './state/index.ts';
import { openCache } from './text-cache.ts';
import { formatter, version } from './version.ts';

export type { Part } from './line/parts.ts';
export type { Result } from './line/report-of.ts';
export type { Summary } from './line/summary.ts';

export interface Request {
  /** The folder that relative paths are from. */
  readonly cwd: string;
  /** Null: the one in a usual place. */
  readonly prd?: string | null;
  /** Null: the folder of the PRD. */
  readonly out?: string | null;
  /** Over the PRD's own language. */
  readonly lang?: Lang | null;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  /** Write nothing, and be content only with a tree that needs nothing. */
  readonly check?: boolean;
  readonly recreate?: readonly string[];
  readonly conflicts?: 'keep' | 'markers';
  /** Migrations may take things away. */
  readonly contract?: boolean;
  /** Only this part of the output. */
  readonly part?: Part | null;
  readonly onProgress?: OnProgress;
}

export type Stage = 'read' | 'emit' | 'format' | 'merge' | 'types' | 'apply';
export type OnProgress = (stage: Stage, done?: number, of?: number) => void;

interface Run {
  readonly request: Request;
  readonly clock: Clock;
  readonly prd: FoundPrd;
  readonly root: string;
  readonly generator: string;
  readonly input: string;
  readonly state: State;
  readonly disk: Disk;
  readonly progress: OnProgress;
}

/** What the PRD says. */
type Found = Pick<Read, 'document' | 'model' | 'waiting'> & { readonly facts: Facts };

/** The whole line: PRD → document → model → plan → formatted plan → change set → disk. */
export async function generate(request: Request): Promise<Result> {
  const clock = startClock();
  const prd = findPrd(request.cwd, request.prd ?? null, request.lang ?? 'en');
  const root = resolve(request.cwd, request.out ?? dirname(prd.file));
  const generator = generatorVersion();
  await finishEarlierRun(root);
  const run: Run = await clock.time('start', () => ({
    request,
    clock,
    prd,
    root,
    generator,
    input: inputDigest({
      prd: prd.text,
      lang: request.lang ?? null,
      overrides: overridesIn(root),
      generator,
    }),
    state: readState(root),
    disk: openDisk(root),
    progress: request.onProgress ?? (() => {}),
  }));
  try {
    return (await rest(run)) ?? (await work({ ...run, state: joinBranches(run.state, root, prd) }));
  } catch (error) {
    if (error instanceof DiagnosticError) {
      return refused(run, error.diagnostics, request.lang ?? error.lang);
    }
    throw error;
  }
}

/** A run that was killed on the way is carried to its end, or taken back, before anything is read. */
async function finishEarlierRun(root: string): Promise<void> {
  if (!existsSync(localFile(root, 'stage'))) return;
  const { recoverRun } = await import('./apply/index.ts');
  await recoverRun(root);
}

/** The same input as last time: nothing is generated, only what stands on disk is looked at. */
async function rest(run: Run): Promise<Result | null> {
  const { request, state, root, input } = run;
  const { manifest } = state;
  const isSame = state.status === 'ok' && manifest.input === input;
  const asksMore = request.strict || request.contract || (request.recreate ?? []).length > 0;
  if (!isSame || asksMore || Object.keys(manifest.pins).length > 0) return null;
  const paths = Object.keys(manifest.files);
  const { part } = request;
  if (part && !paths.some((path) => isIn(part, path))) return null;
  const facts = readFacts(root, input);
  const found = facts && planFromState(root, state, facts.orphans);
  if (!facts || !found) return null;
  const changed = new Set(found.plan.map((file) => file.path));
  const changeSet = await mergeWith(run, found.plan, (path) => changed.has(path));
  if (changeSet.changes.some(writes) || changeSet.problems.length > 0) return null;
  return finish(run, facts, changeSet, [], found.unchanged);
}

async function work(run: Run): Promise<Result> {
  const found = await run.clock.time('read', () => read(run));
  const gate = openTypeGate(run.root, run.state.manifest, run.disk);
  try {
    return await renew(run, found, gate);
  } finally {
    await gate.close();
  }
}

async function renew(run: Run, found: Found, gate: TypeGate): Promise<Result> {
  const { request, clock, root, progress } = run;
  const { document, model, waiting, facts } = found;
  const isDry = request.dryRun || request.check;
  const cache = openCache(localFile(root, 'cache.json'));
  const { emit } = await import('./emit/index.ts');
  const emitting = {
    overrides: overridesIn(root),
    cache,
    version: `${run.generator}, ${formatter}`,
  };
  const emitted = await clock.time('emit', () => {
    progress('emit');
    return emit(model, emitting);
  });
  const { formatPlan } = await import('./format/index.ts');
  const plan = await clock.time('format', () =>
    formatPlan(emitted, cache, { onProgress: (done, of) => progress('format', done, of) }),
  );
  const { part } = request;
  if (part && !plan.some(({ path }) => isIn(part, path))) throw comesLater(part, facts.lang);
  progress('merge');
  const evolved = await clock.time('migrations', () =>
    evolves(part)
      ? evolve(plan, {
          document,
          model,
          waiting,
          state: run.state,
          contract: request.contract === true,
        })
      : asBefore(plan, run.state),
  );
  const changeSet = await clock.time('merge', () =>
    mergeOverLoss(
      run.state,
      (state) =>
        mergeWith(
          { ...run, state },
          withPrd(evolved.plan, run.prd, root, run.state),
          part ? (path) => isIn(part, path) : () => true,
          {
            sections: evolved.sections,
            renames: renamesIn(document),
            root,
            keep: part ? [] : [run.prd.text],
          },
        ),
      async (text) => {
        const before = await modelOf({ ...run.prd, text }, request.lang ?? null, run.state);
        return formatPlan(await emit(before.model, emitting), cache);
      },
    ),
  );
  if (changeSet.problems.length > 0) return refused(run, changeSet.problems, facts.lang);
  const types = await clock.time('types', () => checkTypes(run, gate, changeSet));
  if (!isDry) {
    await clock.time('apply', () => write(run, changeSet));
    writeFacts(root, { ...facts, orphans: orphansOf(changeSet) });
    cache.save();
  }
  const warnings = [
    ...facts.warnings,
    ...(run.state.notices ?? []),
    ...evolved.notices,
    ...otherPrd(run.prd, root, facts.lang),
    ...stateNotices(changeSet, run.state, facts.lang),
    ...(types === null ? [typesUnchecked(facts.lang)] : []),
  ];
  return finish(run, { ...facts, warnings }, changeSet, types ?? [], 0, evolved.steps);
}

async function read({ request, prd, input, state, progress }: Run): Promise<Found> {
  progress('read');
  const { document, model, waiting, lang, warnings } = await modelOf(
    prd,
    request.lang ?? null,
    state,
    request.contract === true,
  );
  const open = request.strict ? openQuestionsOf(document, lang) : [];
  if (open.length > 0) throw new DiagnosticError(open);
  const facts: Facts = {
    input,
    lang,
    warnings,
    left: model.left,
    risks: model.risks,
    summary: summaryOf(model),
    orphans: [],
  };
  return { document, model, waiting, facts };
}

function mergeWith(
  run: Run,
  plan: FilePlan,
  only: (path: string) => boolean,
  more: Pick<MergeInput, 'sections' | 'renames' | 'root' | 'keep'> = {},
): Promise<ChangeSet> {
  const { request, state, disk } = run;
  const options: MergeOptions = {
    conflicts: request.conflicts ?? 'keep',
    recreate: request.recreate ?? [],
    only,
  };
  return merge({ plan, state, disk, made: madeOf(run), options, ...more });
}

/** A narrowed run leaves the rest behind, so that the next whole one has to look. */
function madeOf({ request, prd, input, state }: Run): Made {
  const { generator, prd: before } = state.manifest;
  return request.part
    ? { generator: generator || version, prd: before, formatter, input: '' }
    : { generator: version, prd: sha256(prd.text), formatter, input };
}

async function write({ root, progress }: Run, changeSet: ChangeSet): Promise<void> {
  progress('apply');
  const { apply } = await import('./apply/index.ts');
  await apply(changeSet, root);
}

/** Only where the user's own code, in files of theirs too, meets what is generated now. */
async function checkTypes(
  { progress }: Run,
  gate: TypeGate,
  changeSet: ChangeSet,
): Promise<readonly TypeProblem[] | null> {
  progress('types');
  return gate.problems(changeSet);
}

function orphansOf(changeSet: ChangeSet): readonly string[] {
  return changeSet.changes.filter(({ reason }) => reason === 'orphan').map(({ path }) => path);
}

function finish(
  run: Run,
  facts: Facts,
  changeSet: ChangeSet,
  types: readonly TypeProblem[],
  unchanged: number,
  steps: readonly PlannedStep[] = [],
): Result {
  const { request, clock, prd, root } = run;
  return resultOf({
    request,
    prd,
    root,
    facts,
    changeSet,
    types,
    unchanged,
    steps,
    timings: clock.read(),
  });
}

function refused(run: Run, problems: readonly Diagnostic[], lang: Lang | null = null): Result {
  const { request, clock, prd, root } = run;
  return refusal({ request, prd, root, timings: clock.read() }, problems, lang ?? 'en');
}
