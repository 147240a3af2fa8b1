import { defineEmitter } from '../../../../define.ts';
import { hasFiles } from '../../../../features.ts';
import { say } from '../../../../text.ts';
import { literal } from '../../../../typescript/code.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasFiles(model),
  path: () => 'internal/infrastructure/external/disk-file-storage.ts',
  build: (model) =>
    template('internal/infrastructure/external/disk-file-storage.ts', {
      tenant: model.tenancy !== null,
      missing: literal(say(model.lang, { en: 'no such file', zh: '没有这个文件' })).parts.join(''),
    }),
});
