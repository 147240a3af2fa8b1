import type { Field, Model } from '../../model/model.ts';
import type { Code } from '../typescript/code.ts';
import { childStatements } from './child.ts';
import { lifecycleStatements, rootStatements } from './root.ts';
import { valueStatements } from './value.ts';

const known = new WeakMap<Model, ReadonlySet<string>>();

/** Which names of the domain's own small libraries (`time.ts`, `formats.ts` …) it uses, as `<path>#<name>`. */
export function usedNames(model: Model): ReadonlySet<string> {
  const found = known.get(model) ?? collect(model);
  known.set(model, found);
  return found;
}

export function uses(model: Model, path: string, name: string | null = null): boolean {
  const names = usedNames(model);
  if (name !== null) return names.has(`${path}#${name}`);
  return [...names].some((one) => one.startsWith(`${path}#`));
}

/** Whether anything in the project is counted exactly, with `Decimal`. */
export function hasDecimals(model: Model): boolean {
  const shapes: readonly Field[] = [
    ...model.entities.flatMap((entity) => [
      ...entity.fields,
      ...entity.commands.flatMap((command) => command.inputs.map((input) => input.shape)),
    ]),
    ...model.values.flatMap((value) => value.fields),
    ...model.services.flatMap((service) =>
      service.calls.flatMap((call) => [...call.input, ...call.output].map((one) => one.shape)),
    ),
  ];
  return shapes.some(isExact) || uses(model, 'internal/domain/entity/money.ts');
}

function isExact({ type }: Field): boolean {
  return type.kind === 'scalar' && (type.scalar === 'money' || type.scalar === 'decimal');
}

function collect(model: Model): ReadonlySet<string> {
  const statements: readonly Code[] = [
    ...model.entities.flatMap((entity) => [
      ...lifecycleStatements(entity),
      ...(entity.kind === 'root' ? rootStatements(entity, model) : childStatements(entity, model)),
    ]),
    ...model.values.flatMap((value) => valueStatements(value, model)),
  ];
  return new Set(
    statements.flatMap(({ parts }) =>
      parts.flatMap((part) => (typeof part === 'string' ? [] : [`${part.from}#${part.name}`])),
    ),
  );
}
