import type { Entity, Model, Rule } from '../../model/model.ts';
import { condition } from '../expression/typescript/condition.ts';
import { code, join } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { computedFields, computeFunction } from './computed.ts';
import { isReplaced, newChildMembers, statusMember } from './creation.ts';
import { childInputs } from './from-json.ts';
import { invariants } from './invariants.ts';
import { givenObject } from './load.ts';
import { hasNeeds, needsOfChild, ownMembers } from './needs.ts';
import { ensured } from './rules.ts';
import { scopeFor } from './scope-for.ts';
import { inputMember, stateFields, stateMember } from './state.ts';
import { childChanger, childCheck } from './symbols.ts';
import { readsRows } from './walk.ts';

/** An element of an aggregate: its state, what makes one, what must hold of it. */
export function childStatements(child: Entity, model: Model): readonly Code[] {
  return [
    stateInterface(child),
    inputInterface(child),
    factory(child, model),
    ...(isChanged(child) ? [changer(child)] : []),
    check(child, model),
    computeFunction(child, code`${of.aggregateType(child)}`),
  ].filter((one) => one !== null);
}

function stateInterface(child: Entity): Code {
  return code`
    export interface ${of.aggregateType(child)} {
      readonly id: ${of.id(child)};
      ${stateFields(child).map(stateMember)}
      ${child.lifecycle && code`readonly status: ${of.status(child)};`}
    }`;
}

function inputInterface(child: Entity): Code {
  const members = childInputs(child.fields).map((field) =>
    inputMember(field, field.optional || field.default !== null),
  );
  const known =
    isReplaced(child) &&
    code`/** Of an element that is there already; a new one gets its own. */\nreadonly id?: ${of.id(child)} | undefined;`;
  return code`
    export interface ${of.newInput(child)} {
      ${known}
      ${members}
    }`;
}

function factory(child: Entity, model: Model): Code {
  const needs = needsOfChild(child, model);
  const replaced = isReplaced(child);
  const { camel } = child.names;
  const hoisted = new Map<string, Code>();
  const scope = scopeFor({
    entity: child,
    self: code`input`,
    selfIsInput: true,
    needs,
    exists: false,
    hoisted,
  });
  const members = [
    replaced ? code`id: before?.id ?? ${kernel.newId}(),` : code`id: ${kernel.newId}(),`,
    ...newChildMembers(child, scope, model),
    statusMember(child, replaced),
  ].filter((one) => one !== null);
  const early = [...hoisted.keys()];
  const ruleScope = scopeFor({ entity: child, self: code`${camel}`, needs, exists: true, hoisted });
  const rules = child.rules
    .filter((rule) => readsRows(rule.condition))
    .map((rule) => referringStatement(rule, child, condition(rule.condition, ruleScope, true)));
  const object = code`{\n${members}\n}`;
  const made = computedFields(child).length > 0 ? code`withComputed(${object})` : object;
  const variables = [...hoisted].map(([name, row]) => ({
    name,
    text: code`const ${name} = ${row};`,
  }));
  const typed = computedFields(child).length > 0 ? null : code`: ${of.aggregateType(child)}`;
  const body =
    rules.length === 0
      ? [code`return ${made};`]
      : [
          code`const ${camel}${typed} = ${made};`,
          ...variables.filter(({ name }) => !early.includes(name)).map(({ text }) => text),
          ...rules,
          code`return ${camel};`,
        ];
  const parameters = [
    code`input: ${of.newInput(child)}`,
    ...(hasNeeds(needs) ? [code`given: ${givenObject(needs, model)}`] : []),
    ...(replaced ? [code`before?: ${of.aggregateType(child)}`] : []),
  ];
  return code`
    export function ${of.childFactory(child)}(${join(parameters, ', ')}): ${of.aggregateType(child)} {
      ${variables.filter(({ name }) => early.includes(name)).map(({ text }) => text)}
      ${body}
    }`;
}

/** Of an element that was there before the rule is asked only when something that it reads has changed. */
function referringStatement(rule: Rule, child: Entity, test: Code): Code {
  if (!isReplaced(child)) return ensured(test, rule.code, rule.message);
  const read = stateFields(child).filter((field) =>
    ownMembers(rule.condition).includes(field.name),
  );
  const same = read.map(
    (field) => code`before?.${field.stateMember} === ${child.names.camel}.${field.stateMember}`,
  );
  const unchanged = same.length > 1 ? code`(${join(same, ' && ')})` : join(same, ' && ');
  return ensured(same.length === 0 ? test : code`${unchanged} || ${test}`, rule.code, rule.message);
}

/** Whether some command changes one element. */
function isChanged(child: Entity): boolean {
  const field = child.parent?.field;
  return (
    child.parent?.entity.commands.some(
      (command) =>
        command.on === field && command.sets.some((set) => child.fields.includes(set.field)),
    ) ?? false
  );
}

function changer(child: Entity): Code {
  const { camel } = child.names;
  const next = code`{ ...${camel}, ...changes }`;
  return code`
    export function ${childChanger(child)}(
      ${camel}: ${of.aggregateType(child)},
      changes: Partial<${of.aggregateType(child)}>,
    ): ${of.aggregateType(child)} {
      return ${computedFields(child).length > 0 ? code`withComputed(${next})` : next};
    }`;
}

function check(child: Entity, model: Model): Code {
  const { camel } = child.names;
  const statements = invariants(child, camel, model);
  const name = statements.length === 0 ? `_${camel}` : camel;
  return code`
    /** Throws unless every invariant holds. */
    export function ${childCheck(child)}(${name}: ${of.aggregateType(child)}): void {
      ${statements}
    }`;
}
