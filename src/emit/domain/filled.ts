import type { Entity, Field, Model } from '../../model/model.ts';

/** The owner, and the name of an outside issuer's tokens: the handler fills them in from the caller. */
export function isFilledByHandler(field: Field, entity: Entity, model: Model): boolean {
  if (model.principal?.entity === entity && model.principal.by === field) return true;
  return (
    entity.ownership?.kind === 'path' &&
    entity.ownership.steps.length === 1 &&
    entity.ownership.steps[0] === field
  );
}
