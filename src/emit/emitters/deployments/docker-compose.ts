import { defineEmitter } from '../../define.ts';
import {
  hasBroker,
  hasFiles,
  hasLimits,
  hasWorker,
  isTraced,
  linksRedis,
  queuesInRedis,
} from '../../features.ts';
import { brokerImage } from '../../messages/broker-image.ts';
import { template } from '../../template.ts';

/** All processes beside a PostgreSQL, on one machine. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'deployments/docker-compose.yml',
  build: (model) =>
    template('deployments/docker-compose.yml', {
      broker: hasBroker(model) && brokerImage(model),
      files: hasFiles(model),
      name: model.name,
      optional: [
        'LOG_LEVEL',
        ...(hasLimits(model) ? ['TRUSTED_PROXIES'] : []),
        ...(isTraced(model) ? ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_TRACES_SAMPLER_ARG'] : []),
        ...model.services.map((one) => one.urlVariable),
      ].sort(),
      redis: linksRedis(model) || queuesInRedis(model),
      queue: queuesInRedis(model),
      worker: hasWorker(model),
    }),
});
