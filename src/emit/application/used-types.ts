import type { Field, Model } from '../../model/model.ts';

/** Scalars that some schema holds; `freeMoney` is money whose digits its row tells. */
export function usedScalars(model: Model): ReadonlySet<string> {
  const inputs = model.entities.flatMap((entity) =>
    entity.commands.flatMap((command) => [...command.inputs, ...command.returns]),
  );
  const fields: readonly Field[] = [
    ...model.entities.flatMap((entity) => entity.fields),
    ...model.values.flatMap((one) => one.fields),
    ...inputs.map((input) => input.shape),
  ];
  return new Set(
    fields.flatMap(({ type }) => {
      if (type.kind !== 'scalar') return [];
      return [type.scalar === 'money' && type.digits === null ? 'freeMoney' : type.scalar];
    }),
  );
}

/** Which kinds of page the lists of the model have. */
export function pagesOf(model: Model): { readonly cursor: boolean; readonly offset: boolean } {
  const queries = model.roots.flatMap((root) => root.queries);
  const lists = queries.filter((query) => query.kind === 'list' || query.kind === 'custom');
  return {
    cursor:
      model.sagas.length > 0 ||
      queries.some((query) => query.kind === 'history') ||
      lists.some((query) => query.page.kind === 'cursor'),
    offset: lists.some((query) => query.page.kind === 'offset'),
  };
}
