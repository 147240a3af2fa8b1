import { stringify } from 'yaml';
import { defineEmitter } from '../define.ts';
import { hasBroker } from '../features.ts';
import { asyncApi } from '../messages/asyncapi.ts';

/** asyncapi.yaml: what others may subscribe to. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasBroker(model),
  path: () => 'asyncapi.yaml',
  build: (model) => stringify(asyncApi(model), { aliasDuplicateObjects: false }),
});
