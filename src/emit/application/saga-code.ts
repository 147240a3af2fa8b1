import type { Field, Model, Saga, SagaStep, StepResult, Target } from '../../model/model.ts';
import { safe } from '../../model/names.ts';
import { jsonOf } from '../domain/event-json.ts';
import { partsOf } from '../domain/walk.ts';
import { say } from '../text.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import type { EventScope } from './json-value.ts';
import { actNames } from './saga-names.ts';
import { loopOf, mentions, targetCall } from './target-code.ts';

/** Names in the scope of a step. */
const taken = ['call', 'current', 'deps', 'event', 'result', 'step'];

/** What a saga does, one step after the other. */
export function stepsOf(saga: Saga, model: Model): readonly Code[] {
  const results = resultVariables(saga);
  const names = actNames(saga);
  return saga.steps.map((step, index) => {
    const { run, undo } = step;
    const scope: EventScope = {
      entity: saga.starts.entity,
      event: 'event',
      element: null,
      lines: [],
      results,
      row: 'current',
    };
    const loop = loopOf(run, taken);
    const inner = loop === null ? scope : { ...scope, element: loop.element };
    const suffix = loop?.element.name ?? null;
    const variable = results.get(index);
    const kept = step.results.filter((one) => isRead(saga, one));
    const act = code`await step({
      name: ${actName(names.get(run) ?? '', suffix)},
      ${attempts(step)}
      ${runMethod(run, { ...inner, lines: [] }, model, kept)}
      ${undo !== null && undoMember(undo, index, actName(names.get(undo) ?? '', suffix), inner, model)}
    });`;
    if (loop !== null) return code`for (const ${loop.element.name} of ${loop.list}) {\n${act}\n}`;
    return variable === undefined ? act : code`const ${variable} = ${act}`;
  });
}

/** What follows when it failed: one act, whatever it goes through. */
export function failsOf({ fails, starts, ...saga }: Saga, model: Model): Code | false {
  if (fails === null) return false;
  const name = actNames({ fails, starts, ...saga }).get(fails) ?? '';
  const scope: EventScope = {
    entity: starts.entity,
    event: 'event',
    element: null,
    lines: [],
    row: 'current',
  };
  const loop = loopOf(fails, taken);
  const isOutside = fails.call.kind === 'service';
  const inner = loop === null ? scope : { ...scope, element: loop.element };
  const given =
    loop === null
      ? code`call`
      : code`{ ...call, key: \`\${call.key} \${${loop.element.name}.id}\` }`;
  const leave = loop === null ? code`return` : code`continue`;
  const { before, call } = targetCall(fails, inner, model, { leave, given });
  const once = [...before, code`await ${call};`];
  const body =
    loop === null ? once : [code`for (const ${loop.element.name} of ${loop.list}) {\n${once}\n}`];
  const usesEvent = mentions([...currentRow(fails, scope), ...body], 'event');
  return code`fails: (${usesEvent && code`event`}) => ({
    name: ${literal(name)},
    ${isOutside && code`outside: true,`}
    async run(${isOutside && code`call`}) {
      ${currentRow(fails, scope)}
      ${body}
    },
  }),`;
}

function actName(name: string, element: string | null): Code {
  return element === null ? literal(name) : code`\`${literalText(name)} \${${element}.id}\``;
}

/** Names of acts are made of identifiers and dots. */
function literalText(name: string): Code {
  return { kind: 'code', parts: [name] };
}

function attempts({ retry, run, timeoutMs }: SagaStep): readonly Code[] {
  return [
    ...(run.call.kind === 'service' ? [code`outside: true,`] : []),
    code`retries: ${retry},`,
    ...(timeoutMs === null ? [] : [code`timeoutMs: ${timeoutMs},`]),
  ];
}

function runMethod(
  run: Target,
  scope: EventScope,
  model: Model,
  kept: readonly StepResult[],
): Code {
  const parameter = run.call.kind === 'service' && code`call`;
  const leave = kept.length === 0 ? code`return` : code`throw ${noRow(model)}`;
  const { before, call } = targetCall(run, scope, model, { leave, given: code`call` });
  const body =
    kept.length === 0
      ? [code`await ${call};`]
      : [
          code`const answer = await ${call};`,
          code`return {\n${kept.map((one) => resultMember(run, one.input.shape))}\n};`,
        ];
  return code`async run(${parameter}) {\n${[...currentRow(run, scope), ...before, ...body]}\n},`;
}

/** A service answers as the domain has it, a command as JSON. */
function resultMember({ call }: Target, shape: Field): Code {
  const member = key(shape.member);
  if (call.kind === 'service') {
    return code`${member}: ${jsonOf(shape, code`answer.${key(shape.name)}`, shape.optional)},`;
  }
  return call.command.returns.length > 0
    ? code`${member}: answer.${member},`
    : code`${member}: answer.id,`;
}

function undoMember(undo: Target, step: number, name: Code, scope: EventScope, model: Model): Code {
  const isOutside = undo.call.kind === 'service';
  const own = new Map([...(scope.results ?? []), [step, 'result'] as const]);
  const inner = { ...scope, lines: [], results: own };
  const { before, call } = targetCall(undo, inner, model, {
    leave: code`return`,
    given: code`call`,
  });
  const reads = resultsIn(undo).has(step);
  const parameters = reads
    ? code`result${isOutside && code`, call`}`
    : isOutside && code`_result, call`;
  return code`undo: {
    name: ${name},
    ${isOutside && code`outside: true,`}
    async run(${parameters}) {
      ${[...currentRow(undo, scope), ...before]}
      await ${call};
    },
  },`;
}

/** The row that the event speaks of, as it is by now: what the event did not tell. */
function currentRow(target: Target, { entity }: EventScope): readonly Code[] {
  const reads = rootsIn(target).some((root) => root.kind === 'aggregate');
  if (!reads) return [];
  return [code`const current = ${of.toView(entity)}(await deps.${of.port(entity)}.get(event.id));`];
}

export function readsRow(target: Target): boolean {
  return rootsIn(target).some((root) => root.kind === 'aggregate');
}

/** What a target reads: in its arguments, and to find its row. */
function pathsIn({ arguments: given, call }: Target) {
  const row = call.kind === 'command' && call.row ? [call.row.value] : [];
  return [...given.map(({ value }) => value), ...row]
    .flatMap(partsOf)
    .flatMap((part) => (part.kind === 'path' ? [part] : []));
}

function rootsIn(target: Target) {
  return pathsIn(target).map(({ root }) => root);
}

function resultsIn(target: Target): ReadonlySet<number> {
  return new Set(rootsIn(target).flatMap((root) => (root.kind === 'result' ? [root.step] : [])));
}

/** Whether a later step, or what undoes it, asks for a result. */
function isRead(saga: Saga, { step, input }: StepResult): boolean {
  const targets = saga.steps.flatMap(({ run, undo }) => [run, undo]).filter((one) => one !== null);
  return targets.some((target) =>
    pathsIn(target).some(
      ({ root, steps: [first] }) =>
        root.kind === 'result' && root.step === step && first?.name === input.name,
    ),
  );
}

/** By the position of the step, what holds its results where a later step reads them. */
function resultVariables(saga: Saga): ReadonlyMap<number, string> {
  const used = new Set(taken);
  const variables = new Map<number, string>();
  for (const [index, { run }] of saga.steps.entries()) {
    const later = saga.steps.slice(index + 1).flatMap(({ run: next, undo }) => [next, undo]);
    if (!later.some((one) => one !== null && resultsIn(one).has(index))) continue;
    const { call } = run;
    const wanted = safe(call.kind === 'service' ? call.call.name : call.command.name);
    const name = used.has(wanted) ? `${wanted}${index + 1}` : wanted;
    used.add(name);
    variables.set(index, name);
  }
  return variables;
}

function noRow(model: Model): Code {
  const text = say(model.lang, { en: 'no row for this event', zh: '没有与此事件对应的数据' });
  return code`new ${kernel.AppError}('not_found', 'not_found', ${literal(text)})`;
}
