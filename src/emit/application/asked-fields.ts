import type { Entity, Field, Model, Query, SystemField } from '../../model/model.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import type { FieldRight } from './field-rights.ts';
import { isScoped } from './ownership.ts';
import { restrictedFields } from './restricted-fields.ts';
import { access } from './symbols.ts';

interface Asking {
  readonly path: readonly (Field | SystemField)[];
  /** Whether a request asks about it. */
  readonly test: Code;
}

/** Who filters, searches or sorts by a field learns what it holds, so he must be one who may read it. */
export function askedFieldChecks(query: Query): readonly Code[] {
  const asked = query.inverse === null ? code`query` : code`query.query`;
  const all = askings(query, asked);
  const owner = isScoped(query) ? code`ownerId` : code`null`;
  const referred = [...new Set(all.flatMap(({ path }) => path.flatMap(rootsBehind)))];
  return [
    ...checks(query, query.entity, owner, 'listed', all),
    // Whose the rows are that a path leads to is not known: only roles tell.
    ...referred.flatMap((root) => checks(query, root, code`null`, 'referred', beyond(all, root))),
  ];
}

function checks(
  query: Query,
  entity: Entity,
  owner: Code,
  rows: 'listed' | 'referred',
  asked: readonly Asking[],
): readonly Code[] {
  const reader = code`{ actor, action: ${literal(query.action)}, owner: ${owner} }`;
  return restrictedFields(query, entity, rows).flatMap((right) => {
    const tests = asked.filter(({ path }) => isWithin(path, right)).map(({ test }) => test);
    if (tests.length === 0) return [];
    const call = code`${access.ensureReadable}(${literal(entity.names.code)}, ${literal(right.path.join('.'))}, ${reader});`;
    return [code`if (${join(tests, ' || ')}) ${call}`];
  });
}

/** What is asked of the rows of `root` that paths lead to. */
function beyond(all: readonly Asking[], root: Entity): readonly Asking[] {
  return all.flatMap(({ path, test }) =>
    path.flatMap((step, index) =>
      rootsBehind(step).includes(root) ? [{ path: path.slice(index + 1), test }] : [],
    ),
  );
}

function rootsBehind(step: Field | SystemField): readonly Entity[] {
  if (typeof step === 'string') return [];
  if (step.type.kind === 'reference') return step.type.targets;
  return step.type.kind === 'inverse' ? [step.type.entity] : [];
}

export function asksRestrictedFields(model: Model): boolean {
  return model.roots.some((root) =>
    root.queries.some((query) => query.kind === 'list' && askedFieldChecks(query).length > 0),
  );
}

function askings(query: Query, asked: Code): readonly Asking[] {
  const isGiven = (name: string): Code => code`${asked}.${key(name)} !== undefined`;
  return [
    ...query.filters.flatMap(({ path, param, op }) =>
      (op === 'range' ? ['From', 'To'] : ['']).map((end) => ({ path, test: isGiven(param + end) })),
    ),
    ...query.search.map((field) => ({ path: [field], test: isGiven('q') })),
    ...query.sorts.map(({ field }) => {
      const name = typeof field === 'string' ? field : field.name;
      const test = [name, `-${name}`].map((one) => code`${asked}.sort === ${literal(one)}`);
      return { path: [field], test: join(test, ' || ') };
    }),
  ];
}

function isWithin(path: Asking['path'], right: FieldRight): boolean {
  return right.path.every((member, index) => {
    const step = path[index];
    return typeof step === 'object' && step.member === member;
  });
}
