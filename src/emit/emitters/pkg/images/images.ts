import { defineEmitter } from '../../../define.ts';
import { hasImages } from '../../../features.ts';
import { template } from '../../../template.ts';

/** What an image is told by. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasImages(model),
  path: () => 'pkg/images/images.ts',
  build: () => template('pkg/images/images.ts', {}),
});
