import type { Command, Model, Query } from '../../model/model.ts';
import { needsOf } from '../domain/needs.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { handler, kernel } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { depsOf, ports } from './deps.ts';
import type { Port } from './deps.ts';
import { isPresented } from './field-rights.ts';
import { asksOwner, asksRow } from './ownership.ts';
import { showsWithDeps } from './show.ts';
import { commandSignature } from './signatures.ts';
import { access } from './symbols.ts';
import { mentions } from './target-code.ts';

/** What a handler does, cut where its transaction begins. */
export interface HandlerBody {
  /** Before the transaction: what needs no row. */
  readonly first: readonly Code[];
  /** Within it; ends with what is answered. */
  readonly work: readonly Code[];
  readonly ports: readonly Port[];
  /** What is put around the transaction. */
  readonly around?: (run: Code) => Code;
}

export function commandFile(command: Command, body: HandlerBody): TsFile {
  const { first, work, ports: own, around } = body;
  const { parameter, result } = commandSignature(command);
  const deps = depsOf(command.entity, [...own, ...shownPorts(command), ports.unitOfWork]);
  const name = mentions([...first, ...work], 'command') ? 'command' : '_command';
  const head = code`(${name}: ${parameter}, actor: ${kernel.Actor}): Promise<${result}> =>`;
  const transaction = code`deps.unitOfWork.run(async () => {\n${work}\n})`;
  const run = around?.(transaction) ?? transaction;
  const statement =
    first.length === 0
      ? code`return ${head} ${run};`
      : code`return async ${head} {\n${first}\nreturn ${run};\n};`;
  return tsFile(
    deps.declaration,
    code`
      export function ${handler.command(command)}(deps: ${deps.type}) {
        ${statement}
      }`,
  );
}

function shownPorts({ entity }: Command): readonly Port[] {
  return isPresented(entity) && showsWithDeps(entity) ? [ports.repository(entity)] : [];
}

export function authorizeCall(command: { readonly action: string }, owner: Code | null): Code {
  const { authorize } = kernel;
  return code`${authorize}(actor, ${literal(command.action)}${owner && code`, ${owner}`});`;
}

/** What is checked before a row is looked for: all of it, or that the caller is somebody at all. */
export function authorizeFirst(of: Command | Query, id: Code): Code {
  if (asksRow(of)) return code`${access.admit}(actor, ${literal(of.action)});`;
  return authorizeCall(of, asksOwner(of) ? id : null);
}

/** What is left to check once the row is at hand. */
export function authorizeThen(of: Command | Query, id: Code, owner: () => Code): readonly Code[] {
  if (!asksRow(of)) return [];
  return [
    code`${access.authorizeRow}(actor, ${literal(of.action)}, {
      of: ${literal(of.entity.names.code)},
      id: ${id},
      owner: ${owner()},
    });`,
  ];
}

const taken = new Set([
  'actor',
  'command',
  'data',
  'deps',
  'file',
  'files',
  'given',
  'input',
  'now',
  'page',
  'passwordHash',
  'query',
  'replaced',
]);

/** The variable of the aggregate: its name, unless something else at hand bears it. */
export function variableOf(command: Command, model: Model): string {
  const { camel, className } = command.entity.names;
  const rows = needsOf(command, model).rows.map((row) => row.name);
  // A script without capitals writes class and variable alike.
  const clashes = taken.has(camel) || rows.includes(camel) || camel === className;
  return clashes ? `${camel}Row` : camel;
}
