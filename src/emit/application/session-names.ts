import { posix } from 'node:path';
import type { Model } from '../../model/model.ts';
import { of } from '../typescript/symbols.ts';

/** What the templates about sessions are told of a model. */
export function sessionNames(model: Model, path: string) {
  if (model.auth === null) throw new Error('nobody logs in');
  const id = of.id(model.auth.entity);
  return {
    id: id.name,
    from: posix.relative(posix.dirname(path), id.from),
    role: model.roles.length > 0,
    tenant: model.tenancy?.column ?? '',
  };
}
