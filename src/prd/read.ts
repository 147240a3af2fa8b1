import type { Diagnostic, Lang, Range } from '../diagnostic.ts';
import type { Document } from './document.ts';
import { sourceMessages as say } from './messages/source.ts';
import { toDiagnostics } from './problem.ts';
import type { Problem } from './problem.ts';
import { guessLanguage, readProse } from './prose.ts';
import { readDocument } from './read/document.ts';
import { valueOf } from './read/reading.ts';
import type { Rewrite } from './read/reading.ts';
import { documentShape } from './shape/document-shape.ts';
import { validate } from './shape/validate.ts';
import { splitBlocks } from './source/blocks.ts';
import { indexLines } from './source/line-index.ts';
import type { LineIndex } from './source/line-index.ts';
import { mergeBlocks } from './source/merge.ts';
import { normaliseSource } from './source/normalise.ts';
import { parseYaml } from './source/parse-yaml.ts';
import type { ParsedBlock } from './source/parse-yaml.ts';
import type { MapNode } from './source/tree.ts';
import { lossesOf, unreadOf } from './unread.ts';

const maxSize = 8 * 1024 * 1024;

export interface ReadResult {
  /** Null when there is an error. */
  readonly document: Document | null;
  /** With errors: what could be read, to be checked and never built; null when nothing of it is certain. */
  readonly partial: Document | null;
  readonly diagnostics: Diagnostic[];
  /** The language of the problems. */
  readonly lang: Lang;
}

export interface ReadOptions {
  /** The language of messages, over the PRD's own. */
  readonly lang?: Lang;
}

/** What `formatPrd` needs beside the document. */
export interface FullReading extends ReadResult {
  readonly source: string;
  readonly rewrites: readonly Rewrite[];
}

export function readPrd(text: string, path: string, options: ReadOptions = {}): ReadResult {
  const { document, partial, diagnostics, lang } = readAll(text, path, options);
  return { document, partial, diagnostics, lang };
}

export function readAll(text: string, path: string, options: ReadOptions = {}): FullReading {
  const source = normaliseSource(text.length > maxSize ? '' : text);
  const lines = indexLines(source);
  const problems: Problem[] = [];
  const rewrites: Rewrite[] = [];
  let lang: Lang = options.lang ?? guessLanguage(source);
  let document: Document | null = null;
  let partial: Document | null = null;
  if (text.length > maxSize) {
    problems.push({ at: lines.range(0, 0), text: say.tooLarge('8 MB') });
  } else {
    const blocks = splitBlocks(source);
    const model = readModel(source, lines, blocks, problems);
    if (model.map) {
      const given = valueOf(model.map, 'lang');
      const own =
        given?.kind === 'text' && (given.text === 'en' || given.text === 'zh') ? given.text : null;
      lang = options.lang ?? own ?? lang;
      const found: Problem[] = [];
      const checked = validate(model.map, documentShape, 'PRD', {
        problems: found,
        broken: model.broken,
      });
      if (checked?.kind === 'map') {
        const reading = { problems: found, rewrites };
        const prose = readProse(blocks.prose, lines);
        document = readDocument(reading, checked, own ?? guessLanguage(source), prose, {
          path,
          text: source,
        });
      }
      const unread = unreadOf(
        model.map,
        [...model.lost, ...lossesOf([...problems, ...found])],
        source,
      );
      partial = document && unread && { ...document, unread };
      problems.push(...found.filter((one) => !model.isSettled(one.at)));
    }
  }
  const diagnostics = toDiagnostics(problems, path, lang);
  const failed = diagnostics.some((one) => one.severity === 'error');
  return {
    document: failed ? null : document,
    partial: failed ? partial : null,
    diagnostics,
    lang,
    source,
    rewrites,
  };
}

interface Model {
  readonly map: MapNode | null;
  readonly broken: boolean;
  /** What is not in the map, or not in its place there, because of a syntax error. */
  readonly lost: readonly (Range | 'all')[];
  isSettled(at: Range): boolean;
}

function readModel(
  source: string,
  lines: LineIndex,
  blocks: ReturnType<typeof splitBlocks>,
  problems: Problem[],
): Model {
  for (const open of blocks.unclosedFences) {
    problems.push({ at: lines.range(open.start, open.end), text: say.openBlock() });
  }
  if (blocks.frontMatterOpen) problems.push({ at: lines.range(0, 3), text: say.openFrontMatter() });
  const fenced = blocks.fenced.map((block) => parseYaml(source, block, lines));
  const front = blocks.frontMatter ? parseYaml(source, blocks.frontMatter, lines) : null;
  // Front matter without `prd` belongs to another tool when a block of ours carries it.
  const foreign = front !== null && !hasVersion(front) && fenced.some(hasVersion);
  const parsed = front && !foreign ? [front, ...fenced] : fenced;
  problems.push(...parsed.flatMap((one) => one.problems));
  const maps = parsed.flatMap((one) => (one.tree?.kind === 'map' ? [one.tree] : []));
  const map = mergeBlocks(maps, problems);
  if (!map && problems.length === 0)
    problems.push({ at: lines.range(0, 0), text: say.noFrontMatter() });
  return {
    map,
    broken: parsed.some((one) => one.broken),
    lost: parsed.flatMap((one) => one.lost ?? []),
    isSettled: (at) => parsed.some((one) => one.isSettled(at)),
  };
}

function hasVersion(block: ParsedBlock): boolean {
  return block.tree?.kind === 'map' && valueOf(block.tree, 'prd') !== null;
}
