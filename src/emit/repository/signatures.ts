import type { Entity, Model, Query } from '../../model/model.ts';
import { findByName, repositoryMethods } from '../repository-methods.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { inverseResult } from './inverse-methods.ts';
import { listName, listParameterList, pageOf } from './list-method.ts';
import { finderMethod, historyEntry } from './names.ts';

export interface Parameter {
  readonly name: string;
  readonly type: Code;
}

/** A method of a root's repository or reader. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** What its promise holds. */
  readonly result: Code;
  /** The query that it answers. */
  readonly query: Query | null;
}

/** All that a root's repository and reader offer together. */
export function repositorySignatures(entity: Entity, model: Model): readonly Signature[] {
  const methods = repositoryMethods(entity, model);
  const id = code`${of.id(entity)}`;
  const aggregate = code`${of.aggregateType(entity)}`;
  const byId: readonly Parameter[] = [{ name: 'id', type: id }];
  const whole: readonly Parameter[] = [{ name: entity.names.camel, type: aggregate }];
  const owners = code`readonly ${of.id(model.principal?.entity ?? entity)}[]`;
  const made = (
    name: string,
    parameters: readonly Parameter[],
    result: Code,
    query: Query | null = null,
  ): Signature => ({ name, parameters, result, query });
  return [
    made('get', byId, aggregate),
    ...(methods.getDeleted ? [made('getDeleted', byId, aggregate)] : []),
    ...(methods.getMany
      ? [
          made(
            'getMany',
            [{ name: 'ids', type: code`readonly ${id}[]` }],
            code`Map<${id}, ${aggregate}>`,
          ),
        ]
      : []),
    ...methods.findBy.map((field) => {
      const type = code`${of.state(entity)}[${literal(field.stateMember)}]`;
      return made(findByName(field), [{ name: 'value', type }], code`${aggregate} | undefined`);
    }),
    ...(methods.ownersOf ? [made('ownersOf', byId, owners)] : []),
    ...(methods.ownersThrough
      ? [made('ownersThrough', [{ name: 'id', type: throughType(entity) }], owners)]
      : []),
    ...methods.inverses.map((need) =>
      made(
        need.method,
        need.others
          ? [...byId, { name: 'except', type: code`${of.id(need.counted)} | null` }]
          : byId,
        inverseResult(need),
      ),
    ),
    made('save', whole, code`void`),
    ...(methods.delete ? [made('delete', whole, code`void`)] : []),
    made('find', byId, code`${of.view(entity)} | undefined`),
    ...entity.queries.flatMap((query) => queryMethod(entity, query, model, made)),
  ];
}

function queryMethod(
  entity: Entity,
  query: Query,
  model: Model,
  made: (name: string, parameters: readonly Parameter[], result: Code, query: Query) => Signature,
): readonly Signature[] {
  switch (query.kind) {
    case 'list':
      return [made(listName(query), listParameterList(query), pageOf(query), query)];
    case 'find':
      return [
        made(
          finderMethod(query, model),
          [{ name: 'value', type: code`string` }],
          code`${of.view(entity)} | undefined`,
          query,
        ),
      ];
    case 'history': {
      const page = code`{ readonly cursor?: string; readonly limit: number }`;
      const parameters = [
        { name: 'id', type: code`${of.id(entity)}` },
        { name: 'page', type: page },
      ];
      return [made('history', parameters, code`${kernel.Page}<${historyEntry}>`, query)];
    }
    default:
      return [];
  }
}

function throughType(entity: Entity): Code {
  const [first] = entity.ownership?.kind === 'path' ? entity.ownership.steps : [];
  const [target] = first?.type.kind === 'reference' ? first.type.targets : [];
  return target === undefined ? code`string` : code`${of.id(target)}`;
}
