import type { Entity, Model } from '../../../model/model.ts';
import { defineEmitter } from '../../define.ts';
import { hasTenantSchemas } from '../../features.ts';
import { demonstrated, hasDemoData } from '../../project/demo.ts';
import { planScenarios } from '../../scenario/index.ts';
import { say } from '../../text.ts';
import { testKit, testPaths } from '../../tests/paths.ts';
import { testTenant } from '../../tests/tenants.ts';
import { code, join, literal, type, value } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { paths } from '../../typescript/symbols.ts';
import { tsFile } from '../../typescript/ts-file.ts';

const sql = value('sql', 'kysely');

const infrastructure = 'internal/infrastructure/infrastructure.ts';

/** The most stages of one entity that are shown. */
const MAX_STAGES = 5;

/** `npm run seed`: demo data, through the use cases. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasDemoData,
  path: () => 'scripts/seed.ts',
  build(model) {
    const text = (en: string, zh: string): Code => literal(say(model.lang, { en, zh }));
    const made = demonstrated(model);
    const empty =
      model.tenancy === null
        ? code`isEmpty(infrastructure.db)`
        : hasTenantSchemas(model)
          ? code`${value('runAs', paths.context)}(${value('system', testPaths.actors)}, () => isEmpty(infrastructure.db))`
          : code`${value('runAcrossTenants', paths.context)}(() => isEmpty(infrastructure.db))`;
    return tsFile(
      code`async function main(): Promise<void> {
const config = ${value('loadConfig', paths.config)}();
if (config.production) throw new ${value('UsageError', paths.main)}(${text('demo data is refused in production', '生产环境不写入演示数据')});
const logger = ${value('createLogger', paths.logger)}({ level: 'warn' });
const infrastructure = await ${value('createInfrastructure', infrastructure)}({
config,
logger,
metrics: ${value('createMetrics', paths.metrics)}(),
});
try {
await ${value('migrate', 'internal/infrastructure/persistence/migrate.ts')}(infrastructure.db);
${hasTenantSchemas(model) && code`await ${value('addTenant', 'internal/infrastructure/persistence/tenants.ts')}(infrastructure.db, ${literal(testTenant)});\n`}if (await ${empty}) {
await fill(infrastructure);
console.log(${text('demo data is there', '演示数据已写入')});
} else {
console.log(${text('nothing done: demo data goes into an empty database only', '未作任何事：演示数据只写入空的数据库')});
}
} finally {
await infrastructure.close();
}
}`,
      code`async function isEmpty(db: ${type('Db', paths.database)}): Promise<boolean> {
const tables = [
${made.map((root) => code`${literal(root.names.table)},`)}
];
for (const table of tables) {
const { rows } = await ${sql}\`select 1 from \${${sql}.table(table)} limit 1\`.execute(db);
if (rows.length > 0) return false;
}
return true;
}`,
      code`/** Through the use cases, so that every rule has held. */
async function fill(infrastructure: ${type('Infrastructure', infrastructure)}): Promise<void> {
let count = 0;
const world = {
application: ${value('createApplication', paths.application)}(infrastructure),
next: () => (count += 1),
};
${made.flatMap((root) => stages(root, model))}
}`,
      code`await ${value('runMain', paths.main)}(main);`,
    );
  },
});

/** A new row, and one for each command that leads rows on. */
function stages(root: Entity, model: Model): readonly Code[] {
  const plan = planScenarios(model);
  const chains = root.commands.flatMap((command) => {
    if (command.kind !== 'move') return [];
    const call = plan.success(command);
    if (call === null || call.waitMs > 0) return [];
    return [[...call.before.steps, command].map((one) => one.name)];
  });
  return [[], ...chains].slice(0, MAX_STAGES).map(
    (chain) =>
      code`await ${testKit.make(root)}(world${join(
        chain.map((name) => code`, ${literal(name)}`),
        '',
      )});`,
  );
}
