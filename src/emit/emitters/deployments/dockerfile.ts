import { defineEmitter } from '../../define.ts';
import { IMAGE_VERSION } from '../../project/catalogue.ts';
import { template } from '../../template.ts';

/** The image of all processes: no compiler, no secret, no root. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'deployments/Dockerfile',
  build: ({ name }) => template('deployments/Dockerfile', { name, node: IMAGE_VERSION }),
});
