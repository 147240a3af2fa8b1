import { defineEmitter } from '../../../../define.ts';
import { hasFiles } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/domain/entity/stored-file.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: hasFiles,
  path: () => path,
  build: () => template(path, {}),
});
