import type { Problems, Words } from '../problems.ts';
import type { NewName } from './tree.ts';
import { pathOf } from './work.ts';
import type { OldName } from './work.ts';

const MAX_CANDIDATES = 3;

/** A name is gone and no line says why: prints the lines to choose from, the likeliest first. */
export function explainVanished(
  one: OldName,
  fresh: readonly NewName[],
  all: readonly NewName[],
  problems: Problems,
): void {
  const path = pathOf(one);
  const lines = candidateLines(one, path, fresh, all);
  const list = lines.map((line) => `  ${line}`).join('\n');
  const message: Words = {
    en: `${path} is no longer in the PRD, and no line says what became of it`,
    zh: `${path} 已不在 PRD 中，但没有说明它的去向`,
  };
  problems.refuse('vanished', null, message, {
    en: `add one of these lines:\n${list}`,
    zh: `请加上其中一行：\n${list}`,
  });
}

function candidateLines(
  one: OldName,
  path: string,
  fresh: readonly NewName[],
  all: readonly NewName[],
): readonly string[] {
  const owner = one.parent === null ? '' : `${pathOf(one.parent)}.`;
  const renames = likeliest(one, fresh).map((each) => `renames: [${path} -> ${owner}${each.name}]`);
  if (one.kind !== 'value') return [...renames, `drops: [${path}]`];
  return [...renames, ...likeliest(one, all).map((each) => `retire: { ${path}: ${each.name} }`)];
}

function likeliest(one: OldName, fresh: readonly NewName[]): readonly NewName[] {
  return fresh
    .filter((each) => each.kind === one.kind && !each.implicit)
    .map((each) => ({ each, score: likeness(one, each) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES)
    .map(({ each }) => each);
}

/** Alike in name, in type and in what it holds. */
function likeness(one: OldName, other: NewName): number {
  const children = one.children.filter((child) =>
    other.children.some((each) => each.name === child.name),
  ).length;
  const held = one.children.length === 0 ? 0 : children / one.children.length;
  return pairs(one.name, other.name) + (one.type === other.type ? 0.5 : 0) + held;
}

/** The share of letter pairs that two names have in common. */
function pairs(a: string, b: string): number {
  const of = (text: string): string[] =>
    [...text.toLowerCase()].map((letter, index, all) => letter + (all[index + 1] ?? ''));
  const [left, right] = [of(a), of(b)];
  const common = left.filter((pair) => right.includes(pair)).length;
  return (2 * common) / (left.length + right.length);
}
