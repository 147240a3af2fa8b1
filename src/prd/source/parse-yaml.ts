import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node, Pair, Scalar } from 'yaml';
import type { Range } from '../../diagnostic.ts';
import { sourceMessages as say } from '../messages/source.ts';
import { maxLost } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { YamlBlock } from './blocks.ts';
import { reveal } from './escapes.ts';
import type { LineIndex } from './line-index.ts';
import { mapScalar } from './scalar-map.ts';
import { scanTraps } from './traps.ts';
import { codeNameOf } from './tree.ts';
import type { MapEntry, MapNode, TextNode, Tree } from './tree.ts';
import { lostAround, parseText, partAround, withoutPart } from './yaml-text.ts';

const maxDepth = 64;
const maxValues = 400_000;

export interface ParsedBlock {
  readonly tree: Tree | null;
  readonly problems: readonly Problem[];
  /** What is not in the tree, or not in its place there, because of a syntax error. */
  readonly lost: Range | 'all' | null;
  /** Of which nothing more should be said: a trap or a syntax error has been reported there. */
  isSettled(at: Range): boolean;
  /** The tree is not all that was written. */
  readonly broken: boolean;
}

/** One stretch of YAML, as texts, lists and maps; what YAML could hide or do is refused here. */
export function parseYaml(source: string, block: YamlBlock, lines: LineIndex): ParsedBlock {
  const scan = scanTraps(source, block);
  const yaml = { source, block, edits: scan.edits, lines };
  const problems = scan.traps.map(({ start, end, text }, index): Problem => {
    const at = lines.range(start, end);
    const isDeep = index < maxLost && breaksStructure(source, start, text);
    return isDeep ? { at, text, lost: lostAround(yaml, at) } : { at, text };
  });
  const trapLines = new Set(problems.map((problem) => problem.at.start.line));
  const unclear = scan.traps.filter((trap) => trap.repaired === undefined);
  const lostLines = new Set(unclear.map((trap) => lines.lineOf(trap.start)));
  const isSettled = ({ start }: Range): boolean =>
    lostLines.has(start.line) ||
    scan.repaired.some((one) => start.offset >= one.start && start.offset <= one.end);
  const unread = { tree: null, problems, isSettled, broken: true, lost: 'all' } as const;
  if (scan.stop) return unread;

  const parsed = parseText(yaml);
  if (parsed === 'too deep') {
    const at = lines.range(block.start, block.start);
    return { ...unread, problems: [...problems, { at, text: say.tooDeep(maxDepth) }] };
  }
  const told = parsed.errors.find(({ at }) => !trapLines.has(at.start.line));
  if (told) {
    problems.push({ at: told.at, text: say.yaml(told.detail), lost: null });
    const { start, end } = partAround(yaml, told.at);
    for (let { line } = start; line < end.line; line += 1) lostLines.add(line);
  }
  // What the parser guesses after an error may be anything, where it is not this part alone.
  const part = told && scan.traps.length === 0 ? lostAround(yaml, told.at) : 'all';
  const rest = part === 'all' ? null : withoutPart(yaml, part);
  const lost = rest ? part : parsed.errors.length > 0 ? 'all' : null;
  const { contents, text, range } = rest ?? parsed;
  const before = problems.length;
  const tree = contents ? toTree(contents, { text, range, problems }) : null;
  const broken = parsed.errors.length > 0 || problems.length > before;
  return { tree, problems, isSettled, broken, lost };
}

/** Whether lines around the trap may belong elsewhere than they seem to. */
function breaksStructure(source: string, start: number, { code }: Problem['text']): boolean {
  if (code === 'prd.indent_character') return true;
  const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  return code === 'prd.unclosed_flow' && before.trim() === '';
}

interface Reading {
  readonly text: string;
  readonly problems: Problem[];
  range(start: number, end: number): Range;
}

function toTree(root: Node, reading: Reading): Tree | null {
  let count = 0;
  const report = (node: Node, text: Problem['text']): null => {
    const [start, end] = node.range ?? [0, 0];
    reading.problems.push({ at: reading.range(start, Math.min(end, start + 80)), text });
    return null;
  };

  function visit(node: Node, depth: number, inFlow: boolean): Tree | null {
    count += 1;
    if (count > maxValues)
      return count === maxValues + 1 ? report(node, say.tooMany(maxValues)) : null;
    if (depth > maxDepth) return report(node, say.tooDeep(maxDepth));
    const [start, end] = node.range ?? [0, 0];
    if (isAlias(node)) return report(node, say.alias(reading.text.slice(start, end)));
    if ('anchor' in node && node.anchor) report(node, say.alias(`&${String(node.anchor)}`));
    if (node.tag && reading.text.charAt(tagStart(reading.text, start, node.tag)) === '!') {
      reportTag(node.tag, start);
    }
    if (isScalar(node)) return toText(node, inFlow, reading);
    if (isSeq(node)) {
      const flow = inFlow || node.flow === true;
      const items = (node.items as (Node | Pair)[]).flatMap((item) => {
        const tree = 'range' in item ? visit(item, depth + 1, flow) : null;
        return tree ? [tree] : [];
      });
      return { kind: 'list', items, at: reading.range(start, end) };
    }
    if (!isMap(node)) return report(node, say.keyShape());
    const flow = inFlow || node.flow === true;
    const at = reading.range(start, end);
    return {
      kind: 'map',
      entries: toEntries(node.items as Pair<Node, Node | null>[], depth, flow),
      at,
    };
  }

  function reportTag(tag: string, start: number): void {
    const from = tagStart(reading.text, start, tag);
    reading.problems.push({ at: reading.range(from, from + tag.length), text: say.tag(tag) });
  }

  function toEntries(pairs: Pair<Node, Node | null>[], depth: number, inFlow: boolean): MapEntry[] {
    const entries: MapEntry[] = [];
    const known = new Map<string, MapEntry>();
    for (const { key: keyNode, value } of pairs) {
      if (!keyNode) continue;
      const key = isScalar(keyNode)
        ? visit(keyNode, depth, inFlow)
        : report(keyNode, say.keyShape());
      const child = value ? visit(value, depth + 1, inFlow) : null;
      if (key?.kind !== 'text') continue;
      if (key.text === '<<') {
        report(keyNode, say.mergeKey());
        continue;
      }
      // What was refused has been reported: without it nothing more is said of its key.
      if (value && !child) continue;
      if (/[\n\r]/.test(key.text)) report(keyNode, say.keyShape());
      const name = codeNameOf(key.text);
      if (/^(__proto__|constructor|prototype)$/.test(name)) {
        report(keyNode, say.forbiddenKey(name));
        continue;
      }
      const earlier = known.get(name);
      if (earlier) {
        report(keyNode, say.duplicateName(name, earlier.key.at.start.line));
        continue;
      }
      const entry = { key, value: child ?? emptyAfter(key) };
      known.set(name, entry);
      entries.push(entry);
    }
    return entries;
  }
  return visit(root, 0, false);
}

function tagStart(text: string, start: number, tag: string): number {
  const at = text.lastIndexOf(tag, start);
  return at !== -1 && /^[!\s]*$/.test(text.slice(at + tag.length, start)) ? at : start;
}

function toText(node: Scalar, inFlow: boolean, reading: Reading): TextNode {
  const [start, end] = node.range ?? [0, 0, 0];
  const slice = reading.text.slice(start, end);
  const raw = String(node.source ?? node.value ?? '');
  const style = styleOf(node, slice);
  const offsets = mapScalar(slice, style, raw);
  const at = reading.range(start, style === 'block' ? end - (slice.endsWith('\n') ? 1 : 0) : end);
  return {
    kind: 'text',
    text: reveal(raw),
    style,
    inFlow,
    at,
    range(from, to) {
      if (!offsets) return at;
      const last = offsets[Math.max(0, to - 1)] ?? 0;
      const stop = to > from ? Math.max(last + 1, offsets[to] ?? 0) : (offsets[to] ?? 0);
      return reading.range(start + (offsets[from] ?? 0), start + Math.min(stop, slice.length));
    },
  };
}

function styleOf(node: Scalar, slice: string): TextNode['style'] {
  if (node.type === 'QUOTE_DOUBLE') return 'double';
  if (node.type === 'QUOTE_SINGLE') return 'single';
  if (node.type === 'PLAIN') return slice === '' ? 'empty' : 'plain';
  return 'block';
}

function emptyAfter(key: TextNode): TextNode {
  const at = { start: key.at.end, end: key.at.end };
  return { kind: 'text', text: '', style: 'empty', inFlow: false, at, range: () => at };
}

export function emptyMap(at: Range): MapNode {
  return { kind: 'map', entries: [], at };
}
