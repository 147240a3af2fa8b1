import type { Command, Field } from '../../model/model.ts';
import { code } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import type { LoadScope } from './load.ts';
import type { Source } from './needs.ts';

/** A scope in the course of one handler's loading. */
export interface Loading extends LoadScope {
  /** Values that are read twice, each in a variable before the call. */
  readonly variables: Map<string, Code>;
}

/** The reference itself, when its change is all that a rule waits for: `changes.roomId`. */
export function changedAlone(
  source: Source,
  triggers: readonly Field[] | null,
  scope: Loading,
): Code | null {
  const [field, ...rest] = source.path;
  const [trigger, ...others] = triggers ?? [];
  const isAlone = field !== undefined && field === trigger && others.length + rest.length === 0;
  return isAlone && source.from === null ? code`${scope.input ?? ''}.${field.stateMember}` : null;
}

/** The one id that a path of single steps leads to. */
export function single(source: Source, command: Command, scope: Loading): Code {
  const { path, from } = source;
  if (from !== null) return chain(code`${from.name}${from.nullable && code`?`}.state`, path);
  const [first, ...rest] = path;
  if (first === undefined) throw new Error('a path without steps');
  const start = firstValue(source, first, command, scope);
  if (rest.length === 0) return start;
  return chain(first.optional ? code`${start}?` : start, rest);
}

function chain(start: Code, path: readonly Field[]): Code {
  return path.reduce((done, field, index) => {
    const before = path[index - 1];
    const mark = before?.optional === true && code`?`;
    return code`${done}${mark}.${field.stateMember}`;
  }, start);
}

/** What the first field of a path will be once the command is done. */
function firstValue(source: Source, field: Field, command: Command, scope: Loading): Code {
  const member = field.stateMember;
  const given = code`${scope.input ?? ''}.${member}`;
  if (source.root === 'input' || scope.aggregate === null) return given;
  const stored = code`${scope.aggregate}.state.${member}`;
  const set = command.sets.find((one) => one.field === field)?.value;
  if (set?.kind === 'path' && set.root.kind === 'input' && set.steps.length === 1) {
    return code`${scope.input ?? ''}.${set.steps[0]?.field?.stateMember ?? member}`;
  }
  if (command.kind !== 'update' || !command.inputs.some((input) => input.field === field))
    return stored;
  if (source.ofElement) return code`(${given} ?? [])`;
  if (!field.optional) return code`(${given} ?? ${stored})`;
  scope.variables.set(member, code`${given} === undefined ? ${stored} : ${given}`);
  return code`${member}`;
}

/** All ids that a path leads to. */
export function list(source: Source, command: Command, scope: Loading): Code {
  const { path, from } = source;
  if (from?.many === true) return mapped(code`[...${from.name}.values()]`, path, 'state');
  if (from !== null) {
    const [first, ...rest] = path;
    if (first === undefined) throw new Error('a path without steps');
    return below(
      chain(code`${from.name}${from.nullable && code`?`}.state`, [first]),
      first,
      rest,
      from.nullable,
    );
  }
  const [first, ...rest] = path;
  if (first === undefined) throw new Error('a path without steps');
  const leftOut =
    scope.aggregate === null && (first.default !== null || (first.many && first.optional));
  return below(firstValue(source, first, command, scope), first, rest, leftOut);
}

function below(start: Code, field: Field, rest: readonly Field[], maybe: boolean): Code {
  const absent = maybe || field.optional;
  if (field.many) {
    const whole = absent ? code`(${start} ?? [])` : start;
    return rest.length === 0 ? whole : mapped(whole, rest, null);
  }
  const [next, ...more] = rest;
  if (next === undefined) return absent ? code`(${start} ? [${start}] : [])` : code`[${start}]`;
  const inner = below(code`${start}.${next.stateMember}`, next, more, false);
  return absent ? code`(${start} ? ${inner} : [])` : inner;
}

function mapped(whole: Code, path: readonly Field[], within: 'state' | null): Code {
  const [first, ...rest] = path;
  if (first === undefined) return whole;
  const member = code`one.${within && code`state.`}${first.stateMember}`;
  const isPlain = rest.length === 0 && !first.many && !first.optional;
  if (isPlain) return code`${whole}.map((one) => ${member})`;
  return code`${whole}.flatMap((one) => ${below(member, first, rest, false)})`;
}
