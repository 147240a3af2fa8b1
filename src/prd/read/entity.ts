import type {
  AccessSyntax,
  CommandSyntax,
  EntitySyntax,
  EnumValueSyntax,
  MoveSyntax,
  QuerySyntax,
} from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import { printEnumValues } from '../print/field.ts';
import {
  printCondition,
  printFilter,
  printIndex,
  printMove,
  printSort,
  printUnique,
} from '../print/parts.ts';
import { printExpression } from '../print/expression.ts';
import type { Cursor } from '../shorthand/cursor.ts';
import { inMilliseconds, toDuration } from '../shorthand/duration.ts';
import { readExpression } from '../shorthand/expression.ts';
import { readIndex, readUnique } from '../shorthand/index-entry.ts';
import { readMove } from '../shorthand/move.ts';
import { readEnumValues } from '../shorthand/names.ts';
import { readFilter, readPage, readSort } from '../shorthand/query.ts';
import type { MapNode, Tree } from '../source/tree.ts';
import { readFields, readInputs } from './fields.ts';
import {
  entriesOf,
  isTrue,
  justName,
  justPath,
  listNode,
  located,
  namedEntries,
  parseText,
  parseTexts,
  textOf,
  textsOf,
  valueOf,
} from './reading.ts';
import type { Reading } from './reading.ts';

export function readEntities(reading: Reading, tree: Tree | null): EntitySyntax[] {
  return namedEntries(reading, tree).flatMap(({ name, value }) =>
    value.kind === 'map' ? [readEntity(reading, name, value)] : [],
  );
}

function readEntity(reading: Reading, name: EntitySyntax['name'], map: MapNode): EntitySyntax {
  const owner = textOf(map, 'owner');
  const tenancy = textOf(map, 'tenancy');
  const crud = listNode(valueOf(map, 'crud'));
  return {
    name,
    fields: readFields(reading, valueOf(map, 'fields')),
    states: readValues(reading, valueOf(map, 'states')),
    moves: namedEntries(reading, valueOf(map, 'moves')).flatMap(({ name: move, value }) =>
      value.kind === 'text'
        ? (parseText<MoveSyntax>(reading, value, (cursor) => readMove(cursor, move), printMove) ??
          [])
        : [],
    ),
    rules: namedEntries(reading, valueOf(map, 'rules')).flatMap(({ name: rule, value }) => {
      if (value.kind !== 'text') return [];
      const found = parseText(reading, value, readCondition, printCondition);
      return found ? [{ name: rule, ...found }] : [];
    }),
    unique: parseTexts(reading, valueOf(map, 'unique'), readUnique, printUnique),
    index: parseTexts(reading, valueOf(map, 'index'), readIndex, printIndex),
    commands: readCommands(reading, valueOf(map, 'commands')),
    queries: readQueries(reading, valueOf(map, 'queries')),
    access: readAccess(reading, valueOf(map, 'access')),
    owner: owner ? parseText(reading, owner, justPath) : null,
    crud: crud ? textsOf(crud).map((node) => ({ value: node.text, at: node.at })) : null,
    softDelete: readSoftDelete(reading, map),
    audit: textOf(map, 'audit')?.text === 'full',
    plural: located(textOf(map, 'plural')),
    table: located(textOf(map, 'table')),
    tenancy: tenancy ? { value: 'none', at: tenancy.at } : null,
    at: { start: name.at.start, end: map.at.end },
  };
}

/** `expr "message"` */
function readCondition(cursor: Cursor): {
  condition: CommandSyntax['sets'][number]['value'];
  message: string | null;
} {
  const condition = readExpression(cursor);
  return { condition, message: cursor.quoted()?.value ?? null };
}

/** `a | b | c`, or a list of the same. */
export function readValues(reading: Reading, tree: Tree | null): EnumValueSyntax[] {
  const groups = textsOf(tree).map((node) => ({
    node,
    values:
      parseText(reading, node, (cursor) => readEnumValues(cursor, node), printEnumValues) ?? [],
  }));
  const seen = new Set<string>();
  return groups.flatMap(({ values }) =>
    values.filter((value) => {
      if (!seen.has(value.code)) return seen.add(value.code);
      reading.problems.push({ at: value.at, text: say.repeatedModifier(value.code) });
      return false;
    }),
  );
}

export function readAccess(reading: Reading, tree: Tree | null): AccessSyntax | null {
  if (tree?.kind !== 'map') return null;
  return {
    read: readWho(reading, valueOf(tree, 'read')),
    write: readWho(reading, valueOf(tree, 'write')),
    at: tree.at,
  };
}

function readWho(reading: Reading, tree: Tree | null): CommandSyntax['by'] {
  return tree ? parseTexts(reading, tree, justName) : null;
}

function readSoftDelete(reading: Reading, map: MapNode): EntitySyntax['softDelete'] {
  const node = textOf(map, 'softDelete');
  if (!node) return null;
  return parseText(reading, node, (cursor) => {
    if (cursor.word('true')) return { from: null, at: node.at };
    if (cursor.word('false')) return null;
    if (!cursor.word('from'))
      cursor.expected({ en: '"true", "false" or "from flag"', zh: '“true”、“false”或“from 字段”' });
    return { from: justName(cursor), at: node.at };
  });
}

function readCommands(reading: Reading, tree: Tree | null): CommandSyntax[] {
  return namedEntries(reading, tree).flatMap(({ name, value }) => {
    if (value.kind !== 'map') return [];
    const when = textOf(value, 'when');
    const every = textOf(value, 'every');
    const on = textOf(value, 'on');
    const input = valueOf(value, 'input');
    return [
      {
        name,
        by: readWho(reading, valueOf(value, 'by')),
        input: input ? readInputs(reading, input) : null,
        when: when ? parseText(reading, when, readCondition, printCondition) : null,
        sets: readSets(reading, valueOf(value, 'sets')),
        emits: parseTexts(reading, valueOf(value, 'emits'), justName),
        on: on ? parseText(reading, on, justPath) : null,
        returns: readFields(reading, valueOf(value, 'returns')),
        everyMs: every ? { value: inMilliseconds(toDuration(every.text)), at: every.at } : null,
        custom: isTrue(value, 'custom'),
        idempotent: isTrue(value, 'idempotent'),
        at: { start: name.at.start, end: value.at.end },
      },
    ];
  });
}

function readSets(reading: Reading, tree: Tree | null): CommandSyntax['sets'] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const field = parseText(reading, key, justPath);
    const expr =
      value.kind === 'text' ? parseText(reading, value, readExpression, printExpression) : null;
    return field && expr ? [{ field, value: expr }] : [];
  });
}

function readQueries(reading: Reading, tree: Tree | null): QuerySyntax[] {
  return namedEntries(reading, tree).flatMap(({ name, value }) => {
    if (value.kind !== 'map') return [];
    const page = textOf(value, 'page');
    const [find, second] = parseTexts(reading, valueOf(value, 'find'), justPath);
    if (second) {
      const wanted = { en: 'one field', zh: '一个字段' };
      reading.problems.push({ at: second.at, text: say.expected(wanted, second.value) });
    }
    return [
      {
        name,
        by: readWho(reading, valueOf(value, 'by')),
        filter: parseTexts(reading, valueOf(value, 'filter'), readFilter, printFilter),
        search: parseTexts(reading, valueOf(value, 'search'), justPath),
        sort: parseTexts(reading, valueOf(value, 'sort'), readSort, printSort),
        page: page ? parseText(reading, page, readPage) : null,
        find: find ?? null,
        custom: isTrue(value, 'custom'),
        at: { start: name.at.start, end: value.at.end },
      },
    ];
  });
}
