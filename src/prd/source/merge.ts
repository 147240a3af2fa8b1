import { sourceMessages as say } from '../messages/source.ts';
import type { Problem } from '../problem.ts';
import { codeNameOf } from './tree.ts';
import type { MapEntry, MapNode, Tree } from './tree.ts';

/** All blocks as one: maps add up, lists join; a scalar or a name given twice is a problem. */
export function mergeBlocks(maps: readonly MapNode[], problems: Problem[]): MapNode | null {
  const [first, ...rest] = maps;
  if (!first) return null;
  return rest.reduce((whole, next) => mergeMaps(whole, next, problems, true), first);
}

function mergeMaps(left: MapNode, right: MapNode, problems: Problem[], top: boolean): MapNode {
  const entries: MapEntry[] = [...left.entries];
  for (const entry of right.entries) {
    const name = codeNameOf(entry.key.text);
    const index = entries.findIndex((one) => codeNameOf(one.key.text) === name);
    const earlier = entries[index];
    const merged = earlier && top ? mergeValues(earlier.value, entry.value, problems) : null;
    if (!earlier) entries.push(entry);
    else if (merged) entries[index] = { key: earlier.key, value: merged };
    else {
      const text = say.duplicateName(name, earlier.key.at.start.line);
      problems.push({ at: entry.key.at, text });
    }
  }
  return { kind: 'map', entries, at: left.at };
}

function mergeValues(left: Tree, right: Tree, problems: Problem[]): Tree | null {
  if (left.kind === 'map' && right.kind === 'map') return mergeMaps(left, right, problems, false);
  if (left.kind === 'list' && right.kind === 'list') {
    return { kind: 'list', items: [...left.items, ...right.items], at: left.at };
  }
  return null;
}
