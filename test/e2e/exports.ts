import { posix } from 'node:path';
import { ts } from 'ts-morph';

export interface Code {
  readonly path: string;
  readonly text: string;
}

/** `path: name` of each export that no other file takes; a type may serve the exports beside it. */
export function unusedExports(files: readonly Code[]): readonly string[] {
  const sources = files.map(parse);
  const taken = new Set(sources.flatMap(takenBy));
  return sources.flatMap((source) =>
    source.statements
      .filter((statement) => isExported(statement) && !servesBeside(statement, source))
      .flatMap(namesIn)
      .map((name) => `${source.fileName}: ${name}`)
      .filter((one) => !taken.has(one) && !taken.has(`${source.fileName}: *`)),
  );
}

/** `path:line` of each `any` and each of the comments that silence the compiler. */
export function escapes(files: readonly Code[]): readonly string[] {
  return files.map(parse).flatMap((source) => {
    const found: number[] = [...source.text.matchAll(/@ts-|eslint-disable/g)].map(
      ({ index }) => index,
    );
    visit(source);
    return found.map(
      (position) => `${source.fileName}:${source.getLineAndCharacterOfPosition(position).line + 1}`,
    );

    function visit(node: ts.Node): void {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(node.getStart(source));
      ts.forEachChild(node, visit);
    }
  });
}

function parse({ path, text }: Code): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
}

/** What a file imports or passes on of the others. */
function takenBy(source: ts.SourceFile): readonly string[] {
  return [...takenAtTheTop(source), ...takenLater(source)];
}

/** Modules that are loaded when they are needed: whatever they export may be. */
function takenLater(source: ts.SourceFile): readonly string[] {
  const paths = [...source.text.matchAll(/await import\('(\.[^']+)'\)/g)].map(
    ([, path = '']) => path,
  );
  return paths.map((path) => `${posix.join(posix.dirname(source.fileName), path)}: *`);
}

function takenAtTheTop(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement): readonly string[] => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier: from } = statement;
    if (from === undefined || !ts.isStringLiteral(from)) return [];
    const path = posix.join(posix.dirname(source.fileName), from.text);
    return takenNames(statement).map((name) => `${path}: ${name}`);
  });
}

function takenNames(statement: ts.ImportDeclaration | ts.ExportDeclaration): readonly string[] {
  const names = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause;
  if (names === undefined || !('elements' in names)) return ['*'];
  return names.elements.map((one) => (one.propertyName ?? one.name).text);
}

function isExported(statement: ts.Statement): boolean {
  const kinds = ts.canHaveModifiers(statement)
    ? (ts.getModifiers(statement) ?? []).map(({ kind }) => kind)
    : [];
  return (
    kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword)
  );
}

function namesIn(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  }
  return isNamed(statement) && statement.name ? [statement.name.text] : [];
}

function isNamed(
  node: ts.Node,
): node is
  ts.ClassDeclaration | ts.FunctionDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return (
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

/** Whether this is a type in the signature of another export of its file, or names what one is. */
function servesBeside(statement: ts.Statement, source: ts.SourceFile): boolean {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return false;
  const others = source.statements.filter((other) => other !== statement && isExported(other));
  return others.some(
    (other) =>
      mentions(other, statement.name.text) ||
      namesIn(other).some((name) => mentions(statement, name)),
  );
}

function mentions(node: ts.Node, name: string): boolean {
  const named = ts.isTypeReferenceNode(node)
    ? node.typeName
    : ts.isTypeQueryNode(node)
      ? node.exprName
      : null;
  if (named !== null && ts.isIdentifier(named) && named.text === name) return true;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}
