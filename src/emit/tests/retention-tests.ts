import type { Entity, Model } from '../../model/model.ts';
import { hasAudit, retainedRoots } from '../features.ts';
import { retainedOf } from '../jobs/retained.ts';
import { planScenarios } from '../scenario/index.ts';
import { say } from '../text.ts';
import { code, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { testOf } from './command-tests.ts';
import { acrossTenants } from './infrastructure.ts';
import { testKit } from './paths.ts';

const expect = value('expect', 'vitest');
const sql = value('sql', 'kysely');

/** What is old goes, and nothing else. */
export function retentionTests(model: Model): readonly Code[] {
  const roots = rootsOf(model);
  return roots.length === 0
    ? []
    : [
        code`async function retain(): Promise<void> {
await infrastructure.retention.run({ id: 'test', signal: new AbortController().signal });
}`,
        ...roots.flatMap((root) => testsOf(root, model)),
      ];
}

function rootsOf(model: Model): readonly Entity[] {
  const plan = planScenarios(model);
  return retainedRoots(model).filter((root) => plan.creation(root) !== null);
}

function testsOf(root: Entity, model: Model): readonly Code[] {
  const { table, code: name } = root.names;
  const keepMs = retainedOf(model).find((one) => one.name === name)?.keepMs ?? 0;
  const age = root.softDelete === null ? 'updated_at' : 'deleted_at';
  const make = code`${testKit.make(root)}(service)`;
  const title = say(model.lang, {
    en: `${name} is deleted when it has been kept for long enough, and not before`,
    zh: `${root.label}在保留期满后才被删除`,
  });
  return [
    testOf(title, [
      code`const old = await ${make};`,
      code`const young = await ${make};`,
      code`const ages = [[old, ${keepMs + 60_000}], [young, ${keepMs - 60_000}]] as const;`,
      code`for (const [{ view }, ms] of ages) {
const at = new Date(Date.now() - ms);
await ${acrossTenants(code`${sql}\`update ${code`\${${sql}.table(${literal(table)})}`} set ${age} = \${at} where id = \${view.id}\`.execute(infrastructure.db)`, model)};
}`,
      code`await retain();`,
      code`const left = await ${acrossTenants(code`infrastructure.db.selectFrom(${literal(table)}).select('id').execute()`, model)};`,
      code`${expect}(left.map(({ id }) => id)).not.toContain(old.view.id);`,
      code`${expect}(left.map(({ id }) => id)).toContain(young.view.id);`,
    ]),
    ...(root.audit && hasAudit(model) && model.retention.some((one) => one.target === 'AuditLog')
      ? [logTest(root, model)]
      : []),
  ];
}

function logTest(root: Entity, model: Model): Code {
  const keepMs = model.retention.find((one) => one.target === 'AuditLog')?.ms ?? 0;
  const title = say(model.lang, {
    en: `The history of ${root.names.code} is kept as long as the PRD says`,
    zh: `${root.label}的变更历史按 PRD 所述期限保留`,
  });
  const count = code`await ${acrossTenants(code`infrastructure.db.selectFrom('audit_log').select('id').where('entity_id', '=', made.view.id).execute()`, model)}`;
  return testOf(title, [
    code`const made = await ${testKit.make(root)}(service);`,
    code`await retain();`,
    code`${expect}(${count}).toHaveLength(1);`,
    code`await ${acrossTenants(code`infrastructure.db.updateTable('audit_log').set({ occurred_at: new Date(Date.now() - ${keepMs + 60_000}).toISOString() }).where('entity_id', '=', made.view.id).execute()`, model)};`,
    code`await retain();`,
    code`${expect}(${count}).toEqual([]);`,
  ]);
}
