import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Code, Ref } from './code.ts';
import type { TsFile } from './ts-file.ts';

const { factory } = ts;
const printer = ts.createPrinter();
/** The printer asks for a file, and takes nothing from it. */
const nowhere = ts.createSourceFile('imports.ts', '', ts.ScriptTarget.Latest);

interface Import {
  readonly specifier: string;
  readonly byDefault: string | null;
  readonly names: readonly string[];
  readonly isType: boolean;
}

/** The text of the file that stands at `path` in the generated project; not yet formatted. */
export function printTsFile(file: TsFile, path: string): string {
  const refs = file.statements.flatMap((one) =>
    one.parts.filter((part) => typeof part !== 'string'),
  );
  return [printImports(importsOf(refs, path)), ...file.statements.map(textOf)].join('\n\n');
}

/** Only these are nodes: parsing or building the rest again would cost most of the time and memory. */
function printImports(imports: readonly Import[]): string {
  return imports
    .map((one) => printer.printNode(ts.EmitHint.Unspecified, declarationOf(one), nowhere))
    .join('\n');
}

function declarationOf({ specifier, byDefault, names, isType }: Import): ts.ImportDeclaration {
  const named = names.map((name) =>
    factory.createImportSpecifier(false, undefined, factory.createIdentifier(name)),
  );
  const clause = factory.createImportClause(
    isType ? ts.SyntaxKind.TypeKeyword : undefined,
    byDefault === null ? undefined : factory.createIdentifier(byDefault),
    named.length === 0 ? undefined : factory.createNamedImports(named),
  );
  const from = factory.createStringLiteral(specifier);
  ts.setEmitFlags(from, ts.EmitFlags.NoAsciiEscaping);
  return factory.createImportDeclaration(undefined, clause, from);
}

function textOf({ parts }: Code): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}

/** One line a module and kind: values and types apart, as Node loads a module for `type` specifiers too. */
function importsOf(refs: readonly Ref[], path: string): Import[] {
  const modules = new Map<
    string,
    { from: string; values: Set<string>; types: Set<string>; byDefault: string | null }
  >();
  const owner = new Map<string, string>();
  for (const { name, from, form } of refs) {
    if (from === path) continue;
    if ((owner.get(name) ?? from) !== from) {
      throw new Error(`${path}: ${name} comes from both ${owner.get(name)} and ${from}`);
    }
    owner.set(name, from);
    const entry = modules.get(from) ?? {
      from,
      values: new Set(),
      types: new Set(),
      byDefault: null,
    };
    modules.set(from, entry);
    if (form === 'default') entry.byDefault = name;
    else (form === 'type' ? entry.types : entry.values).add(name);
  }
  return [...modules.values()]
    .map((one) => ({ ...one, specifier: specifierOf(one.from, path) }))
    .sort((a, b) => rank(a.specifier) - rank(b.specifier) || (a.specifier < b.specifier ? -1 : 1))
    .flatMap(({ specifier, values, types, byDefault }) => {
      const plain = { specifier, byDefault, names: sorted(values), isType: false };
      const onlyTypes = typesOnly(types, values);
      return [
        ...(values.size > 0 || byDefault !== null ? [plain] : []),
        ...(onlyTypes.length > 0
          ? [{ ...plain, byDefault: null, names: onlyTypes, isType: true }]
          : []),
      ];
    });
}

function typesOnly(types: ReadonlySet<string>, values: ReadonlySet<string>): string[] {
  return sorted(types).filter((name) => !values.has(name));
}

function sorted(names: ReadonlySet<string>): string[] {
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

function specifierOf(from: string, path: string): string {
  if (!isProjectPath(from)) return from;
  const relative = posix.relative(posix.dirname(path), from);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function isProjectPath(from: string): boolean {
  return /^(cmd|internal|pkg|scripts|tests)\//.test(from);
}

function rank(specifier: string): number {
  if (specifier.startsWith('node:')) return 0;
  return specifier.startsWith('.') ? 2 : 1;
}
