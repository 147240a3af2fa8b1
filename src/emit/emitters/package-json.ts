import type { Model } from '../../model/model.ts';
import { defineEmitter } from '../define.ts';
import { assignsRoles, hasEvents, hasJobs, hasTenantSchemas, hasWorker } from '../features.ts';
import { NODE_RANGE, dependenciesOf } from '../project/catalogue.ts';
import { hasDemoData } from '../project/demo.ts';

/** package.json: what is installed, and the words that the project answers to. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'package.json',
  build(model) {
    const content = {
      name: model.name,
      version: '0.1.0',
      private: true,
      type: 'module',
      engines: { node: NODE_RANGE },
      // npm runs no install script but that of the pinned Node itself, and is told which it knows of.
      allowScripts: { node: true, ...(hasJobs(model) && { 'msgpackr-extract': false }) },
      scripts: scripts(model),
      dependencies: dependenciesOf(model, { development: false }),
      devDependencies: dependenciesOf(model, { development: true }),
    };
    return `${JSON.stringify(content, null, 2)}\n`;
  },
});

function scripts(model: Model): Readonly<Record<string, string>> {
  return {
    start: 'node cmd/api/main.ts',
    dev: 'node --watch cmd/api/main.ts',
    ...(hasWorker(model) && { worker: 'node cmd/worker/main.ts' }),
    migrate: 'node cmd/migration/main.ts',
    test: 'vitest run',
    typecheck: 'tsc --noEmit',
    format: 'prettier --write .',
    ...(hasEvents(model) && { 'dead-letters': 'node scripts/dead-letters.ts' }),
    ...(hasDemoData(model) && { seed: 'node scripts/seed.ts' }),
    ...(hasTenantSchemas(model) && {
      'tenant:add': 'node scripts/tenant.ts add',
      'tenant:list': 'node scripts/tenant.ts list',
      'tenant:remove': 'node scripts/tenant.ts remove',
    }),
    token: 'node scripts/token.ts',
    ...(model.auth !== null && { keys: 'node scripts/keys.ts' }),
    audit: 'npm audit --omit=dev --audit-level=high && npm audit signatures',
    ...(assignsRoles(model) && { grant: 'node scripts/grant.ts' }),
  };
}
