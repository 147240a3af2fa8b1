import { leaf, Source } from '../tree/source.ts';
import type { Item, Leaf, List, Part, Token, Tree } from '../tree/source.ts';
import { describe } from './keys.ts';
import { parse, parses, ts } from './parser.ts';
import { isComment, tokensOf } from './tokens.ts';

interface Surroundings {
  /** Within the body of a function, where statements belong together. */
  readonly body: boolean;
  /** What a function returns as a whole: a table of things, one a line. */
  readonly returned: boolean;
}

interface Build {
  readonly file: ts.SourceFile;
  readonly source: Source;
}

type Spec = Pick<List, 'label' | 'separator' | 'leading' | 'settles'>;

/** A text as a tree of lists, cut so that its pieces are the text; `null` when it does not parse. */
export function treeOf(text: string, json = false): Tree | null {
  const file = parse(text, json);
  if (!parses(file)) return null;
  const source = new Source(text, tokensOf(file));
  const build = { file, source };
  const outside = { body: false, returned: false };
  const [only] = json ? file.statements : [];
  if (only !== undefined) {
    const parts = partsOf(build, only, { pos: 0, end: text.length }, outside);
    return { source, parts };
  }
  const head = headEnd(file);
  const spec: Spec = { label: 'file', separator: '', leading: false, settles: true };
  const list = listOf(build, file.statements, head, text.length, spec, outside);
  return {
    source,
    parts: [leaf(0, head), { ...list, top: true }, leaf(text.length, text.length)],
  };
}

/** A comment at the top that an empty line sets apart belongs to the file, not to its first import. */
function headEnd(file: ts.SourceFile): number {
  const start = file.statements[0]?.getStart(file) ?? file.text.length;
  const lead = file.text.slice(0, start);
  const apart = lead.lastIndexOf('\n\n');
  return apart > 0 && lead.slice(0, apart).trim() !== '' ? apart + 2 : 0;
}

function partsOf(
  build: Build,
  node: ts.Node,
  range: { readonly pos: number; readonly end: number },
  around: Surroundings,
): Part[] {
  const parts: Part[] = [];
  let at = range.pos;
  const walk = (one: ts.Node, inside: Surroundings): void => {
    if (ts.isTemplateExpression(one)) return;
    const within = surroundings(one, inside);
    ts.forEachChild(
      one,
      (child) => walk(child, within),
      (children) => {
        const spec = specOf(one, children, within);
        if (spec === null) {
          for (const child of children) walk(child, within);
          return;
        }
        const end = closing(build, children, spec);
        parts.push(
          leaf(at, children.pos),
          listOf(build, children, children.pos, end, spec, within),
        );
        at = end;
      },
    );
  };
  walk(node, around);
  return [...parts, leaf(at, range.end)];
}

function surroundings(node: ts.Node, around: Surroundings): Surroundings {
  const isBody = ts.isBlock(node);
  if (isBody) return { body: true, returned: false };
  if (ts.isReturnStatement(node)) return { ...around, returned: true };
  if (ts.isObjectLiteralExpression(node) || ts.isAsExpression(node)) return around;
  if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node)) return around;
  return around.returned ? { ...around, returned: false } : around;
}

function specOf(node: ts.Node, children: ts.NodeArray<ts.Node>, around: Surroundings): Spec | null {
  const apart = !around.body;
  const spec = (label: string, separator: List['separator'], settles: boolean): Spec => ({
    label,
    separator,
    leading: false,
    settles,
  });
  if (ts.isModuleBlock(node)) return spec('file', '', true);
  if (ts.isBlock(node)) return spec('block', '', false);
  if (ts.isCaseOrDefaultClause(node)) {
    return children === node.statements ? spec('clause', '', false) : null;
  }
  if (ts.isCaseBlock(node)) return spec('cases', '', false);
  if (ts.isClassLike(node)) return children === node.members ? spec('members', '', true) : null;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) {
    return children === node.members ? spec('members', ';', apart) : null;
  }
  if (ts.isEnumDeclaration(node)) {
    return children === node.members ? spec('members', ',', true) : null;
  }
  if (ts.isObjectLiteralExpression(node)) {
    return spec('properties', ',', apart || around.returned);
  }
  if (ts.isObjectBindingPattern(node)) return spec('bindings', ',', false);
  if (ts.isNamedImports(node) || ts.isNamedExports(node)) return spec('specifiers', ',', false);
  if (ts.isArrayLiteralExpression(node) || ts.isTupleTypeNode(node)) {
    return spec('elements', ',', false);
  }
  if (ts.isUnionTypeNode(node)) return { ...spec('union', '|', false), leading: true };
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    return children === node.arguments ? spec('arguments', ',', false) : null;
  }
  if (ts.isFunctionLike(node)) {
    return children === node.parameters ? spec('parameters', ',', false) : null;
  }
  return null;
}

/** Where the list ends: at its closing bracket, if it has one. */
function closing({ source }: Build, children: ts.NodeArray<ts.Node>, spec: Spec): number {
  if (spec.leading) return children.end;
  if (spec.label === 'clause') return clauseEnd(source, children);
  return significant(source, children.end)?.pos ?? source.text.length;
}

function clauseEnd(source: Source, children: ts.NodeArray<ts.Node>): number {
  return children.length === 0 ? children.pos : sameLineEnd(source, children.end);
}

/** The next token that is no comment and no soft punctuation of the list itself. */
function significant(source: Source, from: number): Token | undefined {
  return source
    .tokensIn({ pos: from, end: source.text.length })
    .find((one) => !isComment(one.text));
}

function listOf(
  build: Build,
  children: readonly ts.Node[],
  pos: number,
  end: number,
  spec: Spec,
  around: Surroundings,
): List {
  const items: Item[] = [];
  let at = pos;
  for (const [index, child] of children.entries()) {
    const next = children[index + 1];
    const limit = next === undefined ? end : next.getStart(build.file);
    const item = itemOf(build, child, at, limit, spec, around);
    items.push(item);
    at = item.end;
  }
  return { kind: 'list', pos, end, ...spec, items, tail: leaf(at, end), top: false };
}

function itemOf(
  build: Build,
  node: ts.Node,
  pos: number,
  limit: number,
  spec: Spec,
  around: Surroundings,
): Item {
  const { file, source } = build;
  const start = node.getStart(file);
  const ends = spec.separator === ';' && /[;,]$/.test(source.text.slice(start, node.end));
  const core = { pos: start, end: ends ? node.end - 1 : node.end };
  const separatorAt = ends ? node.end - 1 : separatorAfter(source, core.end, limit, spec);
  const closed = separatorAt === null ? core.end : separatorAt + 1;
  const end = spec.leading ? closed : Math.min(limit, sameLineEnd(source, closed));
  const lead: Leaf = leaf(pos, start);
  const parts = partsOf(build, node, core, around);
  return { ...describe(node, spec.label, file), pos, end, lead, core, parts, separatorAt };
}

function separatorAfter(source: Source, from: number, limit: number, spec: Spec): number | null {
  if (spec.separator !== ',') return null;
  const between = source.text.slice(from, limit);
  const bare = between.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) =>
    ' '.repeat(comment.length),
  );
  const at = bare.indexOf(',');
  return at < 0 ? null : from + at;
}

/** A comment that closes the line belongs to what stands before it. */
function sameLineEnd(source: Source, from: number): number {
  const match = /^[ \t]*(\/\*[^\n]*?\*\/[ \t]*)*(\/\/[^\n]*)?(?=\n|$)/.exec(
    source.text.slice(from),
  );
  if (match === null || match[0].trim() === '') return from;
  return from + match[0].trimEnd().length;
}
