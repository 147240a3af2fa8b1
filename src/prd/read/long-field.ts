import type {
  DefaultSyntax,
  EnumValueSyntax,
  FieldSyntax,
  ModSyntax,
  NameSyntax,
  TypeSyntax,
} from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import { Cursor } from '../shorthand/cursor.ts';
import { readDefault } from '../shorthand/default.ts';
import { readExpression } from '../shorthand/expression.ts';
import { readBound, whyNotPattern } from '../shorthand/modifier.ts';
import { checkLabel, readEnumValues } from '../shorthand/names.ts';
import { checkArgument, readType } from '../shorthand/type.ts';
import { ShorthandError } from '../problem.ts';
import type { MapNode, TextNode, Tree } from '../source/tree.ts';
import { orphanActions, plainModifiers } from '../vocabulary.ts';
import { isTrue, justName, justPath, textOf, textsOf, valueOf } from './reading.ts';

/** `{ type: string, length: [1, 200], required: true, … }`; throws the first mistake of the field. */
export function readLongField(map: MapNode, key: NameSyntax): FieldSyntax {
  const label = textOf(map, 'label');
  if (label && key.label !== null)
    throw new ShorthandError(say.twoLabels(key.label, label.text), label.at);
  const required = textOf(map, 'required')?.text;
  const name = label ? { ...key, label: checkLabel(label.text, label) } : key;
  return {
    name,
    type: readLongType(map),
    many: isTrue(map, 'many'),
    optional: required === 'false',
    mods: readLongModifiers(map),
    default: readLongDefault(map),
    at: { start: key.at.start, end: map.at.end },
  };
}

function whole<T>(node: TextNode, read: (cursor: Cursor) => T): T {
  const cursor = new Cursor(node);
  const value = read(cursor);
  cursor.end();
  return value;
}

function readLongType(map: MapNode): TypeSyntax {
  const values = textsOf(valueOf(map, 'values'));
  if (values.length > 0) {
    const all = values.flatMap((node): EnumValueSyntax[] =>
      whole(node, (cursor) => readEnumValues(cursor, node)),
    );
    return { kind: 'enum', values: all, at: map.at };
  }
  const to = textsOf(valueOf(map, 'to'));
  if (to.length > 0) {
    const entityWords = { en: 'an entity', zh: '实体名' };
    const targets = to.map((node) => whole(node, (cursor) => cursor.needName(entityWords)));
    return { kind: 'reference', targets, at: map.at };
  }
  const inverse = textOf(map, 'inverse');
  if (inverse) {
    const words = { en: '`Entity.field`', zh: '`实体.字段`' };
    return whole(inverse, (cursor) => {
      const entity = cursor.needName(words);
      cursor.needSymbol('.');
      return { kind: 'inverse', entity, field: cursor.needName(words), at: inverse.at };
    });
  }
  const node = textOf(map, 'type');
  if (!node) {
    const wanted = {
      en: 'one of the keys type, values, to, inverse',
      zh: 'type、values、to、inverse 之一',
    };
    throw new ShorthandError(say.expected(wanted, ''), { start: map.at.start, end: map.at.start });
  }
  const type = whole(node, (cursor) => readType(cursor, node));
  if (type.kind !== 'named') return type;
  const currency = textOf(map, 'currency');
  const args = [...type.args, ...longArguments(map, type.name)];
  const currencyField = currency ? whole(currency, justName) : type.currencyField;
  return { ...type, args, currencyField };
}

/** The arguments of the shorthand, from `length`, `size`, `precision` and `scale`. */
function longArguments(map: MapNode, type: string): string[] {
  const args: string[] = [];
  for (const key of ['length', 'size', 'precision', 'scale']) {
    const value = valueOf(map, key);
    const [least, most] = value?.kind === 'list' ? value.items : textsOf(value);
    if (least?.kind !== 'text') continue;
    const text = value?.kind === 'list' ? `${open(least)}..${open(most)}` : least.text;
    const cursor = new Cursor(least);
    checkArgument(cursor, type, text, 0);
    args.push(text);
  }
  return args;
}

/** `null` leaves an end of a range open. */
function open(end: Tree | undefined): string {
  return end?.kind === 'text' && end.text !== 'null' ? end.text : '';
}

function readLongModifiers(map: MapNode): ModSyntax[] {
  const mods: ModSyntax[] = [];
  for (const kind of plainModifiers) {
    const node = textOf(map, kind);
    if (node?.text === 'true') mods.push({ kind, at: node.at });
  }
  for (const { key, value } of map.entries) {
    const node = value.kind === 'text' ? value : null;
    if (key.text === 'read') {
      const who = textsOf(value).map((one) => whole(one, justName));
      mods.push({ kind: 'read', who, at: value.at });
    } else if (node) {
      const mod = readLongModifier(key.text, node);
      if (mod) mods.push(mod);
    }
  }
  return mods;
}

const bounds: Readonly<Record<string, '>=' | '<=' | '>' | '<'>> = {
  min: '>=',
  max: '<=',
  above: '>',
  below: '<',
};

function readLongModifier(key: string, node: TextNode): ModSyntax | null {
  const at = node.at;
  const op = Object.hasOwn(bounds, key) ? bounds[key] : undefined;
  if (op) return { kind: 'bound', op, value: whole(node, readBound), at };
  switch (key) {
    case 'onDelete': {
      const kind = plainModifiers.find((one) => one === node.text);
      return kind ? { kind, at } : null;
    }
    case 'pattern': {
      const [, source = node.text, flags = ''] = /^\/([^]*)\/([a-z]*)$/.exec(node.text) ?? [];
      const detail = whyNotPattern(source, flags);
      if (detail) throw new ShorthandError(say.badPattern(detail), at);
      // The shorthand ends a pattern at a bare slash.
      const escaped = source.replace(/\\.|\//g, (part) => (part === '/' ? '\\/' : part));
      return { kind: 'pattern', source: escaped, flags, at };
    }
    case 'computed':
    case 'backfill':
      return { kind: key, expr: node.text === 'custom' ? null : whole(node, readExpression), at };
    case 'counter':
      return { kind: 'counter', inverse: whole(node, justPath), at };
    case 'sequence':
      return { kind: 'sequence', format: node.text, at };
    case 'was':
      return { kind: 'was', name: whole(node, justName).value, at };
    case 'column':
      return { kind: 'column', name: node.text, at };
    case 'orphans': {
      const action = orphanActions.find((one) => one === node.text);
      return action ? { kind: 'orphans', action, at } : null;
    }
    default:
      return null;
  }
}

function readLongDefault(map: MapNode): DefaultSyntax | null {
  const value = valueOf(map, 'default');
  if (value?.kind === 'list') {
    const items = textsOf(value).map((one) => ({ text: one.text, quoted: one.style !== 'plain' }));
    return { kind: 'list', items, at: value.at };
  }
  if (value?.kind !== 'text') return null;
  if (value.style !== 'plain')
    return { kind: 'literal', text: value.text, quoted: true, at: value.at };
  return whole(value, readDefault);
}
