import type { Token } from '../tree/source.ts';
import { ts } from './parser.ts';

const { SyntaxKind } = ts;

/** Places that only the tree knows. */
interface Places {
  /** Start to end of what the scanner cannot read alone: parts of templates, regular expressions. */
  readonly whole: Map<number, number>;
  /** Punctuation that a formatter sets or leaves out. */
  readonly soft: Set<number>;
}

/** All tokens and comments but soft punctuation: `;`, trailing commas, the first bar of a union. */
export function tokensOf(file: ts.SourceFile): Token[] {
  const { text } = file;
  const places: Places = { whole: new Map(), soft: new Set() };
  visit(file, file, places);
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    ts.LanguageVariant.Standard,
    text,
  );
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const pos = scanner.getTokenStart();
    const end = places.whole.get(pos);
    if (end !== undefined) {
      tokens.push({ pos, end, text: text.slice(pos, end) });
      scanner.resetTokenState(end);
      continue;
    }
    if (isLayout(kind) || places.soft.has(pos)) continue;
    if (isClosing(kind)) dropTrailingComma(tokens);
    tokens.push({ pos, end: scanner.getTokenEnd(), text: normalised(kind, scanner) });
  }
  return tokens;
}

function visit(node: ts.Node, file: ts.SourceFile, places: Places): void {
  const { kind } = node;
  const isTemplate =
    kind >= SyntaxKind.NoSubstitutionTemplateLiteral && kind <= SyntaxKind.TemplateTail;
  if (isTemplate || kind === SyntaxKind.RegularExpressionLiteral) {
    places.whole.set(node.getStart(file), node.end);
  }
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) softBar(node, file, places);
  if (ts.isArrowFunction(node)) softParentheses(node, file, places);
  ts.forEachChild(node, (child) => visit(child, file, places));
}

function softBar(
  node: ts.UnionTypeNode | ts.IntersectionTypeNode,
  file: ts.SourceFile,
  { soft }: Places,
): void {
  const first = node.types[0]?.getStart(file) ?? 0;
  const lead = file.text.slice(node.types.pos, first);
  const at = lead.search(/[|&]\s*$/);
  if (at >= 0) soft.add(node.types.pos + at);
}

/** `(x) => x` says what `x => x` says. */
function softParentheses(node: ts.ArrowFunction, file: ts.SourceFile, { soft }: Places): void {
  const only = node.parameters.length === 1 ? node.parameters[0] : undefined;
  if (only === undefined || !ts.isIdentifier(only.name) || node.type !== undefined) return;
  if (only.type ?? only.initializer ?? only.dotDotDotToken ?? only.questionToken) return;
  if (node.typeParameters !== undefined) return;
  const before = node.parameters.pos - 1;
  const after = file.text.indexOf(')', node.parameters.end);
  if (file.text[before] !== '(' || after < 0) return;
  soft.add(before);
  soft.add(after);
}

function isLayout(kind: ts.SyntaxKind): boolean {
  return (
    kind === SyntaxKind.WhitespaceTrivia ||
    kind === SyntaxKind.NewLineTrivia ||
    kind === SyntaxKind.SemicolonToken
  );
}

function isClosing(kind: ts.SyntaxKind): boolean {
  return (
    kind === SyntaxKind.CloseBraceToken ||
    kind === SyntaxKind.CloseBracketToken ||
    kind === SyntaxKind.CloseParenToken ||
    kind === SyntaxKind.GreaterThanToken
  );
}

/** Comments may stand between it and the bracket. A hole of an array keeps its comma. */
function dropTrailingComma(tokens: Token[]): void {
  let index = tokens.length - 1;
  while (index >= 0 && isComment(tokens[index]?.text ?? '')) index -= 1;
  const before = tokens[index - 1]?.text;
  if (tokens[index]?.text === ',' && before !== ',' && before !== '[') tokens.splice(index, 1);
}

export function isComment(text: string): boolean {
  return text.startsWith('//') || text.startsWith('/*');
}

function normalised(kind: ts.SyntaxKind, scanner: ts.Scanner): string {
  if (kind === SyntaxKind.StringLiteral) return JSON.stringify(scanner.getTokenValue());
  const text = scanner.getTokenText();
  return kind === SyntaxKind.MultiLineCommentTrivia
    ? text.replace(/\n[ \t]*/g, '\n')
    : text.trimEnd();
}
