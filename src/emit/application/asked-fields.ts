import type { Field, Model, Query, SystemField, Who } from '../../model/model.ts';
import { isScoped } from '../repository/list-method.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { fieldRights } from './field-rights.ts';
import type { FieldRight } from './field-rights.ts';
import { access } from './symbols.ts';

interface Asking {
  readonly path: readonly (Field | SystemField)[];
  /** Whether a request asks about it. */
  readonly test: Code;
}

/** Who filters, searches or sorts by a field learns what it holds, so he must be one who may read it. */
export function askedFieldChecks(query: Query): readonly Code[] {
  const { action, entity } = query;
  const asked = query.inverse === null ? code`query` : code`query.query`;
  const owner = isScoped(query) ? code`ownerId` : code`null`;
  return restricted(query).flatMap((right) => {
    const tests = askings(query, asked)
      .filter(({ path }) => isWithin(path, right))
      .map(({ test }) => test);
    if (tests.length === 0) return [];
    const reader = code`{ actor, action: ${literal(action)}, owner: ${owner} }`;
    const call = code`${access.ensureReadable}(${literal(entity.names.code)}, ${literal(right.path.join('.'))}, ${reader});`;
    return [code`if (${join(tests, ' || ')}) ${call}`];
  });
}

export function asksRestrictedFields(model: Model): boolean {
  return model.roots.some((root) =>
    root.queries.some((query) => query.kind === 'list' && askedFieldChecks(query).length > 0),
  );
}

/** Fields that not all who may have the list may read. */
function restricted(query: Query): readonly FieldRight[] {
  return fieldRights(query.entity).filter(({ read }) =>
    read === null ? query.by.anyone : !mayAllRead(query, read),
  );
}

function mayAllRead(query: Query, read: Who): boolean {
  const { anyone, owner, roles, signedIn } = query.by;
  if (read.anyone) return true;
  return (
    !anyone &&
    (!signedIn || read.signedIn) &&
    (!owner || (read.owner && isScoped(query))) &&
    roles.every((role) => read.roles.includes(role))
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
