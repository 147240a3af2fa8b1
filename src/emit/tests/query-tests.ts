import type { Model, Query } from '../../model/model.ts';
import { say } from '../text.ts';
import { code, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { allowed, denied, titleOf, withRoles } from './callers.ts';
import { testKit } from './paths.ts';

const test = value('test', 'vitest');
const expect = value('expect', 'vitest');

/** Tests of get and list over HTTP: allowed, denied, not there. */
export function queryTests(query: Query, model: Model): readonly Code[] {
  if (query.kind === 'get') return getTests(query, model);
  return query.kind === 'list' && query.inverse === null && query.route === null
    ? listTests(query, model)
    : [];
}

function getTests(query: Query, model: Model): readonly Code[] {
  const { entity } = query;
  const made = code`const made = await ${testKit.make(entity)}(service);`;
  const url = code`\`/${route(query)}/\${made.view.id}\``;
  return [
    code`
${test}(${literal(titleOf(query))}, async () => {
${made}
const answer = await service.get(${url}, { as: ${allowed(query, 'made')} });
${expect}(answer).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { id: made.view.id } });
});`,
    ...denied(query, model).map(
      (who) => code`
${test}(${literal(`${query.action} ${say(model.lang, who.title)}`)}, async () => {
${made}
const answer = await service.get(${url}, { as: ${who.as} });
${expect}(answer.status).toBe(${who.status});
});`,
    ),
    missingTest(query, model),
    model.tenancy?.kind === 'row' &&
      entity.tenant &&
      code`
${test}(${literal(say(model.lang, { en: `${query.action}: another tenant sees nothing`, zh: `${query.action}：其他租户不可见` }))}, async () => {
${made}
const as = { ...${allowed(query, 'made')}, tenant: 'another' };
${expect}((await service.get(${url}, { as })).status).toBe(404);
});`,
  ].filter((one) => one !== false);
}

/** Somebody who may read any row; where one may read only oneself, nobody is told what is not there. */
function missingTest(query: Query, model: Model): Code | false {
  const { entity } = query;
  const onlyOwn = query.by.owner && entity.ownership?.kind === 'self';
  const [role] = query.by.roles;
  if (onlyOwn && role === undefined) return false;
  const made = code`const made = await ${testKit.make(entity)}(service);`;
  const as = onlyOwn && role !== undefined ? withRoles([role]) : allowed(query, 'made');
  const title = say(model.lang, {
    en: `${query.action} of what is not there is 404`,
    zh: `${query.action} 不存在时返回 404`,
  });
  return code`
${test}(${literal(title)}, async () => {
${query.by.owner && entity.ownership !== null && !onlyOwn && made}
const answer = await service.get('/${route(query)}/00000000-0000-7000-8000-000000000000', { as: ${as} });
${expect}(answer).toMatchObject({ status: 404, body: { code: ${literal(`${entity.names.snake}.not_found`)} } });
});`;
}

function listTests(query: Query, model: Model): readonly Code[] {
  const { entity } = query;
  const made = code`const made = await ${testKit.make(entity)}(service);`;
  return [
    code`
${test}(${literal(titleOf(query))}, async () => {
${made}
const answer = await service.get('/${route(query)}?limit=${query.page.max}', { as: ${allowed(query, 'made')} });
${expect}(answer.status).toBe(200);
${expect}(answer.body.items.map((item: { id: string }) => item.id)).toContain(made.view.id);
});`,
    ...denied(query, model)
      // Whoever is signed in may ask for his own.
      .filter((who) => who.status === 401 || !query.by.owner)
      .map(
        (who) => code`
${test}(${literal(`${query.action} ${say(model.lang, who.title)}`)}, async () => {
const answer = await service.get('/${route(query)}', { as: ${who.as} });
${expect}(answer.status).toBe(${who.status});
});`,
      ),
  ];
}

function route(query: Query): Code {
  return { kind: 'code', parts: [query.entity.names.route] };
}
