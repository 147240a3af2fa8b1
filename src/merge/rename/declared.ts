import { parse, ts } from '../typescript/parser.ts';

/** Where the names that a file declares stand, by their path: `OrderState.note`. */
export type Declared = ReadonlyMap<string, readonly number[]>;

/** Declarations outside of function bodies; keys of objects count, as they are names too. */
export function declaredIn(text: string): Declared {
  const file = parse(text);
  const found = new Map<string, number[]>();
  const walk = (node: ts.Node, around: string): void => {
    if (ts.isBlock(node) || ts.isImportDeclaration(node) || ts.isParameter(node)) return;
    const name = nameOf(node);
    const path = name === null ? around : `${around}${name.text}.`;
    if (name !== null) {
      const key = path.slice(0, -1);
      found.set(key, [...(found.get(key) ?? []), name.getStart(file)]);
    }
    ts.forEachChild(node, (child) => walk(child, path));
  };
  walk(file, '');
  return found;
}

function nameOf(node: ts.Node): ts.Identifier | ts.StringLiteral | null {
  const isNamed =
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node);
  if (!isNamed || node.name === undefined) return null;
  return ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name : null;
}

export interface Renaming {
  /** The declaration's path in the old text. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Declarations that are gone under their old name and there under the new one. */
export function renamingsIn(
  before: string,
  after: string,
  respell: (name: string) => string,
): Renaming[] {
  const [old, next] = [declaredIn(before), declaredIn(after)];
  return [...old.keys()].flatMap((path) => {
    const names = path.split('.');
    const from = names.at(-1) ?? '';
    const to = respell(from);
    const place = names.slice(0, -1).map(respell);
    const now = [...place, to].join('.');
    const stays = next.has([...place, from].join('.'));
    return to === from || stays || !next.has(now) || old.has(now) ? [] : [{ path, from, to }];
  });
}
