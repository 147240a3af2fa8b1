import type { Diagnostic } from '../diagnostic.ts';
import type { PlannedFile } from '../emit/define.ts';
import { sha256 } from '../state/index.ts';
import type { Entry, Pin } from '../state/index.ts';
import type { Action, Conflict, FileChange, Reason } from './change-set.ts';
import { changeOf as change } from './file-change.ts';
import type { Details, Question } from './file-change.ts';
import { partialBase } from './partial-base.ts';
import { error, hasMarkers } from './refuse.ts';
import { plain, shapeOf, shaped } from './shape.ts';
import { mergesWithoutBase, mergeTexts } from './texts.ts';
import { suggestions } from './words.ts';

export interface Decision {
  readonly change: FileChange | null;
  readonly entry: { readonly path: string; readonly entry: Entry } | null;
  readonly pin: { readonly path: string; readonly pin: Pin } | null;
  /** The generated text that the state is to hold. */
  readonly generated: string | null;
  /** The text of its entry's base, where that is neither the old nor the new generated one. */
  readonly base?: string | null;
  readonly problem?: Diagnostic;
}

/** One path: what is planned, what was last generated, what stands on disk. */
export async function decide(question: Question): Promise<Decision> {
  const { planned, entry } = question;
  if (planned === null) return gone(question);
  if (entry === null) return unknown(question, planned);
  if (entry.kind !== 'managed') return theirs(question, planned, entry);
  return managed(question, planned, entry);
}

/** The model no longer has it. */
function gone(question: Question): Decision {
  const { path, entry, file } = question;
  if (entry === null || file.disk.kind !== 'file') return nothing;
  const kept = { entry: { path, entry }, pin: null, generated: null };
  if (entry.kind === 'append') return { ...kept, change: change(question, 'keep', 'append') };
  const base = question.base(path, entry);
  if (base !== null && file.text !== null && plain(file.text) === plain(base)) {
    return { ...nothing, change: change(question, 'delete', 'gone', { text: null }) };
  }
  return { ...kept, change: change(question, 'keep', 'orphan') };
}

const nothing: Decision = { change: null, entry: null, pin: null, generated: null };

/** Nothing of ours is known to stand there. */
async function unknown(question: Question, planned: PlannedFile): Promise<Decision> {
  const { path, file } = question;
  if (file.disk.kind === 'none') return written(question, planned, 'create', 'new', planned.text);
  if (file.text !== null && plain(file.text) === plain(planned.text)) {
    return settled(question, planned, 'adopt', 'same');
  }
  if (planned.kind === 'once') return settled(question, planned, 'keep', 'once');
  if (file.text !== null && planned.kind === 'managed' && mergesWithoutBase(path)) {
    return merged(question, planned, null, file.text);
  }
  return beside(question, planned);
}

/** `once` and `append`: made, then never changed by us. */
function theirs(question: Question, planned: PlannedFile, entry: Entry): Decision {
  const { path, file } = question;
  if (file.disk.kind === 'none') {
    if (recreated(question)) return written(question, planned, 'create', 'new', planned.text);
    return keptEntry(question, entry, 'keep', 'deleted_by_you');
  }
  const base = question.base(path, entry);
  const untouched = base !== null && file.text !== null && plain(file.text) === plain(base);
  return keptEntry(
    question,
    entry,
    untouched ? 'unchanged' : 'keep',
    entry.kind === 'once' ? 'once' : 'append',
  );
}

async function managed(question: Question, planned: PlannedFile, entry: Entry): Promise<Decision> {
  const { path, file } = question;
  const same = entry.base === sha256(planned.text);
  if (file.disk.kind === 'none') {
    if (recreated(question)) return written(question, planned, 'create', 'new', planned.text);
    return settled(question, planned, 'keep', same ? 'deleted_by_you' : 'still_deleted');
  }
  if (file.text === null)
    return same ? settled(question, planned, 'keep', 'yours') : beside(question, planned, entry);
  const ours = plain(file.text);
  if (ours === plain(planned.text)) {
    return settled(question, planned, same ? 'unchanged' : 'adopt', 'same');
  }
  if (same) return settled(question, planned, 'keep', 'yours');
  const base = question.base(path, entry);
  if (base === null) return beside(question, planned, entry);
  if (ours === plain(base)) {
    return written(
      question,
      planned,
      'update',
      'untouched',
      shaped(planned.text, shapeOf(file.text)),
    );
  }
  return merged(question, planned, base, file.text, entry);
}

function recreated(question: Question): boolean {
  return question.options.recreate?.includes(question.path) ?? false;
}

async function merged(
  question: Question,
  planned: PlannedFile,
  base: string | null,
  ours: string,
  entry?: Entry,
): Promise<Decision> {
  const { path, options } = question;
  if (hasMarkers(ours)) return { ...nothing, problem: markers(path) };
  const texts = {
    path,
    base: base === null ? null : plain(base),
    ours: plain(ours),
    theirs: plain(planned.text),
    markers: options.conflicts === 'markers',
    layout: await question.layout(),
  };
  const result = await mergeTexts(texts);
  const text = shaped(result.text, shapeOf(ours));
  const { symbols } = result;
  const conflicts = result.conflicts.map((one) => ({
    path,
    ...one,
    suggestion: suggestions[one.kind],
  }));
  const action = text === question.file.text ? 'keep' : 'merge';
  const why = { text, symbols, conflicts };
  if (conflicts.length > 0) {
    const next = entry === undefined ? null : await partialBase(texts, result);
    const pinnedTo =
      next === null || entry === undefined ? entry : { ...entry, base: sha256(next) };
    return { ...pinned(question, planned, action, 'both', why, pinnedTo), base: next };
  }
  return {
    ...settled(question, planned, action, 'both'),
    change: change(question, action, 'both', why),
  };
}

function markers(path: string): Diagnostic {
  return error(
    'merge.conflict_markers',
    `${path} holds conflict markers (<<<<<<<), so it cannot be merged`,
    path,
    'settle the conflict in the file and run again',
  );
}

/** Two texts and no common base: ours is never overwritten, the new one is laid down beside it. */
function beside(question: Question, planned: PlannedFile, entry?: Entry): Decision {
  const conflict: Conflict = {
    path: question.path,
    key: '*',
    kind: 'exists',
    base: null,
    ours: question.file.text,
    theirs: planned.text,
    suggestion: suggestions.exists,
  };
  return pinned(question, planned, 'keep', 'exists', { conflicts: [conflict] }, entry);
}

/** At the places in conflict the base stays as it is until they are settled. */
function pinned(
  question: Question,
  planned: PlannedFile,
  action: Action,
  reason: Reason,
  details: Details,
  entry?: Entry,
): Decision {
  const { path } = question;
  return {
    change: change(question, action, reason, details),
    entry: entry === undefined ? null : { path, entry },
    pin: { path, pin: { theirs: sha256(planned.text) } },
    generated: planned.text,
  };
}

function written(
  question: Question,
  planned: PlannedFile,
  action: Action,
  reason: Reason,
  text: string,
): Decision {
  return {
    ...settled(question, planned, action, reason),
    change: change(question, action, reason, { text }),
  };
}

/** The base advances to what is planned. */
function settled(
  question: Question,
  planned: PlannedFile,
  action: Action,
  reason: Reason,
): Decision {
  const { path } = question;
  return {
    change: change(question, action, reason),
    entry: { path, entry: { kind: planned.kind, base: sha256(planned.text) } },
    pin: null,
    generated: planned.text,
  };
}

function keptEntry(question: Question, entry: Entry, action: Action, reason: Reason): Decision {
  const { path } = question;
  return {
    change: change(question, action, reason),
    entry: { path, entry },
    pin: null,
    generated: null,
  };
}
