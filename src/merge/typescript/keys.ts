import { ts } from './parser.ts';

const { SyntaxKind } = ts;

export interface Described {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly free: boolean;
  readonly keyed: boolean;
}

/** What an item of a list is called, so that it is found again in another version. */
export function describe(node: ts.Node, label: string, file: ts.SourceFile): Described {
  const text = (one: ts.Node): string => one.getText(file).replace(/\s+/g, ' ');
  const free = (key: string, group: string, name = key): Described => ({
    key,
    group,
    name,
    free: true,
    keyed: true,
  });
  if (label === 'members') return member(node, file, free);
  if (label === 'properties' || label === 'bindings' || label === 'specifiers') {
    return free(propertyKey(node, file), label);
  }
  if (label === 'union') return free(text(node), label);
  if (label === 'cases') return free(caseKey(node, file), label);
  if (label === 'elements') return element(node, file);
  if (label === 'arguments' || label === 'parameters') {
    const key = ts.isParameter(node) ? text(node.name) : SyntaxKind[node.kind];
    return { key, group: `${label} ${node.kind}`, name: key, free: false, keyed: false };
  }
  return statement(node, file, free);
}

type Free = (key: string, group: string, name?: string) => Described;

function member(node: ts.Node, file: ts.SourceFile, free: Free): Described {
  if (ts.isConstructorDeclaration(node) || ts.isConstructSignatureDeclaration(node)) {
    return free('constructor', 'constructor');
  }
  if (ts.isIndexSignatureDeclaration(node)) return free('[index]', 'index');
  if (ts.isCallSignatureDeclaration(node)) return free('()', 'call');
  if (ts.isClassStaticBlockDeclaration(node)) return free('static {}', 'static');
  const name = 'name' in node ? nameText(node.name as ts.Node, file) : node.getText(file);
  const isStatic =
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((one) => one.kind === SyntaxKind.StaticKeyword) ?? false);
  const prefix = ts.isGetAccessor(node) ? 'get ' : ts.isSetAccessor(node) ? 'set ' : '';
  return free(`${isStatic ? 'static ' : ''}${prefix}${name}`, 'member', name);
}

function propertyKey(node: ts.Node, file: ts.SourceFile): string {
  if (ts.isSpreadAssignment(node)) return `...${node.expression.getText(file)}`;
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node) || ts.isBindingElement(node)) {
    return nameText(node.propertyName ?? node.name, file);
  }
  if ('name' in node) return nameText(node.name as ts.Node, file);
  return node.getText(file);
}

function nameText(node: ts.Node, file: ts.SourceFile): string {
  return ts.isStringLiteral(node) ? node.text : node.getText(file);
}

function caseKey(node: ts.Node, file: ts.SourceFile): string {
  return ts.isCaseClause(node) ? `case ${node.expression.getText(file)}` : 'default';
}

const NAMING = new Set(['id', 'name', 'path', 'code', 'key', 'url']);

/** An element that says what it is (a literal, an object with an id) has a key; others have none. */
function element(node: ts.Node, file: ts.SourceFile): Described {
  const group = `element ${node.kind}`;
  const described = (key: string, keyed: boolean): Described => ({
    key,
    group,
    name: key,
    free: false,
    keyed,
  });
  if (ts.isStringLiteralLike(node)) return described(`"${node.text}"`, true);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isNumericLiteral(node)) {
    return described(node.getText(file), true);
  }
  if (ts.isObjectLiteralExpression(node)) {
    const naming = node.properties.find(
      (one) => ts.isPropertyAssignment(one) && NAMING.has(one.name.getText(file)),
    );
    if (naming !== undefined) return described(naming.getText(file), true);
  }
  if (ts.isCallExpression(node)) return described(callKey(node, file), firstLiteral(node) !== null);
  return described(SyntaxKind[node.kind], false);
}

function statement(node: ts.Node, file: ts.SourceFile, free: Free): Described {
  const text = (one: ts.Node): string => one.getText(file).replace(/\s+/g, ' ');
  const plain = (key: string, group: string, keyed = false): Described => ({
    key,
    group,
    name: key.length > 60 ? `${key.slice(0, 57)}...` : key,
    free: false,
    keyed,
  });
  if (ts.isImportDeclaration(node)) return importKey(node, file, free);
  if (ts.isExportDeclaration(node)) {
    const from = node.moduleSpecifier === undefined ? '' : nameText(node.moduleSpecifier, file);
    const key = `export ${node.isTypeOnly ? 'type ' : ''}${from}`;
    return node.exportClause === undefined ? free(`${key} *`, 'export') : free(key, 'export');
  }
  if (ts.isExportAssignment(node)) return free('export default', 'export');
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
    return free(`type ${node.name.text}`, 'type', node.name.text);
  }
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
    const name = node.name?.text ?? 'default';
    return free(`value ${name}`, 'value', name);
  }
  if (ts.isModuleDeclaration(node)) return free(`module ${text(node.name)}`, 'module');
  if (ts.isVariableStatement(node)) return variables(node, file, free, plain);
  if (ts.isExpressionStatement(node)) return expression(node.expression, file, plain);
  if (ts.isIfStatement(node)) return plain(`if ${text(node.expression)}`, 'if');
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    return plain(`for ${text(node.expression)}`, 'for');
  }
  if (ts.isSwitchStatement(node)) return plain(`switch ${text(node.expression)}`, 'switch');
  if (ts.isWhileStatement(node)) return plain(`while ${text(node.expression)}`, 'while');
  return plain(SyntaxKind[node.kind] ?? '', `statement ${node.kind}`);
}

function importKey(node: ts.ImportDeclaration, file: ts.SourceFile, free: Free): Described {
  const module = nameText(node.moduleSpecifier, file);
  const { importClause } = node;
  if (importClause === undefined) return free(`import for effect ${module}`, 'import');
  const type = importClause.phaseModifier === SyntaxKind.TypeKeyword ? 'type ' : '';
  const bindings = importClause.namedBindings;
  const all = bindings !== undefined && ts.isNamespaceImport(bindings) ? '* ' : '';
  return free(`import ${type}${all}${module}`, 'import');
}

type Plain = (key: string, group: string, keyed?: boolean) => Described;

/** Destructuring is known by what it takes apart, so that both sides may edit its names. */
function variables(
  node: ts.VariableStatement,
  file: ts.SourceFile,
  free: Free,
  plain: Plain,
): Described {
  const [first] = node.declarationList.declarations;
  const names = node.declarationList.declarations.map((one) => one.name.getText(file)).join(', ');
  if (first !== undefined && !ts.isIdentifier(first.name)) {
    return plain(`const {} = ${sourceText(first.initializer, file)}`, 'const');
  }
  const exported = node.modifiers?.some((one) => one.kind === SyntaxKind.ExportKeyword) ?? false;
  const value = first?.initializer;
  const isFunction =
    value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
  if (exported || isFunction) return free(`value ${names}`, 'value', names);
  return { ...plain(`value ${names}`, 'const', true), name: names };
}

function expression(node: ts.Expression, file: ts.SourceFile, plain: Plain): Described {
  const inner = ts.isAwaitExpression(node) ? node.expression : node;
  if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) {
    return plain(
      callKey(inner, file),
      `call ${calleeText(inner, file)}`,
      firstLiteral(inner) !== null,
    );
  }
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === SyntaxKind.EqualsToken) {
    return plain(`${inner.left.getText(file)} =`, 'assignment');
  }
  return plain(inner.getText(file).replace(/\s+/g, ' '), 'expression');
}

/** Of what is taken apart: a call without what is passed. */
function sourceText(node: ts.Expression | undefined, file: ts.SourceFile): string {
  if (node === undefined) return '';
  const inner = ts.isAwaitExpression(node) ? node.expression : node;
  return ts.isCallExpression(inner) ? callKey(inner, file) : inner.getText(file);
}

function callKey(node: ts.CallExpression | ts.NewExpression, file: ts.SourceFile): string {
  const callee = calleeText(node, file);
  const literal = firstLiteral(node);
  return literal === null ? `${callee}()` : `${callee}(${JSON.stringify(literal)})`;
}

function calleeText(node: ts.CallExpression | ts.NewExpression, file: ts.SourceFile): string {
  const text = chainText(node.expression, file).slice(0, 200);
  return ts.isNewExpression(node) ? `new ${text}` : text;
}

/** Of a chain, its names without what is passed along the way, be it in a template. */
function chainText(node: ts.Expression, file: ts.SourceFile): string {
  if (ts.isTaggedTemplateExpression(node)) return `${chainText(node.tag, file)}\`\``;
  if (ts.isCallExpression(node)) return `${chainText(node.expression, file)}()`;
  if (ts.isPropertyAccessExpression(node)) {
    return `${chainText(node.expression, file)}.${node.name.text}`;
  }
  return node.getText(file).replace(/\s+/g, ' ');
}

/** What a call says first: a text, or what names the object that is passed. */
function firstLiteral(node: ts.CallExpression | ts.NewExpression): string | null {
  const first = node.arguments?.[0];
  if (first === undefined) return null;
  if (ts.isStringLiteralLike(first)) return first.text;
  return ts.isObjectLiteralExpression(first) ? namingOf(first) : null;
}

function namingOf(node: ts.ObjectLiteralExpression): string | null {
  for (const one of node.properties) {
    const isNaming =
      ts.isPropertyAssignment(one) && ts.isIdentifier(one.name) && NAMING.has(one.name.text);
    if (isNaming && ts.isStringLiteralLike(one.initializer)) return one.initializer.text;
  }
  return null;
}
