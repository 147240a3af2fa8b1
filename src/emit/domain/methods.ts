import type { Command, Input, Model, Rule } from '../../model/model.ts';
import { condition } from '../expression/typescript/condition.ts';
import { say } from '../text.ts';
import { code, comment, join, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { element, elementSets, fileLimit, ownChanges } from './changes.ts';
import { demandsOf, fieldChecks } from './checks.ts';
import { newRootMembers, statusMember } from './creation.ts';
import { computedFields } from './computed.ts';
import { touchTests } from './load.ts';
import { needsOf, referringRules, triggersOf } from './needs.ts';
import { eventsOfCommand, recordStatement } from './record.ts';
import { ensured, ruleFunction } from './rules.ts';
import { scopeFor } from './scope-for.ts';
import { signatureOf } from './signature.ts';
import { follow } from './symbols.ts';
import { valueFor } from './values.ts';

/** The factory or method of one command; null for what its owner writes. */
export function methodFor(command: Command, model: Model): Code | null {
  const signature = signatureOf(command, model);
  if (signature === null) return null;
  const parameters = join(
    signature.parameters.map((one) => code`${one.name}: ${one.type}`),
    ', ',
  );
  const isCreate = command.kind === 'create';
  const result = isCreate ? code`${of.aggregate(command.entity)}` : code`void`;
  const body = isCreate ? creation(command, model) : change(command, model);
  return code`
    ${isCreate && code`static `}${signature.name}(${parameters}): ${result} {
      ${body}
    }`;
}

function creation(command: Command, model: Model): readonly Code[] {
  const { entity } = command;
  const needs = needsOf(command, model);
  const scope = scopeFor({
    entity,
    self: code`input`,
    selfIsInput: true,
    inputIsSelf: true,
    needs,
    exists: false,
  });
  const members = [
    code`...${kernel.newAggregate}<${literal(entity.names.code)}>(),`,
    ...newRootMembers(command, scope, model),
    statusMember(entity, false),
    entity.softDelete !== null && code`deletedAt: null,`,
  ].filter((one) => one !== null && one !== false);
  const object = code`{\n${members}\n}`;
  const state = computedFields(entity).length > 0 ? code`withComputed(${object})` : object;
  const name = entity.names.camel;
  const whenScope = scopeFor({
    entity,
    self: code`state`,
    inputIsSelf: true,
    needs,
    exists: false,
  });
  const when =
    command.when &&
    ensured(
      condition(command.when.condition, whenScope, false),
      command.when.code,
      command.when.message,
    );
  const after = [
    ...referringRules(command).map(
      (rule) => code`${ruleFunction(rule, entity)}(${name}.state, given);`,
    ),
    ...eventsOfCommand(command, model).map((event) => recordStatement(event, command, name)),
  ];
  const given = when ? code`state` : state;
  const before = [
    ...inputChecks(command, model),
    ...(when ? [code`const state: ${of.state(entity)} = ${state};`, when] : []),
  ];
  if (after.length === 0)
    return [...before, code`return new ${of.aggregate(entity)}(${given}, 0);`];
  return [
    ...before,
    code`const ${name} = new ${of.aggregate(entity)}(${given}, 0);`,
    ...after,
    code`return ${name};`,
  ];
}

function change(command: Command, model: Model): readonly Code[] {
  const { entity } = command;
  const needs = needsOf(command, model);
  const scope = scopeFor({ entity, self: code`state`, needs, exists: true });
  const move = command.move === null ? null : followed(command);
  const when =
    command.when &&
    ensured(
      condition(command.when.condition, scope, false),
      command.when.code,
      command.when.message,
    );
  const status = move === null ? [] : [code`status: ${when ? code`next` : move},`];
  const sets =
    command.on === null
      ? command.sets.map(
          ({ field, value }) => code`${key(field.stateMember)}: ${valueFor(value, field, scope)},`,
        )
      : elementSets(command, needs);
  const changes = [...status, ...ownChanges(command, model), ...sets];
  const body = [
    ...inputChecks(command, model),
    initialStateOnly(command, model),
    when && move && code`const next = ${move};`,
    when,
    ...element(command, model),
    fileLimit(command, model),
    changes.length > 0 && changed(changes),
    ...referringRules(command).map((rule) => ruleCall(rule, command)),
    ...eventsOfCommand(command, model).map((event) => recordStatement(event, command, 'this')),
  ].filter((one) => one !== null && one !== false);
  return body.length === 0 ? [comment(nothingToAsk(model))] : withState(body);
}

/** A single member stands on the line. */
function changed(members: readonly Code[]): Code {
  return members.length === 1
    ? code`this.change({ ${members} });`
    : code`this.change({\n${members}\n});`;
}

function nothingToAsk(model: Model): string {
  return say(model.lang, { en: 'Nothing forbids it.', zh: '没有任何限制。' });
}

/** An update asks a rule that reads other rows only when it touches what the rule reads. */
function ruleCall(rule: Rule, command: Command): Code {
  const call = code`${ruleFunction(rule, command.entity)}(this.state, given);`;
  if (command.kind !== 'update') return call;
  return code`if (${touchTests(triggersOf(rule, command), 'changes')}) ${call}`;
}

const STATE = /(?<![\w$])(?<!(?<!\.\.)\.)state\./g;

/** `this.state` where it is read once, else a constant for it. */
function withState(body: readonly Code[]): readonly Code[] {
  const reads = body
    .flatMap((one) => one.parts.map((part) => (typeof part === 'string' ? part : '#')))
    .join('')
    .match(STATE);
  if (reads === null) return body;
  if (reads.length > 1) return [code`const { state } = this;`, ...body];
  return body.map((one) => ({
    kind: 'code',
    parts: merged(one.parts).map((part) =>
      typeof part === 'string' ? part.replace(STATE, 'this.state.') : part,
    ),
  }));
}

/** Texts that follow each other as one. */
function merged(parts: Code['parts']): Code['parts'] {
  return parts.reduce<Code['parts']>((done, part) => {
    const last = done.at(-1);
    const joins = typeof last === 'string' && typeof part === 'string';
    return joins ? [...done.slice(0, -1), last + part] : [...done, part];
  }, []);
}

function followed(command: Command): Code {
  const { entity } = command;
  const refusal = literal(`${entity.names.snake}.cannot_${snake(command.name)}`);
  return code`${follow}(${of.lifecycle(entity)}, state.status, ${literal(command.name)}, ${refusal})`;
}

/** What an input demands by itself, where no state holds it for `check` to see. */
function inputChecks(command: Command, model: Model): readonly Code[] {
  if (command.kind === 'update' || command.kind === 'custom') return [];
  const own = command.inputs.filter((input) => input.field === null || command.kind !== 'create');
  const unseen = own.filter((input) => !isCheckedAsState(command, input, model));
  return unseen.flatMap(({ shape, optional }) =>
    fieldChecks(shape, code`input`, literal(shape.member), model, optional || shape.optional),
  );
}

/** Whether an input is set as it is, to a field of its name that demands as much. */
function isCheckedAsState({ on, sets }: Command, { name, shape }: Input, model: Model): boolean {
  return sets.some(
    ({ field, value }) =>
      on === null &&
      value.kind === 'path' &&
      value.root.kind === 'input' &&
      value.steps.length === 1 &&
      value.steps[0]?.name === name &&
      field.member === shape.member &&
      demandsOf(shape, model).every((one) => demandsOf(field, model).includes(one)),
  );
}

/** An entity with states takes update and delete in its first state only, unless `when` says otherwise. */
function initialStateOnly(command: Command, model: Model): Code | null {
  const { entity, kind } = command;
  if (entity.lifecycle === null || command.when !== null) return null;
  if (kind !== 'update' && kind !== 'delete') return null;
  const { initial, states } = entity.lifecycle;
  const label = states.find((state) => state.code === initial)?.label ?? initial;
  const message = say(model.lang, {
    en: `only possible while ${label}`,
    zh: `只能在“${label}”状态下进行`,
  });
  return ensured(
    code`state.status === ${literal(initial)}`,
    `${entity.names.snake}.cannot_${snake(command.name)}`,
    message,
  );
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
