import type { Command, Model } from '../../model/model.ts';
import { needsOf } from '../domain/needs.ts';
import type { CountNeed, Needs, RowNeed } from '../domain/needs.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel } from '../typescript/symbols.ts';
import type { ReferredRow } from './domain-code.ts';

/** Whether a unit test can give a factory or method what it needs beside its input. */
export function canBeGiven(command: Command, model: Model): boolean {
  const needs = needsOf(command, model);
  return command.kind === 'create' ? needs.rows.every(isDirect) : needs.rows.length === 0;
}

/** The last argument: rows made for the input, and counts of a world without other rows. */
export function givenArgument(
  command: Command,
  rows: readonly ReferredRow[],
  model: Model,
): Code | null {
  const needs = needsOf(command, model);
  const members = [
    ...needs.rows.map((need) => code`${need.name}: ${rowsCode(need, rows)},`),
    ...needs.counts.map((need) => code`${need.member}: ${nothing(need)},`),
    ...(needs.me ? [code`me: ${kernel.newId}(),`] : []),
    ...(needs.tenant ? [code`tenant: 'tenant',`] : []),
    ...numbers(needs),
  ];
  return members.length === 0 ? null : code`{\n${members}\n}`;
}

/** Led to by one reference of the input or of its elements. */
function isDirect(need: RowNeed): boolean {
  return need.sources.every(
    ({ from, path }) =>
      from === null && path.slice(0, -1).every((field) => field.type.kind === 'owned'),
  );
}

function rowsCode(need: RowNeed, rows: readonly ReferredRow[]): Code {
  const all = rows.filter((row) => row.entity === need.entity);
  if (need.many) {
    const entries = all.map(({ variable }) => code`[${variable}.state.id, ${variable}]`);
    return code`new Map([${join(entries, ', ')}])`;
  }
  const [source] = need.sources;
  const found = all.find((row) => row.member === source?.path.at(-1)?.name);
  return found ? code`${found.variable}` : code`null`;
}

function nothing({ fn, value: summed }: CountNeed): Code {
  if (fn === 'count') return code`0`;
  if (fn === 'exists') return code`false`;
  if (fn !== 'sum' || summed?.type.kind !== 'scalar') return code`null`;
  if (summed.type.scalar === 'bigint') return code`0n`;
  const exact = summed.type.scalar === 'money' || summed.type.scalar === 'decimal';
  return exact ? code`new ${kernel.Decimal}(0)` : code`0`;
}

function numbers({ sequences }: Needs): readonly Code[] {
  return sequences.map(({ field }) => code`${key(field.name)}: ${literal('1')},`);
}
