import type { Model } from '../../../../model/model.ts';
import { identifies } from '../../../application/signatures.ts';
import { defineEmitter } from '../../../define.ts';
import { planScenarios } from '../../../scenario/index.ts';
import { say } from '../../../text.ts';
import { hasNewcomers } from '../../../tests/newcomers.ts';
import { testKit, testPaths } from '../../../tests/paths.ts';
import { testTenant } from '../../../tests/tenants.ts';
import { code, doc, literal } from '../../../typescript/code.ts';
import type { Code } from '../../../typescript/code.ts';
import { kernel } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** Callers for the tests of the generated project. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => testPaths.actors,
  build(model) {
    const principal = model.principal?.entity;
    const makesRow = principal !== undefined && planScenarios(model).creation(principal) !== null;
    const tenant = model.tenancy !== null && code`tenant: TENANT,`;
    const hasRoles = model.roles.length > 0;
    const roles = hasRoles && code`, ...roles: readonly ${kernel.Role}[]`;
    return tsFile(
      model.tenancy !== null && code`const TENANT = ${literal(testTenant)};`,
      code`${doc(say(model.lang, { en: 'A row for a test, and somebody who owns it.', zh: '测试用的一行数据及其所有者。' }))}export interface Made<View> {
readonly view: View;
readonly owner: ${kernel.Actor};
}`,
      model.tenancy === null
        ? code`export { anonymous, system } from ${literal('../../internal/application/access.ts')};`
        : code`export const anonymous: ${kernel.Actor} = { id: null, roles: [], tenant: TENANT };
export const system: ${kernel.Actor} = { id: null, roles: ['system'], tenant: TENANT };`,
      code`${doc(say(model.lang, { en: 'Somebody new who is signed in.', zh: '一个新的已登录用户。' }))}export async function actorWith(${makesRow ? 'service' : '_service'}: ${testKit.World}${roles}): Promise<${kernel.Actor}> {
${makesRow && code`const { owner } = await ${testKit.make(principal)}(service);`}
return {
${makesRow ? code`...owner,` : code`id: ${kernel.newId}(),`}
roles${hasRoles ? null : code`: []`},
${!makesRow && tenant}
};
}`,
      hasNewcomers(model) && newcomer(model, roles, tenant),
    );
  },
});

function newcomer(model: Model, roles: Code | false, tenant: Code | false): Code {
  const text = say(model.lang, {
    en: 'Somebody with a token and no row yet.',
    zh: '持有令牌但尚无数据的用户。',
  });
  const named = identifies(model);
  return code`${doc(text)}export function newcomer(${named ? 'service' : '_service'}: ${testKit.World}${roles}): ${kernel.Actor} {
return {
id: ${named ? code`null` : code`${kernel.newId}()`},
roles${roles === false && code`: []`},
${named && code`subject: \`subject-\${service.next()}\`,`}
${tenant}
};
}`;
}
