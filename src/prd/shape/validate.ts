import { shapeMessages as say } from '../messages/shape.ts';
import type { Problem, ProblemText } from '../problem.ts';
import { nearest } from '../../nearest.ts';
import { codeNameOf, isEmpty } from '../source/tree.ts';
import type { MapEntry, MapNode, TextNode, Tree } from '../source/tree.ts';
import type { MapShape, Shape, TextShape } from './shape.ts';

interface Validation {
  readonly problems: Problem[];
  /** Say nothing of what is missing: part of the file could not be read. */
  readonly broken: boolean;
}

/**
 * Checks a tree against its shape and gives back what fits: misspelt keys and words as those they
 * mean, values of a wrong kind left out, so that one mistake gives one problem.
 */
export function validate(
  tree: Tree,
  shape: Shape,
  name: string,
  validation: Validation,
): Tree | null {
  const report = (at: Tree['at'], text: ProblemText): null => {
    validation.problems.push({ at, text });
    return null;
  };
  switch (shape.kind) {
    case 'text':
      return tree.kind === 'text' ? checkText(tree, shape, name, report) : wrongKind();
    case 'word':
      if (tree.kind !== 'text') return wrongKind();
      if (isEmpty(tree)) return report(tree.at, say.emptyValue(name));
      return shape.words.includes(tree.text) ? tree : meantWord(tree, shape.words, validation);
    case 'list': {
      if (isEmpty(tree)) return { kind: 'list', items: [], at: tree.at };
      const one = tree.kind === 'list' ? null : shape.orOne ? tree : null;
      if (tree.kind !== 'list' && !one) return wrongKind();
      const items = tree.kind === 'list' ? tree.items : [tree];
      const checked = items.flatMap((item) => validate(item, shape.of(), name, validation) ?? []);
      return { kind: 'list', items: checked, at: tree.at };
    }
    case 'names':
    case 'map': {
      if (isEmpty(tree)) return { kind: 'map', entries: [], at: tree.at };
      if (tree.kind !== 'map') return wrongKind();
      return shape.kind === 'map'
        ? validateMap(tree, shape, name, validation)
        : validateNames(tree, shape.of, validation);
    }
    case 'either': {
      const fitting = shape.shapes.find((one) => accepts(one, tree));
      return fitting ? validate(tree, fitting, name, validation) : wrongKind();
    }
  }

  function wrongKind(): null {
    return isEmpty(tree)
      ? report(tree.at, say.emptyValue(name))
      : report(startOf(tree), say.wrongKind(name, kindsOf(shape), tree.kind));
  }
}

function meantWord(
  tree: TextNode,
  words: readonly string[],
  { problems }: Validation,
): TextNode | null {
  const meant = nearest(tree.text, words);
  const text = say.unknownWord(tree.text, words, meant);
  problems.push({ at: tree.at, text, ...(meant !== null && { lost: null }) });
  return meant === null ? null : { ...tree, text: meant };
}

type Report = (at: Tree['at'], text: ProblemText) => null;

function checkText(tree: TextNode, shape: TextShape, name: string, report: Report): Tree | null {
  if (isEmpty(tree)) return shape.empty ? tree : report(tree.at, say.emptyValue(name));
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(tree.text)) {
    return report(tree.at, say.controlCharacter());
  }
  if (shape.pattern && shape.wanted && !shape.pattern.test(tree.text)) {
    return report(tree.at, say.badFormat(name, tree.text, shape.wanted));
  }
  return tree;
}

function validateNames(tree: MapNode, of: () => Shape, validation: Validation): MapNode {
  const entries = tree.entries.flatMap(({ key, value }): MapEntry[] => {
    const checked = validate(value, of(), codeNameOf(key.text), validation);
    return checked ? [{ key, value: checked }] : [];
  });
  return { ...tree, entries };
}

function validateMap(
  tree: MapNode,
  shape: MapShape,
  name: string,
  validation: Validation,
): MapNode {
  const present = new Set(tree.entries.map((entry) => entry.key.text));
  const absent = Object.keys(shape.keys).filter((key) => !present.has(key));
  const taken = new Set(present);
  const entries: MapEntry[] = [];
  for (const { key, value } of tree.entries) {
    if (Object.hasOwn(shape.keys, key.text)) {
      push(key, key.text, value);
      continue;
    }
    if (shape.ignored && (shape.ignored.has(key.text) || key.text.startsWith('x-'))) continue;
    const meant = nearest(
      key.text,
      absent.filter((one) => !taken.has(one)),
    );
    const hint = meant ?? nearest(key.text, Object.keys(shape.keys));
    const text = say.unknownKey(key.text, hint, Object.keys(shape.keys));
    validation.problems.push({ at: key.at, text, ...(meant !== null && { lost: null }) });
    if (meant) {
      taken.add(meant);
      push(key, meant, value);
    }
  }
  for (const required of shape.required) {
    const value = entries.find((entry) => entry.key.text === required)?.value;
    const blank = value?.kind === 'map' && value.entries.length === 0;
    if (blank && !validation.broken) {
      validation.problems.push({ at: value.at, text: say.emptyValue(required) });
    }
    if (taken.has(required) || validation.broken) continue;
    const at = startOf(tree);
    validation.problems.push({ at, text: say.missingKey(required, name) });
  }
  return { ...tree, entries };

  function push(key: TextNode, meant: string, value: Tree): void {
    const checked = validate(
      value,
      shape.keys[meant] ?? { kind: 'text', means: '' },
      meant,
      validation,
    );
    if (checked)
      entries.push({ key: key.text === meant ? key : { ...key, text: meant }, value: checked });
  }
}

function accepts(shape: Shape, tree: Tree): boolean {
  return (
    kindsOf(shape).includes(tree.kind) &&
    !(isEmpty(tree) && !(shape.kind === 'text' && shape.empty))
  );
}

function kindsOf(shape: Shape): Tree['kind'][] {
  switch (shape.kind) {
    case 'text':
    case 'word':
      return ['text'];
    case 'list':
      return shape.orOne ? [...new Set<Tree['kind']>([...kindsOf(shape.of()), 'list'])] : ['list'];
    case 'names':
    case 'map':
      return ['map'];
    case 'either':
      return [...new Set(shape.shapes.flatMap(kindsOf))];
  }
}

/** The first character is enough to point at: a whole map would frame half the file. */
function startOf(tree: Tree): Tree['at'] {
  return tree.kind === 'text' ? tree.at : { start: tree.at.start, end: tree.at.start };
}
