import { resolve } from 'node:path';
import { ts } from '../typescript/parser.ts';
import { Programs } from '../typescript/program.ts';
import type { Overlay } from '../typescript/program.ts';
import { declaredIn } from './declared.ts';
import type { Renaming } from './declared.ts';

export interface Place {
  readonly pos: number;
  readonly end: number;
  /** What stands there afterwards. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

/** Where a tree uses what is renamed, as its type checker says: only in the files asked for, by path. */
export function locate(
  root: string,
  overlay: Overlay,
  files: readonly string[],
  renamings: ReadonlyMap<string, readonly Renaming[]>,
): ReadonlyMap<string, readonly Place[]> {
  const programs = new Programs(root);
  const { options } = programs.setup(overlay);
  const absolute = new Map(
    [...files, ...renamings.keys()].map((file) => [resolve(root, file), file]),
  );
  const service = programs.service([...absolute.keys()], options, overlay);
  const program = service.getProgram();
  if (program === undefined) return new Map();
  const found = new Map<string, Map<number, Place>>();
  const add = (file: string, place: Place): void => {
    const path = absolute.get(file);
    if (path === undefined || !files.includes(path)) return;
    const places = found.get(path) ?? new Map<number, Place>();
    found.set(path, places.set(place.pos, places.get(place.pos) ?? place));
  };
  for (const [path, some] of renamings) {
    const file = program.getSourceFile(resolve(root, path));
    if (file === undefined) continue;
    const declared = declaredIn(file.text);
    for (const { path: name, from, to } of some) {
      for (const pos of declared.get(name) ?? []) {
        const places = service.findRenameLocations(file.fileName, pos, false, false, {
          providePrefixAndSuffixTextForRename: true,
        });
        for (const { fileName, textSpan, prefixText = '', suffixText = '' } of places ?? []) {
          const text = prefixText + to + suffixText;
          add(fileName, {
            pos: textSpan.start,
            end: textSpan.start + textSpan.length,
            text,
            from,
            to,
          });
        }
      }
    }
    literals(program, [...absolute.keys()], some, file, add);
  }
  return new Map(
    [...found].map(([path, places]) => [
      path,
      [...places.values()].toSorted((a, b) => a.pos - b.pos),
    ]),
  );
}

/** A state or a value of an enum stands in code as a text: `'paid'` where the type says that it is one of them. */
function literals(
  program: ts.Program,
  files: readonly string[],
  renamings: readonly Renaming[],
  declaring: ts.SourceFile,
  add: (file: string, place: Place) => void,
): void {
  const values = new Map(
    renamings.filter((one) => one.path.includes('.')).map((one) => [one.from, one]),
  );
  const known = new Set(
    [...declaredIn(declaring.text).keys()].map((path) => path.split('.').at(-1) ?? ''),
  );
  const checker = program.getTypeChecker();
  const visit = (node: ts.Node, file: ts.SourceFile): void => {
    ts.forEachChild(node, (child) => visit(child, file));
    if (!ts.isStringLiteral(node)) return;
    const renaming = values.get(node.text);
    if (renaming === undefined || !isOneOf(expectedType(node, checker), node.text, known)) return;
    const { from, to } = renaming;
    add(file.fileName, { pos: node.getStart(file) + 1, end: node.end - 1, text: to, from, to });
  };
  if (values.size === 0) return;
  for (const name of files) {
    const file = program.getSourceFile(name);
    if (file !== undefined) visit(file, file);
  }
}

function expectedType(node: ts.StringLiteral, checker: ts.TypeChecker): ts.Type | undefined {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    return checker.getTypeAtLocation(parent.left === node ? parent.right : parent.left);
  }
  if (ts.isCaseClause(parent)) return checker.getTypeAtLocation(parent.parent.parent.expression);
  return checker.getContextualType(node);
}

/** A union of names that the file declares side by side, the one among them. */
function isOneOf(type: ts.Type | undefined, text: string, known: ReadonlySet<string>): boolean {
  if (type === undefined) return false;
  const members = type.isUnion() ? type.types : [type];
  const texts = members.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
  return texts.length > 1 && texts.includes(text) && texts.every((one) => known.has(one));
}
