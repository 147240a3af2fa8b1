import type { Building } from '../draft.ts';
import type { Command, Entity, Field } from '../model.ts';

/** A required field that nobody can fill makes its entity impossible. */
export function checkFillable(building: Building): void {
  for (const entity of building.model.entities) {
    if (entity.kind === 'owned') {
      for (const field of entity.fields.filter(needsValue))
        if (field.clientMay === 'never') report(building, field);
      continue;
    }
    const create = entity.commands.find((command) => command.kind === 'create');
    if (!create) continue;
    for (const field of entity.fields.filter(needsValue))
      if (!isFilled(building, entity, create, field)) report(building, field);
  }
}

function needsValue(field: Field): boolean {
  return (
    !field.optional &&
    !field.many &&
    field.type.kind !== 'inverse' &&
    field.default === null &&
    field.computed === null &&
    field.counter === null &&
    field.sequence === null
  );
}

function isFilled(building: Building, entity: Entity, create: Command, field: Field): boolean {
  const owner = building.syntaxOf.get(entity)?.owner?.value;
  const by = building.document.principal?.by?.value;
  const byCaller =
    owner === field.name ||
    (by === field.name && (building.model.principal?.entity ?? entity) === entity);
  return (
    byCaller ||
    create.inputs.some((input) => input.field === field) ||
    create.sets.some((one) => one.field === field)
  );
}

function report(building: Building, field: Field): void {
  const syntax = building.fieldSyntax.get(field);
  const mods = syntax?.mods ?? [];
  // What was wrong with these has been told where they were read.
  if (mods.some((mod) => mod.kind === 'computed' || mod.kind === 'counter')) return;
  if (syntax?.default) return;
  building.problems.addUnless(
    [field.name],
    'never_filled',
    field.at,
    {
      en: `"${field.name}" is required, and nobody can fill it at creation`,
      zh: `“${field.name}”必填，但新建时没有人能填写`,
    },
    {
      en: 'give it a default (`= …`), name it in `input` of create, set it by `sets` of create, or make it optional (`?`)',
      zh: '请给默认值（`= …`）、列入 create 的 `input`、在 create 的 `sets` 中赋值，或改为可选（`?`）',
    },
  );
}
