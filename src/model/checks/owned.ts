import type { Building } from '../draft.ts';
import type { Field } from '../model.ts';

/** An owned child lives within its root: it has no commands, rights or history of its own. */
export function checkOwned(building: Building): void {
  for (const [entity, syntax] of building.syntaxOf) {
    if (entity.kind !== 'owned') continue;
    const keys: readonly (readonly [string, boolean])[] = [
      ['states', syntax.states.length > 0],
      ['moves', syntax.moves.length > 0],
      ['commands', syntax.commands.length > 0],
      ['queries', syntax.queries.length > 0],
      ['access', syntax.access !== null],
      ['owner', syntax.owner !== null],
      ['crud', syntax.crud !== null],
      ['softDelete', syntax.softDelete !== null],
      ['audit', syntax.audit],
      ['tenancy', syntax.tenancy !== null],
    ];
    const found = keys.filter(([, isThere]) => isThere).map(([key]) => `\`${key}\``);
    const root = entity.parent?.entity.names.code ?? '';
    if (found.length > 0)
      building.problems.add(
        'not_for_owned',
        syntax.name.at,
        {
          en: `"${entity.names.code}" is part of ${root}, so it has no ${found.join(', ')} of its own`,
          zh: `“${entity.names.code}”从属于 ${root}，不能有自己的 ${found.join('、')}`,
        },
        {
          en: `put them on ${root}, or refer to it instead of owning it`,
          zh: `请写在 ${root} 上，或改为引用而非拥有`,
        },
      );
  }
  for (const entity of building.model.entities) {
    for (const field of entity.fields) {
      if (entity.kind === 'owned' && needsRoot(field))
        building.problems.add('not_for_owned', field.at, {
          en: `"${field.name}" needs an entity of its own, "${entity.names.code}" is part of another`,
          zh: `“${field.name}”只能用于独立实体，“${entity.names.code}”从属于其他实体`,
        });
      const alien =
        field.type.kind === 'reference' && field.type.targets.find((one) => one.kind === 'owned');
      if (alien)
        building.problems.add('refers_to_owned', field.at, {
          en: `"${alien.names.code}" is part of ${alien.parent?.entity.names.code} and cannot be referred to`,
          zh: `“${alien.names.code}”从属于 ${alien.parent?.entity.names.code}，不能被引用`,
        });
    }
  }
}

/** What is kept, counted or uploaded under a row's own address. */
function needsRoot(field: Field): boolean {
  const { type } = field;
  const isFile = type.kind === 'scalar' && (type.scalar === 'file' || type.scalar === 'image');
  return field.counter !== null || field.sequence !== null || type.kind === 'inverse' || isFile;
}
