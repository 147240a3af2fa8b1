import { holding, ownerOnly } from './access.ts';
import { labels, shell } from './command-shell.ts';
import type { Building, Draft } from './draft.ts';
import type { Command, CommandKind, Entity, Who } from './model.ts';
import { kebabOf, upperFirst } from './names.ts';

export function principalCommands(building: Building, entity: Entity): readonly Command[] {
  const { auth, roles } = building.model;
  if (auth?.entity !== entity) return [];
  const text = (kind: CommandKind): string => labels[kind]?.[building.problems.lang] ?? kind;
  const change = shell(
    entity,
    'changePassword',
    'changePassword',
    text('changePassword'),
    ownerOnly,
    [],
    entity.at,
  );
  const found: Draft<Command>[] = [
    { ...change, inputName: 'ChangePassword', handler: 'changePassword', kebab: 'change-password' },
  ];
  if (auth.roles) {
    const assigners = roles.filter((role) => role.assigns.length > 0).map((role) => role.code);
    const by = holding(
      building,
      assigners.length > 0
        ? assigners
        : roles.filter((role) => role.code === 'admin').map((role) => role.code),
    );
    for (const kind of ['assignRole', 'revokeRole'] as const) {
      const who: Who = { anyone: false, signedIn: false, owner: false, system: false, roles: by };
      found.push({
        ...shell(entity, kind, kind, text(kind), who, [], entity.at),
        inputName: upperFirst(kind),
        handler: kind,
        kebab: kebabOf(kind),
      });
    }
  }
  return found;
}

/** A file comes and goes by itself, with the rights of update. */
export function fileCommands(
  building: Building,
  entity: Entity,
  commands: readonly Command[],
): readonly Command[] {
  const update =
    commands.find((command) => command.kind === 'update') ??
    commands.find((command) => command.kind === 'create');
  if (!update) return [];
  return entity.fields
    .filter(
      (field) =>
        field.type.kind === 'scalar' &&
        (field.type.scalar === 'file' || field.type.scalar === 'image'),
    )
    .flatMap((field) =>
      (['attach', 'detach'] as const).map((verb) => {
        const name = `${verb}${upperFirst(field.name)}`;
        const word = { attach: { en: 'Attach', zh: '上传' }, detach: { en: 'Detach', zh: '移除' } }[
          verb
        ][building.problems.lang];
        const command = shell(
          entity,
          verb === 'attach' ? 'attachFile' : 'detachFile',
          name,
          `${word} ${field.label}`,
          update.by,
          [],
          field.at,
        );
        const handler = `${verb}${entity.names.className}${upperFirst(field.name)}`;
        return {
          ...command,
          file: field,
          handler,
          kebab: kebabOf(handler),
          route: kebabOf(field.name),
        };
      }),
    );
}
