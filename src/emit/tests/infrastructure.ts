import type { Model } from '../../model/model.ts';
import { hasTenantSchemas } from '../features.ts';
import { code, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { paths } from '../typescript/symbols.ts';
import { testKit, testPaths } from './paths.ts';
import { testTenant } from './tenants.ts';

const vitest = (name: string) => value(name, 'vitest');
const at = (name: string, path: string) => value(name, path);

/** Asked of the database itself, past the tenant at hand. */
export function acrossTenants(asked: Code, model: Model): Code {
  if (hasTenantSchemas(model)) {
    return code`${at('runAs', paths.context)}(${at('system', testPaths.actors)}, () => ${asked})`;
  }
  return model.tenancy === null
    ? asked
    : code`${at('runAcrossTenants', paths.context)}(() => ${asked})`;
}

/** What a test of the infrastructure begins with: all of it, on an empty embedded database. */
export const onInfrastructure = (model: Model): readonly Code[] => [
  code`const logger = ${at('createLogger', paths.logger)}({ level: 'silent' });
const metrics = ${at('createMetrics', paths.metrics)}();
let infrastructure: Awaited<ReturnType<typeof ${at('createInfrastructure', 'internal/infrastructure/infrastructure.ts')}>>;
let service: ${testKit.World};`,
  code`${vitest('beforeAll')}(async () => {
const config = ${at('loadConfig', paths.config)}({ DATA_FOLDER: 'memory://' });
infrastructure = await ${at('createInfrastructure', 'internal/infrastructure/infrastructure.ts')}({ config, logger, metrics });
await ${at('migrate', 'internal/infrastructure/persistence/migrate.ts')}(infrastructure.db);
${hasTenantSchemas(model) && code`await ${at('addTenant', 'internal/infrastructure/persistence/tenants.ts')}(infrastructure.db, ${literal(testTenant)});\n`}let count = 0;
service = {
application: ${at('createApplication', paths.application)}(infrastructure),
next: () => (count += 1),
};
});`,
  code`${vitest('afterAll')}(() => infrastructure.close());`,
  code`${vitest('beforeEach')}(() => {
${vitest('vi')}.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});`,
  code`${vitest('afterEach')}(() => {
${vitest('vi')}.useRealTimers();
});`,
];
