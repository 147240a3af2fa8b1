import { parse, ts } from './parser.ts';

/** One name that a file imports. */
export interface Binding {
  readonly module: string;
  readonly type: boolean;
  readonly form: 'named' | 'default' | '*';
  readonly imported: string;
  readonly local: string;
}

interface Names {
  readonly bindings: readonly Binding[];
  /** Identifiers outside the imports that may mean an imported name. */
  readonly used: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
}

/**
 * An import belongs to the code that uses it: one that a side took away stays while the other side's
 * code needs it, and one whose code did not come does not come either.
 */
export function settleImports(merged: string, base: string, ours: string, theirs: string): string {
  const [b, o, t] = [namesOf(base), namesOf(ours), namesOf(theirs)];
  const now = namesOf(merged);
  const has = (names: Names, one: Binding): boolean => names.bindings.some((two) => same(one, two));
  const taken = new Set([...now.declared, ...now.bindings.map((one) => one.local)]);
  const missing = [...o.bindings, ...t.bindings.filter((one) => !has(o, one))].filter(
    (one) => !has(now, one) && now.used.has(one.local) && !taken.has(one.local),
  );
  const needless = now.bindings.filter((one) => {
    if (now.used.has(one.local) || has(o, one) === has(t, one)) return false;
    return has(o, one) ? has(b, one) : t.used.has(one.local);
  });
  return missing.reduce(withBinding, needless.reduce(withoutBinding, merged));
}

function same(a: Binding, b: Binding): boolean {
  return a.module === b.module && a.local === b.local && a.imported === b.imported;
}

export function namesOf(text: string): Names {
  const file = parse(text);
  const used = new Set<string>();
  const declared = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) continue;
    if ('name' in statement) declared.add((statement.name as ts.Node).getText(file));
    collectUsed(statement, used);
  }
  return { bindings: bindingsOf(file), used, declared };
}

function bindingsOf(file: ts.SourceFile): Binding[] {
  return file.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const clause = statement.importClause;
    if (clause === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const module = statement.moduleSpecifier.text;
    const type = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
    const found: Binding[] = [];
    if (clause.name !== undefined) {
      const local = clause.name.text;
      found.push({ module, type, form: 'default', imported: 'default', local });
    }
    const bindings = clause.namedBindings;
    if (bindings === undefined) return found;
    if (ts.isNamespaceImport(bindings)) {
      found.push({ module, type, form: '*', imported: '*', local: bindings.name.text });
      return found;
    }
    for (const one of bindings.elements) {
      const imported = (one.propertyName ?? one.name).text;
      found.push({
        module,
        type: type || one.isTypeOnly,
        form: 'named',
        imported,
        local: one.name.text,
      });
    }
    return found;
  });
}

function collectUsed(node: ts.Node, used: Set<string>): void {
  if (ts.isIdentifier(node)) {
    used.add(node.text);
    return;
  }
  const named = ts.isPropertyAccessExpression(node)
    ? node.name
    : ts.isPropertyAssignment(node) || ts.isClassElement(node) || ts.isTypeElement(node)
      ? node.name
      : undefined;
  ts.forEachChild(node, (child) => {
    if (child !== named || !ts.isIdentifier(child)) collectUsed(child, used);
  });
}

function declarationOf(file: ts.SourceFile, one: Binding): ts.ImportDeclaration | undefined {
  return file.statements.filter(ts.isImportDeclaration).find((statement) => {
    const clause = statement.importClause;
    const named = clause?.namedBindings;
    return (
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === one.module &&
      (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) === one.type &&
      named !== undefined &&
      ts.isNamedImports(named)
    );
  });
}

function withBinding(text: string, one: Binding): string {
  const file = parse(text);
  const standing = one.form === 'named' ? declarationOf(file, one) : undefined;
  const bindings = standing?.importClause?.namedBindings;
  const specifier = one.imported === one.local ? one.local : `${one.imported} as ${one.local}`;
  const last =
    bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.at(-1) : undefined;
  if (last !== undefined) return `${text.slice(0, last.end)}, ${specifier}${text.slice(last.end)}`;
  const imports = file.statements.filter(ts.isImportDeclaration);
  const model = imports.at(-1);
  const modelText = model?.getText(file) ?? `import '';`;
  const quote = modelText.includes('"') ? '"' : "'";
  const clause =
    one.form === 'named' ? `{ ${specifier} }` : one.form === '*' ? `* as ${one.local}` : one.local;
  const end = modelText.endsWith(';') ? ';' : '';
  const line = `import ${one.type ? 'type ' : ''}${clause} from ${quote}${one.module}${quote}${end}`;
  if (model === undefined) return `${line}\n${text}`;
  return `${text.slice(0, model.end)}\n${line}${text.slice(model.end)}`;
}

function withoutBinding(text: string, one: Binding): string {
  const file = parse(text);
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    const named = statement.importClause?.namedBindings;
    if (named === undefined || !ts.isNamedImports(named)) continue;
    if (!ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (statement.moduleSpecifier.text !== one.module) continue;
    const index = named.elements.findIndex((element) => element.name.text === one.local);
    if (index < 0) continue;
    if (named.elements.length === 1 && statement.importClause?.name === undefined) {
      const end = text[statement.end] === '\n' ? statement.end + 1 : statement.end;
      return text.slice(0, statement.getStart(file)) + text.slice(end);
    }
    const element = named.elements[index];
    const next = named.elements[index + 1];
    const before = named.elements[index - 1];
    if (element === undefined) return text;
    if (next !== undefined) {
      return text.slice(0, element.getStart(file)) + text.slice(next.getStart(file));
    }
    return text.slice(0, before?.end ?? element.getStart(file)) + text.slice(element.end);
  }
  return text;
}
