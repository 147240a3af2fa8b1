import type { Command, Field, Model } from '../../model/model.ts';
import { periodLength } from '../sequence-period.ts';
import { code, join, key, literal, value } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { of, paths } from '../typescript/symbols.ts';
import { changedAlone, list, single } from './load-ids.ts';
import type { Loading } from './load-ids.ts';
import { hasNeeds, needsOf } from './needs.ts';
import type { CountNeed, Needs, RowNeed, SequenceNeed } from './needs.ts';
import { stateType } from './state.ts';

/** Where a handler keeps what the loading reads. */
export interface LoadScope {
  /** The variable with the domain's input (`input`), null for none. */
  readonly input: string | null;
  /** The variable of the aggregate, null for create. */
  readonly aggregate: string | null;
  /** The principal's id or null, as code. */
  readonly me: Code;
  readonly tenant: Code;
}

export interface Load {
  /** Statements before the call. */
  readonly before: readonly Code[];
  /** The object of what the method is given beside its input; null when it needs nothing. */
  readonly given: Code | null;
  /** Keys of `deps` that this reads: `products`, `sequences`. */
  readonly ports: readonly string[];
}

/** How a handler gets at what `needsOf(command)` asks for. To be emitted within the transaction. */
export function loadFor(command: Command, model: Model, at: LoadScope): Load {
  const scope: Loading = { ...at, variables: new Map() };
  const needs = needsOf(command, model);
  const bases = needs.rows.filter((row) => needs.rows.some((other) => startsFrom(other, row)));
  const dated = needs.sequences.some(({ field }) => periodLength(field) > 0);
  const firsts = bases.map((row) => code`const ${row.name} = ${rowCode(row, command, scope)};`);
  const members = [
    ...needs.rows.map((row) =>
      bases.includes(row)
        ? code`${row.name},`
        : code`${row.name}: ${rowCode(row, command, scope)},`,
    ),
    ...needs.counts.map((count) => code`${count.member}: ${countCode(count, command, scope)},`),
    ...(needs.me ? [code`me: ${scope.me},`] : []),
    ...(needs.tenant ? [code`tenant: ${scope.tenant},`] : []),
    ...needs.sequences.map((one) => code`${key(one.field.name)}: ${sequenceCode(one)},`),
  ];
  return {
    before: [
      ...[...scope.variables].map(([name, text]) => code`const ${name} = ${text};`),
      ...firsts,
      ...(dated ? [code`const now = new Date();`] : []),
    ],
    given: hasNeeds(needs) ? code`{\n${members}\n}` : null,
    ports: [
      ...new Set([
        ...needs.rows.map((row) => of.port(row.entity)),
        ...needs.counts.filter((one) => !isNew(one, scope)).map((one) => of.port(one.parent)),
        ...(needs.sequences.length > 0 ? ['sequences'] : []),
      ]),
    ],
  };
}

/** The type of what a method is given beside its input; null when it needs nothing. */
export function givenType(command: Command, model: Model): Code | null {
  const needs = needsOf(command, model);
  return hasNeeds(needs) ? givenObject(needs, model) : null;
}

export function givenObject(needs: Needs, model: Model): Code {
  const principal = model.principal?.entity;
  const members = [
    ...needs.rows.map(rowMember),
    ...needs.counts.map(countMember),
    ...(needs.me
      ? [code`readonly me: ${principal ? of.id(principal) : code`string`} | null;`]
      : []),
    ...(needs.tenant ? [code`readonly tenant: string;`] : []),
    ...needs.sequences.map(({ field }) => code`readonly ${key(field.name)}: string;`),
  ];
  return code`{\n${members}\n}`;
}

/** Writes a sequence's number in its format: `orderNumber(now, 7)`, or `orderNumber(7)` without a date. */
export function sequenceFormat({ entity, field }: SequenceNeed): Ref {
  const upper = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  return value(`${entity.names.camel}${upper}`, paths.entity(entity));
}

export function rowMember(row: RowNeed): Code {
  const aggregate = of.aggregateType(row.entity);
  return row.many
    ? code`readonly ${row.name}: ReadonlyMap<${of.id(row.entity)}, ${aggregate}>;`
    : code`readonly ${row.name}: ${aggregate}${row.nullable && code` | null`};`;
}

export function countMember(count: CountNeed): Code {
  const absent = count.nullable || count.fn === 'min' || count.fn === 'max';
  return code`readonly ${count.member}: ${countType(count)}${absent && code` | null`};`;
}

export function countType({ fn, value: summed }: Pick<CountNeed, 'fn' | 'value'>): Code {
  if (fn === 'count') return code`number`;
  if (fn === 'exists' || summed === null) return code`boolean`;
  return stateType(summed);
}

function startsFrom(row: RowNeed, base: RowNeed): boolean {
  return row.sources.some((source) => source.from?.name === base.name);
}

function sequenceCode(one: SequenceNeed): Code {
  const length = periodLength(one.field);
  const name = literal(`${one.entity.names.code}.${one.field.name}`);
  const period = length === 0 ? literal('') : code`now.toISOString().slice(0, ${length})`;
  const number = code`await deps.sequences.next(${name}, ${period})`;
  return code`${sequenceFormat(one)}(${length > 0 && code`now, `}${number})`;
}

function isNew(count: CountNeed, scope: Loading): boolean {
  return count.path.length === 0 && scope.aggregate === null;
}

function countCode(count: CountNeed, command: Command, scope: Loading): Code {
  if (isNew(count, scope)) return nothing(count);
  const source = { root: count.root, path: count.path, from: null, ofElement: false } as const;
  const alone = changedAlone(source, count.triggers, scope);
  const id =
    count.path.length === 0
      ? code`${scope.aggregate ?? ''}.state.id`
      : (alone ?? single(source, command, scope));
  const self = scope.aggregate === null ? code`null` : code`${scope.aggregate}.state.id`;
  const except = count.others && code`, ${self}`;
  const call = code`await deps.${of.port(count.parent)}.${count.method}(${id}${except})`;
  const optional = count.path.some((field) => field.optional);
  const changed = triggered(count.triggers, scope);
  if (alone !== null) return code`${alone} ? ${call} : null`;
  if (changed === null) return optional ? code`${id} ? ${call} : null` : call;
  return optional ? code`${changed} && ${id} ? ${call} : null` : code`${changed} ? ${call} : null`;
}

/** What is told of a row that nobody can refer to yet. */
function nothing({ fn, value: summed }: CountNeed): Code {
  if (fn === 'count') return code`0`;
  if (fn === 'exists') return code`false`;
  if (fn !== 'sum' || summed?.type.kind !== 'scalar') return code`null`;
  if (summed.type.scalar === 'bigint') return code`0n`;
  const exact = summed.type.scalar === 'money' || summed.type.scalar === 'decimal';
  return exact ? code`new ${value('Decimal', paths.money)}(0)` : code`0`;
}

function rowCode(row: RowNeed, command: Command, scope: Loading): Code {
  const port = code`deps.${of.port(row.entity)}`;
  if (row.many) {
    const lists = row.sources.map((source) => list(source, command, scope));
    const [first] = lists;
    const ids =
      lists.length === 1
        ? first
        : code`[${join(
            lists.map((one) => code`...${one}`),
            ', ',
          )}]`;
    const found = code`await ${port}.getMany(${ids})`;
    const [only] = row.sources;
    const alone =
      only !== undefined && lists.length === 1 ? changedAlone(only, row.triggers, scope) : null;
    if (alone !== null) return code`${alone} ? await ${port}.getMany(${alone}) : new Map()`;
    const changed = triggered(row.triggers, scope);
    return changed === null ? found : code`${changed} ? ${found} : new Map()`;
  }
  const [source] = row.sources;
  if (source === undefined) throw new Error(`${row.name} comes from nowhere`);
  const alone = changedAlone(source, row.triggers, scope);
  const id = alone ?? single(source, command, scope);
  const found = code`await ${port}.get(${id})`;
  if (alone !== null) return code`${alone} ? ${found} : null`;
  if (!row.nullable) return found;
  const changed = triggered(row.triggers, scope);
  const optional = source.path.some((field) => field.optional) || source.from?.nullable === true;
  if (changed === null) return code`${id} ? ${found} : null`;
  return optional
    ? code`${changed} && ${id} ? ${found} : null`
    : code`${changed} ? ${found} : null`;
}

/** Whether an update touches what a rule reads; null: it is asked for in any case. */
function triggered(triggers: readonly Field[] | null, scope: Loading): Code | null {
  if (triggers === null) return null;
  const tests = touchTests(triggers, scope.input ?? '');
  return triggers.length > 1 ? code`(${tests})` : tests;
}

/** `changes.roomId !== undefined || …` */
export function touchTests(triggers: readonly Field[], input: string): Code {
  return join(
    triggers.map((field) => code`${input}.${field.stateMember} !== undefined`),
    ' || ',
  );
}
