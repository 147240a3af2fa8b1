import type { Building } from './draft.ts';
import type { Enum, Field, FieldType, ValueObject } from './model.ts';

/** A type that nothing uses would only be dead code. */
export function dropUnusedTypes(building: Building): void {
  const { model, problems } = building;
  const used = new Set<Enum | ValueObject>();
  const visit = (type: FieldType): void => {
    if (type.kind === 'enum') used.add(type.enum);
    if (type.kind !== 'value' || used.has(type.value)) return;
    used.add(type.value);
    for (const field of type.value.fields) visit(field.type);
  };
  for (const field of allFields(building)) visit(field.type);
  const isUsed = (one: Enum | ValueObject): boolean => {
    if (used.has(one)) return true;
    problems.warn('unused_type', one.at, {
      en: `nothing uses "${one.className}", so it is left out`,
      zh: `“${one.className}”未被使用，不会生成`,
    });
    return false;
  };
  model.enums = model.enums.filter(isUsed);
  model.values = model.values.filter(isUsed);
}

function allFields(building: Building): readonly Field[] {
  const { model } = building;
  const inputs = [
    ...model.entities.flatMap((entity) =>
      entity.commands.flatMap((command) => [...command.inputs, ...command.returns]),
    ),
    ...model.events.flatMap((event) => event.data),
    ...model.services.flatMap((service) =>
      service.calls.flatMap((call) => [...call.input, ...call.output]),
    ),
  ];
  return [
    ...model.entities.flatMap((entity) => entity.fields),
    ...inputs.map((input) => input.shape),
  ];
}
