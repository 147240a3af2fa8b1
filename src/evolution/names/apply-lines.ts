import type { Problems } from '../problems.ts';
import type { Line } from './lines.ts';
import type { NewName } from './tree.ts';
import { found, foundNew } from './work.ts';
import type { OldName } from './work.ts';

/** Values of a field that left long ago, wanted under another name after all. */
export interface LateRename {
  readonly from: OldName;
  readonly to: OldName;
}

/** Columns that go into a value object, or come out of one. */
export interface Move {
  readonly from: OldName;
  readonly fromPath: readonly string[];
  readonly to: readonly string[];
}

export interface DataMove {
  readonly from: OldName;
  readonly to: readonly string[];
  readonly line: Line;
}

export interface Applied {
  /** All that have done their work, now or before. */
  readonly done: ReadonlySet<string>;
  readonly late: readonly LateRename[];
  readonly moves: readonly Move[];
  readonly data: readonly DataMove[];
  /** `retire: { A.deleted: purge }`, by the entity's name. */
  readonly deleted: ReadonlyMap<string, 'purge' | 'keep'>;
}

interface Applying {
  readonly old: OldName[];
  readonly next: readonly NewName[];
  readonly problems: Problems;
  readonly done: Set<string>;
  readonly late: LateRename[];
  readonly moves: Move[];
  readonly data: DataMove[];
  readonly deleted: Map<string, 'purge' | 'keep'>;
}

/** Applies lines in order, each in the names that those before it left. */
export function applyLines(
  lines: readonly Line[],
  old: OldName[],
  next: readonly NewName[],
  remembered: readonly string[],
  problems: Problems,
): Applied {
  const applying: Applying = {
    old,
    next,
    problems,
    done: new Set(remembered),
    late: [],
    moves: [],
    data: [],
    deleted: new Map(),
  };
  for (const line of lines) {
    if (applying.done.has(line.key)) noteReturned(applying, line);
    else applyLine(applying, line);
  }
  return applying;
}

function applyLine(applying: Applying, line: Line): void {
  switch (line.kind) {
    case 'rename':
      return rename(applying, line);
    case 'drop':
      return drop(applying, line);
    case 'retire':
      return retire(applying, line);
    case 'data':
      return moveData(applying, line);
  }
}

function rename(applying: Applying, line: Line): void {
  const { old, problems } = applying;
  const target = found(old, line.to, false);
  const whole = line.from.length === 3 ? objectField(old, line.from) : null;
  if (whole !== null) return move(applying, line, whole);
  const source = found(old, line.from, false);
  const isMoved = followMoves(applying, line);
  if (source === null) {
    if (isMoved) applying.done.add(line.key);
    else renameLeft(applying, line, target);
    return;
  }
  if (line.from.length !== line.to.length || isIntoObject(applying, line)) {
    return move(applying, line, source);
  }
  if (target !== null && target !== source) {
    const [a, b] = [line.from.join('.'), line.to.join('.')];
    problems.refuse(
      'name_taken',
      line.at,
      {
        en: `"${line.text}": ${b} is still there`,
        zh: `“${line.text}”：${b} 仍然存在`,
      },
      {
        en: `to swap two names write three lines: renames: [${b} -> ${b}Old, ${a} -> ${b}, ${b}Old -> ${a}]`,
        zh: `要交换两个名称请写三行：renames: [${b} -> ${b}Old, ${a} -> ${b}, ${b}Old -> ${a}]`,
      },
    );
    return;
  }
  if (line.from.slice(0, -1).join('.') !== line.to.slice(0, -1).join('.')) {
    problems.refuse(
      'rename_elsewhere',
      line.at,
      {
        en: `"${line.text}" leads from one entity to another`,
        zh: `“${line.text}”跨越了两个实体`,
      },
      {
        en: `add the new field with \`backfill(…)\` and write \`drops: [${line.from.join('.')}]\``,
        zh: `请给新字段写 \`backfill(…)\`，并写 \`drops: [${line.from.join('.')}]\``,
      },
    );
    return;
  }
  source.name = line.to.at(-1) ?? source.name;
  applying.done.add(line.key);
}

/** The source has left already, or never was. */
function renameLeft(applying: Applying, line: Line, target: OldName | null): void {
  const left = found(applying.old, line.from, true);
  if (left === null) {
    if (target === null && foundNew(applying.next, line.to) === null) noteUnknown(applying, line);
    // It came with the target, or the target is new: there is nothing to carry over.
    applying.done.add(line.key);
    return;
  }
  applying.done.add(line.key);
  if (target !== null) {
    applying.late.push({ from: left, to: target });
    return;
  }
  left.left = false;
  left.name = line.to.at(-1) ?? left.name;
}

/** `Customer.city -> Customer.address.city`, and the way back. */
function isIntoObject(applying: Applying, line: Line): boolean {
  const target = foundNew(applying.next, line.to.slice(0, 2));
  return line.to.length === 3 && target?.field?.type.kind === 'value';
}

/** The field that a path like `Customer.address.city` goes into. */
function objectField(old: readonly OldName[], path: readonly string[]): OldName | null {
  const field = found(old, path.slice(0, 2), false);
  return field?.columns.some((one) => one.path[0] === path[2]) === true ? field : null;
}

/** What a line before moved elsewhere may be moved on, or what bears it be renamed. */
function followMoves({ moves, next }: Applying, { from, to }: Line): boolean {
  let followed = false;
  for (const [at, one] of moves.entries()) {
    const led = leadsOn(one.to, from, to) ?? memberLedOn(next, one.to, from, to);
    if (led === null) continue;
    moves[at] = { ...one, to: led };
    followed = true;
  }
  return followed;
}

function leadsOn(
  path: readonly string[],
  from: readonly string[],
  to: readonly string[],
): readonly string[] | null {
  const isBelow = from.length <= path.length && from.every((one, at) => one === path[at]);
  return isBelow ? [...to, ...path.slice(from.length)] : null;
}

/** `Address.zip -> Address.postcode`, where the zip has just come into an address. */
function memberLedOn(
  next: readonly NewName[],
  path: readonly string[],
  from: readonly string[],
  to: readonly string[],
): readonly string[] | null {
  const [object, member = ''] = to;
  const isMember = path.length === 3 && from.length === 2 && path[2] === from[1];
  const type = isMember ? foundNew(next, path.slice(0, 2))?.field?.type : undefined;
  if (type?.kind !== 'value' || type.value.className !== object) return null;
  return [...path.slice(0, 2), member];
}

function move(applying: Applying, line: Line, source: OldName): void {
  source.moved = true;
  const fromPath = line.from.slice(2);
  applying.moves.push({ from: source, fromPath, to: line.to });
  applying.done.add(line.key);
}

function drop(applying: Applying, line: Line): void {
  const source = found(applying.old, line.from, false);
  if (foundNew(applying.next, line.from) !== null) {
    applying.problems.notice('still_there', line.at, {
      en: `"${line.text}": it is still in the PRD and stays`,
      zh: `“${line.text}”：它仍在 PRD 中，因此保留`,
    });
    return;
  }
  if (source === null) return noteUnknown(applying, line);
  source.left = true;
  applying.done.add(line.key);
}

function retire(applying: Applying, line: Line): void {
  const [entity = '', what] = line.from;
  const to = line.to.join('.');
  if (line.from.length === 2 && what === 'deleted' && (to === 'purge' || to === 'keep')) {
    applying.deleted.set(entity, to);
    return;
  }
  const source = found(applying.old, line.from, false);
  const replacement = [...line.from.slice(0, -1), to];
  // What bears the value goes with it.
  if (source?.parent && leaves(source.parent)) return void applying.done.add(line.key);
  if (source === null || foundNew(applying.next, line.from) !== null) {
    return source === null ? noteUnknown(applying, line) : drop(applying, line);
  }
  if (foundNew(applying.next, replacement) === null) {
    applying.problems.refuse(
      'unknown_replacement',
      line.at,
      { en: `"${line.text}": there is no ${to}`, zh: `“${line.text}”：没有 ${to}` },
      { en: 'name a value that is there', zh: '请写一个存在的值' },
    );
    return;
  }
  source.left = true;
  source.becomes = to;
  applying.done.add(line.key);
}

function leaves(one: OldName): boolean {
  return one.left || (one.parent !== null && leaves(one.parent));
}

function moveData(applying: Applying, line: Line): void {
  const source = found(applying.old, line.from, false) ?? found(applying.old, line.from, true);
  if (foundNew(applying.next, line.to) === null) {
    applying.problems.refuse(
      'unknown_target',
      line.at,
      {
        en: `"${line.text}": there is no ${line.to.join('.')}`,
        zh: `“${line.text}”：没有 ${line.to.join('.')}`,
      },
      { en: 'name an entity of this PRD', zh: '请写本 PRD 中的实体' },
    );
    return;
  }
  if (source === null) return noteUnknown(applying, line);
  applying.data.push({ from: source, to: line.to, line });
  if (foundNew(applying.next, line.from) === null) source.left = true;
  applying.done.add(line.key);
}

function noteUnknown(applying: Applying, line: Line): void {
  applying.problems.notice('unknown_source', line.at, {
    en: `"${line.text}" does nothing: there is no ${line.from.join('.')}`,
    zh: `“${line.text}”没有作用：没有 ${line.from.join('.')}`,
  });
}

function noteReturned(applying: Applying, line: Line): void {
  const returned = foundNew(applying.next, line.from);
  if (
    line.kind === 'rename' &&
    returned !== null &&
    found(applying.old, line.from, false) === null
  ) {
    applying.problems.notice('line_done', line.at, {
      en: `"${line.text}" has done its work; ${line.from.join('.')} is a new name`,
      zh: `“${line.text}”已经生效；${line.from.join('.')} 是新名称`,
    });
  }
}
