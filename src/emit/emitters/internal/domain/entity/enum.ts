import { defineEmitter } from '../../../../define.ts';
import { code, key, literal } from '../../../../typescript/code.ts';
import { enumeration, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** The values of an enum with their labels, in the PRD's order. */
export const emitter = defineEmitter({
  each: 'enum',
  path: (one) => paths.enum(one),
  build: (one) => {
    const values = one.values.map((value) => code`${key(value.code)}: ${literal(value.label)},`);
    return tsFile(
      code`export const ${enumeration.object(one)} = {\n${values}\n} as const;`,
      code`export type ${enumeration.type(one)} = keyof typeof ${enumeration.object(one)};`,
    );
  },
});
