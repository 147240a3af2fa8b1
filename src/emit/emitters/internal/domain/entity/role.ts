import { defineEmitter } from '../../../../define.ts';
import { code, key, literal } from '../../../../typescript/code.ts';
import { kernel, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) =>
    model.roles.length > 0 ||
    model.entities.some((entity) =>
      entity.fields.some(({ type }) => type.kind === 'scalar' && type.scalar === 'role'),
    ),
  path: () => paths.role,
  build: (model) => {
    const roles = model.roles.map(
      (role) => code`${key(role.code)}: ${literal(role.description ?? role.label)},`,
    );
    return tsFile(
      code`export const ${kernel.roles} = {\n${roles}\n} as const;`,
      code`export type ${kernel.Role} = keyof typeof ${kernel.roles};`,
    );
  },
});
