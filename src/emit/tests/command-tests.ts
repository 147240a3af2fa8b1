import type { Command, Entity, Model } from '../../model/model.ts';
import type { Call, Plan, Refusal } from '../scenario/index.ts';
import { say } from '../text.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code, Hole } from '../typescript/code.ts';
import { value } from '../typescript/code.ts';
import { allowed, creator, denied, titleOf } from './callers.ts';
import { inputCode } from './given-code.ts';
import type { InputCode } from './given-code.ts';
import { invalidValues } from './invalid.ts';
import { testKit } from './paths.ts';

const test = value('test', 'vitest');
const expect = value('expect', 'vitest');
const vi = value('vi', 'vitest');

/** Tests of one command over HTTP: allowed, denied, invalid, stale. */
export function commandTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  if (!command.exposed || command.on !== null) return [];
  switch (command.kind) {
    case 'create':
      return createTests(command, plan, model);
    case 'move':
    case 'change':
    case 'update':
    case 'delete':
      return rowTests(command, plan, model);
    case 'custom':
      return customTests(command, plan, model);
    default:
      return [];
  }
}

/** One test for each rule and condition that a call over HTTP can break. */
export function refusalTests(entity: Entity, plan: Plan, model: Model): readonly Code[] {
  return plan.refusals(entity).map((refusal) => refusalTest(refusal, model));
}

function refusalTest({ call, code: errorCode }: Refusal, model: Model): Code {
  const { command } = call;
  const title = say(model.lang, {
    en: `refuses ${command.action}: ${errorCode}`,
    zh: `拒绝 ${command.action}：${errorCode}`,
  });
  const expected = code`${expect}(answer).toMatchObject({ status: 409, body: { code: ${literal(errorCode)} } });`;
  if (command.kind !== 'create') return testOf(title, [...arrange(call), send(call), expected]);
  const input = inputCode(call.given);
  return testOf(title, [
    input.usesNumber && code`const n = service.next();`,
    ...input.before,
    code`const answer = await service.post(${url(command)}, { as: ${creator(command, input.rows, model)}, body: ${input.object} });`,
    expected,
  ]);
}

function createTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  const { entity } = command;
  const given = plan.creation(entity);
  if (given === null) return [];
  const input = inputCode(given);
  const through = isOwnedThrough(command, input);
  const makeInput = through
    ? code`const { data, owner } = await ${testKit.input(entity)}(service);`
    : code`const data = await ${testKit.input(entity)}(service);`;
  const as = through ? code`owner` : creator(command, input.rows, model);
  const post = (caller: Hole, body: Hole): Code =>
    code`await service.post(${url(command)}, { as: ${caller}, body: ${body} })`;
  return [
    testOf(titleOf(command), [
      makeInput,
      code`const answer = ${post(as, code`data`)};`,
      code`${expect}(answer).toMatchObject({
status: 201,
headers: { etag: '"1"' },
body: { version: 1${entity.lifecycle && code`, status: ${literal(entity.lifecycle.initial)}`} },
});`,
    ]),
    ...denied(command, model)
      // Whoever is signed in may make a row of his own.
      .filter((who) => who.status === 401 || !command.by.owner || through)
      .map((who) =>
        testOf(`${command.action} ${say(model.lang, who.title)}`, [
          through
            ? code`const { data } = await ${testKit.input(entity)}(service);`
            : code`const data = await ${testKit.input(entity)}(service);`,
          code`const answer = ${post(who.as, code`data`)};`,
          code`${expect}(answer.status).toBe(${who.status});`,
        ]),
      ),
    invalidTest(command, model, [makeInput], (body) => post(as, code`{ ...data, ${body} }`)),
    foreignTest(command, model, makeInput, post),
  ].filter((one) => one !== null);
}

/** What clients may not fill they cannot, by whatever they send along. */
function foreignTest(
  command: Command,
  model: Model,
  makeInput: Code,
  post: (caller: Hole, body: Hole) => Code,
): Code {
  const { entity, inputs } = command;
  const kept = entity.fields
    .filter((field) => field.clientMay === 'never')
    .map((field) => field.member)
    .filter((member) => !inputs.some(({ shape }) => shape.member === member));
  const members = [...new Set(['id', 'version', 'createdAt', ...kept])];
  const title = say(model.lang, {
    en: `${command.action} takes nothing that is not the caller's to give`,
    zh: `${command.action} 不接受调用者无权填写的内容`,
  });
  return testOf(title, [
    makeInput,
    code`const more = { ${join(
      members.map((member) => code`${key(member)}: null`),
      ', ',
    )} };`,
    code`const answer = ${post(code`${testKit.anonymous}`, code`{ ...data, ...more }`)};`,
    code`${expect}(answer.status).toBe(422);`,
    code`${expect}(answer.body.errors.map((error: { field: string }) => error.field)).toEqual(${expect}.arrayContaining(Object.keys(more)));`,
  ]);
}

function invalidTest(
  command: Command,
  model: Model,
  before: readonly Code[],
  send: (body: Code) => Code,
): Code | null {
  const cases = invalidValues(command);
  if (cases.length === 0) return null;
  const title = say(model.lang, {
    en: `${command.action} refuses a wrong`,
    zh: `${command.action} 拒绝错误的`,
  });
  const rows = cases.map(
    ({ member, value: wrong }) => code`[${literal(member)}, ${literal(wrong)}],`,
  );
  return code`
${test}.each([
${rows}
])(${literal(`${title} %s`)}, async (member, wrong) => {
${before}
const answer = ${send(code`[member]: wrong`)};
${expect}(answer.status).toBe(422);
${expect}(answer.body.errors.map((error: { field: string }) => error.field.split('.')[0])).toContain(member);
});`;
}

function rowTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  const call =
    command.kind === 'update' || command.kind === 'delete'
      ? firstRow(command, plan)
      : plan.success(command);
  if (call === null) return [];
  const status = command.kind === 'delete' ? 204 : 200;
  const invalid =
    command.inputs.length > 0
      ? invalidTest(
          command,
          model,
          [made(call)],
          (body) =>
            code`await service.${verb(command)}(${url(command)}, { as: ${allowed(command, 'made')}, body: { ${body} } })`,
        )
      : null;
  return [
    testOf(titleOf(command), [
      ...arrange(call),
      send(call),
      code`${expect}(answer).toMatchObject({ status: ${status}${success(command)} });`,
    ]),
    ...denied(command, model).map((who) =>
      testOf(`${command.action} ${say(model.lang, who.title)}`, [
        ...arrange(call),
        send(call, who.as),
        code`${expect}(answer.status).toBe(${who.status});`,
      ]),
    ),
    testOf(
      say(model.lang, {
        en: `${command.action} refuses a stale version`,
        zh: `${command.action} 拒绝过期的版本`,
      }),
      [
        ...arrange(call),
        send(call, undefined, code`ifMatch: '"999"', `),
        code`${expect}(answer).toMatchObject({ status: 412, body: { code: 'stale' } });`,
      ],
    ),
    ...(command.move ? [illegalMoves(command, model)] : []),
    ...(invalid === null ? [] : [invalid]),
  ].filter((one) => one !== null);

  function illegalMoves(one: Command, of: Model): Code | null {
    const start = one.entity.lifecycle?.initial ?? '';
    if (one.move?.from.includes(start)) return null;
    const title = say(of.lang, {
      en: `${one.action} is not possible when ${start}`,
      zh: `${start} 状态下不能 ${one.action}`,
    });
    const fresh: Call = {
      command: one,
      before: { steps: [], row: call?.before.row ?? { of: one.entity, members: new Map() } },
      given: call?.given ?? [],
      waitMs: 0,
    };
    return testOf(title, [
      ...arrange(fresh),
      send(fresh),
      code`${expect}(answer).toMatchObject({ status: 409, body: { code: ${literal(`${one.entity.names.snake}.cannot_${snake(one.name)}`)} } });`,
    ]);
  }
}

function customTests(command: Command, plan: Plan, model: Model): readonly Code[] {
  const call = firstRow(command, plan);
  if (call === null) return [];
  return denied(command, model).map((who) =>
    testOf(`${command.action} ${say(model.lang, who.title)}`, [
      ...arrange(call),
      send(call, who.as),
      code`${expect}(answer.status).toBe(${who.status});`,
    ]),
  );
}

/** A call on a row just made. */
function firstRow(command: Command, plan: Plan): Call | null {
  const given = command.kind === 'update' ? [] : plan.inputOf(command);
  if (plan.creation(command.entity) === null || given === null) return null;
  return {
    command,
    before: { steps: [], row: { of: command.entity, members: new Map() } },
    given,
    waitMs: 0,
  };
}

export function arrange(call: Call): readonly Code[] {
  const input = inputCode(call.given);
  return [
    ...(input.usesNumber ? [code`const n = service.next();`] : []),
    made(call),
    ...input.before,
    ...(call.waitMs > 0 ? [code`${vi}.setSystemTime(Date.now() + ${call.waitMs});`] : []),
  ];
}

function made({ command, before }: Call): Code {
  const through = before.steps.map((step) => code`, ${literal(step.name)}`);
  return code`const made = await ${testKit.make(command.entity)}(service${join(through, '')});`;
}

function send(call: Call, as: Hole = allowed(call.command, 'made'), more: Hole = null): Code {
  const { command } = call;
  const body =
    command.inputName === null || command.kind === 'delete'
      ? null
      : code`, body: ${inputCode(call.given).object}`;
  return code`const answer = await service.${verb(command)}(${url(command)}, { ${more}as: ${as}${body} });`;
}

function success(command: Command): Hole {
  if (command.move) return code`, body: { status: ${literal(command.move.to)} }`;
  return null;
}

function verb(command: Command): string {
  if (command.kind === 'update') return 'patch';
  return command.kind === 'delete' ? 'delete' : 'post';
}

function url(command: Command): Code {
  const { route } = command.entity.names;
  if (command.kind === 'create') return literal(`/${route}`);
  const tail = command.kind === 'update' || command.kind === 'delete' ? '' : `/${command.route}`;
  return code`\`/${path(route)}/\${made.view.id}${path(tail)}\``;
}

/** Routes are made of letters, digits, dashes and slashes. */
export function path(text: string): Code {
  if (!/^[\p{L}\p{N}/_-]*$/u.test(text)) throw new Error(`not a route: ${text}`);
  return { kind: 'code', parts: [text] };
}

function isOwnedThrough(command: Command, input: InputCode): boolean {
  const { ownership } = command.entity;
  return (
    command.by.owner &&
    ownership?.kind === 'path' &&
    ownership.steps.length > 1 &&
    input.rows.has(ownership.steps[0]?.member ?? '')
  );
}

export function testOf(title: string, statements: readonly Hole[]): Code {
  return code`
${test}(${literal(title)}, async () => {
${statements.filter(Boolean)}
});`;
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
