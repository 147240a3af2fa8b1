import { ts } from '../../src/merge/typescript/parser.ts';

/** An edit of one side, as text, with what it means for the other side. */
export interface Edit {
  readonly kind: 'insert' | 'delete' | 'modify';
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Inserted where order has a meaning. */
  readonly ordered: boolean;
  /** The smallest item that is changed, in the base. */
  readonly site: readonly [number, number];
  /** What a deletion takes away. */
  readonly gone?: string;
}

export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Make = (unique: string) => Edit;

/** Every edit that a text offers. Each inserted text holds a name that stands nowhere else. */
export function editsOf(text: string): readonly Make[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const makes: Make[] = [];
  const start = (node: ts.Node): number => node.getStart(file);
  const indentOf = (node: ts.Node): string => {
    const line = text.lastIndexOf('\n', start(node) - 1) + 1;
    return /^\s*/.exec(text.slice(line))?.[0] ?? '';
  };
  const ownLine = (node: ts.Node): boolean => {
    const line = text.lastIndexOf('\n', start(node) - 1) + 1;
    return text.slice(line, start(node)).trim() === '';
  };
  const insertAfter = (
    node: ts.Node,
    ordered: boolean,
    body: (unique: string, indent: string) => string,
    comma = false,
  ): void => {
    const at = comma && text[node.end] === ',' ? node.end + 1 : node.end;
    if (comma && text[node.end] !== ',') return;
    if (!/^[^\S\n]*\n/.test(text.slice(at))) return;
    makes.push((unique) => ({
      kind: 'insert',
      from: at,
      to: at,
      text: body(unique, indentOf(node)),
      ordered,
      site: [at, at],
    }));
  };
  const remove = (node: ts.Node, comma = false): void => {
    if (!ownLine(node)) return;
    const from = node.getFullStart();
    const to = comma && text[node.end] === ',' ? node.end + 1 : node.end;
    if (comma && text[node.end] !== ',') return;
    if (!/^[^\S\n]*\n/.test(text.slice(to)) || from === 0) return;
    const gone = text.slice(from, to).trim();
    makes.push(() => ({
      kind: 'delete',
      from,
      to,
      text: '',
      ordered: false,
      site: [from, to],
      gone,
    }));
  };
  const modify = (node: ts.Node, site: ts.Node, replacement: (unique: string) => string): void => {
    makes.push((unique) => ({
      kind: 'modify',
      from: start(node),
      to: node.end,
      text: replacement(unique),
      ordered: false,
      site: [site.getFullStart(), site.end],
    }));
  };

  const insertAt = (at: number, ordered: boolean, body: (unique: string) => string): void => {
    makes.push((unique) => ({
      kind: 'insert',
      from: at,
      to: at,
      text: body(unique),
      ordered,
      site: [at, at],
    }));
  };
  /** Adds to what stands there: for others it is a change of the item. */
  const widen = (at: number, site: ts.Node, body: (unique: string) => string): void => {
    makes.push((unique) => ({
      kind: 'modify',
      from: at,
      to: at,
      text: body(unique),
      ordered: false,
      site: [site.getFullStart(), site.end],
    }));
  };

  const visit = (node: ts.Node, item: ts.Node): void => {
    if (ts.isSourceFile(node)) {
      for (const one of node.statements) {
        if (ts.isImportDeclaration(one))
          insertAfter(one, false, (u) => `\nimport { ${u} } from './${u}.ts';`);
        else insertAfter(one, false, (u) => `\n\nexport function ${u}(): number {\n  return 1;\n}`);
      }
    }
    if (ts.isClassDeclaration(node)) {
      for (const one of node.members) {
        insertAfter(one, false, (u, i) => `\n\n${i}${u}(): void {\n${i}  return;\n${i}}`);
        remove(one);
      }
    }
    if (ts.isInterfaceDeclaration(node)) {
      for (const one of node.members) {
        insertAfter(one, false, (u, i) => `\n${i}readonly ${u}: string;`);
        remove(one);
      }
    }
    if (ts.isObjectLiteralExpression(node)) {
      for (const one of node.properties) {
        insertAfter(one, false, (u, i) => `\n${i}${u}: 1,`, true);
        if (!ts.isSpreadAssignment(one)) remove(one, true);
      }
    }
    if (ts.isBlock(node)) {
      for (const one of node.statements) {
        if (ts.isReturnStatement(one)) continue;
        insertAfter(one, true, (u, i) => `\n${i}${u}();`);
        remove(one);
      }
    }
    if (
      ts.isStringLiteral(node) &&
      !isName(node) &&
      !ts.isImportDeclaration(node.parent) &&
      !ts.isLiteralTypeNode(node.parent)
    ) {
      modify(node, item, (u) => `'${u}'`);
    }
    if (ts.isNumericLiteral(node) && !isName(node)) {
      modify(node, item, (u) => String(1000 + Number(u.replace(/\D/g, ''))));
    }
    if (ts.isIfStatement(node)) widen(node.expression.end, node, (u) => ` && ${u}`);
    if (ts.isUnionTypeNode(node)) insertAt(node.end, false, (u) => ` | '${u}'`);
    if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) {
      const last = node.parameters.at(-1);
      if (last !== undefined && text[last.end] === ')') {
        insertAt(last.end, true, (u) => `, ${u}: string`);
      }
    }
    if (isItem(node) && ownLine(node) && node !== item && node.pos > 0) {
      widen(start(node), node, (u) => `// ${u}\n${indentOf(node)}`);
    }
    ts.forEachChild(node, (child) => visit(child, isItem(child) ? child : item));
  };
  visit(file, file);
  return makes;
}

/** Another key is another thing: that is no change of this one. */
function isName(node: ts.Node): boolean {
  return ts.isObjectLiteralElement(node.parent) && node.parent.name === node;
}

function isItem(node: ts.Node): boolean {
  return (
    (ts.isStatement(node) && !ts.isBlock(node)) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isObjectLiteralElement(node)
  );
}

/** Some edits of one side that do not touch each other. */
export function pick(
  makes: readonly Make[],
  count: number,
  prefix: string,
  random: Random,
): Edit[] {
  const edits: Edit[] = [];
  for (let tries = 0; tries < count * 4 && edits.length < count; tries += 1) {
    const make = makes[Math.floor(random() * makes.length)];
    if (make === undefined) break;
    const edit = make(`${prefix}${tries}${Math.floor(random() * 1e6)}`);
    if (edits.every((one) => one.to < edit.from || edit.to < one.from)) edits.push(edit);
  }
  return edits;
}

export function apply(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from || b.to - a.to)
    .reduce((now, edit) => now.slice(0, edit.from) + edit.text + now.slice(edit.to), text);
}

export type Verdict = 'clean' | 'may' | 'due';

/** What is to come of two edits: whether they must merge, may conflict, or must conflict. */
export function verdict(user: Edit, generator: Edit): Verdict {
  const inside = (a: Edit, b: Edit): boolean => a.from >= b.from && a.to <= b.to;
  if (user.kind === 'delete' && generator.kind === 'delete') {
    const nobodyKnowsWhich = user.gone === generator.gone;
    return inside(user, generator) || inside(generator, user) || nobodyKnowsWhich ? 'may' : 'clean';
  }
  for (const [a, b] of [
    [user, generator],
    [generator, user],
  ] as const) {
    if (a.kind !== 'delete') continue;
    const touches = b.from <= a.to && b.to >= a.from;
    if (b.kind === 'modify') return touches ? 'due' : 'clean';
    const within = b.from > a.from && b.from < a.to;
    if (within) return 'due';
    return touches && b.ordered ? 'may' : 'clean';
  }
  if (user.kind === 'insert' && generator.kind === 'insert') {
    if (user.from !== generator.from || !(user.ordered || generator.ordered)) return 'clean';
    return user.ordered && generator.ordered ? 'due' : 'may';
  }
  const [a, b] = [user.site, generator.site];
  const same = a[0] === b[0] && a[1] === b[1];
  return user.kind === 'modify' && generator.kind === 'modify' && same ? 'may' : 'clean';
}

export function verdictOf(user: readonly Edit[], generator: readonly Edit[]): Verdict {
  const all = user.flatMap((one) => generator.map((two) => verdict(one, two)));
  return all.includes('due') ? 'due' : all.includes('may') ? 'may' : 'clean';
}

/** What both sides' edits give when nothing stands in the way; two orders where both insert at one place. */
export function truths(text: string, user: readonly Edit[], generator: readonly Edit[]): string[] {
  return [apply(text, [...user, ...generator]), apply(text, [...generator, ...user])];
}
