import { identifies } from '../../application/signatures.ts';
import { defineEmitter } from '../../define.ts';
import {
  hasBroker,
  hasEvents,
  hasFiles,
  hasLimits,
  hasSagas,
  isTraced,
  readsByTenant,
} from '../../features.ts';
import { template } from '../../template.ts';
import { testPaths } from '../../tests/paths.ts';
import { key } from '../../typescript/code.ts';

/** The service as tests start and call it. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => testPaths.service,
  build: (model) =>
    template('tests/service.ts', {
      broker: hasBroker(model),
      claim: model.tenancy === null ? null : key(model.tenancy.claim).parts.join(''),
      files: hasFiles(model),
      limits: hasLimits(model),
      reactions: hasEvents(model),
      sagas: hasSagas(model),
      subject: identifies(model),
      tenants: readsByTenant(model),
      traced: isTraced(model),
    }),
});
