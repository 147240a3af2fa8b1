import type { Command, Entity, Field, Model } from '../../model/model.ts';
import { safe, singularOf } from '../../model/names.ts';
import type { Scope } from '../expression/typescript/scope.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of } from '../typescript/symbols.ts';
import { childInputs } from './from-json.ts';
import { hasNeeds, needsOfChild } from './needs.ts';
import { creationInputs } from './signature.ts';
import { stateFields } from './state.ts';
import { defaultValue, valueFor } from './values.ts';

/** The members of a new root's state, computed ones left out. */
export function newRootMembers(command: Command, scope: Scope, model: Model): readonly Code[] {
  const { entity } = command;
  const inputs = new Map(
    creationInputs(entity, model).map(({ shape, mayBeLeftOut }) => [shape, mayBeLeftOut]),
  );
  return stateFields(entity).flatMap((field) => {
    if (field.computed !== null) return [];
    const set = command.sets.find((one) => one.field === field);
    const value =
      set === undefined
        ? initialValue(field, entity, inputs.get(field), scope, model)
        : valueFor(set.value, field, scope);
    return [code`${key(field.stateMember)}: ${value},`];
  });
}

/** The members of a new element, computed ones left out. */
export function newChildMembers(child: Entity, scope: Scope, model: Model): readonly Code[] {
  const given = childInputs(child.fields);
  const replaced = isReplaced(child);
  return stateFields(child).flatMap((field) => {
    if (field.computed !== null) return [];
    const leftOut = given.includes(field) ? field.optional || field.default !== null : undefined;
    const value = initialValue(field, child, leftOut, scope, model);
    const kept = replaced && leftOut === undefined ? keptValue(field, value) : value;
    return [code`${key(field.stateMember)}: ${kept},`];
  });
}

/** What an element that was there before keeps; a copy is kept as long as its reference is the same. */
function keptValue(field: Field, fresh: Code): Code {
  const before = code`before.${field.stateMember}`;
  if (field.default?.kind === 'copy') {
    const reference = field.default.reference.stateMember;
    return code`before?.${reference} === input.${reference} ? ${before} : ${fresh}`;
  }
  return code`before ? ${before} : ${fresh}`;
}

/** Whether an update gives the whole collection anew, so that elements may be known already. */
export function isReplaced(child: Entity): boolean {
  const root = rootField(child);
  return (
    root?.entity.commands.some(
      (command) =>
        command.kind === 'update' && command.inputs.some((input) => input.field === root.field),
    ) ?? false
  );
}

function rootField(child: Entity): { readonly entity: Entity; readonly field: Field } | null {
  const { parent } = child;
  if (parent === null || parent.entity.kind === 'root') return parent;
  return rootField(parent.entity);
}

/** `leftOut`: whether the input may lack it; undefined: no input has it. */
function initialValue(
  field: Field,
  entity: Entity,
  leftOut: boolean | undefined,
  scope: Scope,
  model: Model,
): Code {
  const fallback = defaultValue(field, entity, scope);
  if (field.sequence !== null) return code`given.${key(field.name)}`;
  if (field.counter !== null) return code`0`;
  if (leftOut === undefined) return fallback ?? (field.many ? code`[]` : code`null`);
  const given = code`input.${field.stateMember}`;
  if (field.type.kind === 'owned') return ownedValue(field, field.type.entity, given, model);
  const value = isEmail(field) ? lowered(field, given, leftOut) : given;
  if (!leftOut) return value;
  if (fallback === null) return code`${value} ?? ${field.many ? code`[]` : code`null`}`;
  return field.optional
    ? code`${given} === undefined ? ${fallback} : ${value}${isEmail(field) && code` ?? null`}`
    : code`${value} ?? ${fallback}`;
}

/** Addresses are kept in lower case: equal ones are equal texts. */
export function lowered(field: Field, given: Code, maybe: boolean): Code {
  if (field.many) return code`${given}${maybe && code`?`}.map((one) => one.trim().toLowerCase())`;
  const mark = (maybe || field.optional) && code`?`;
  return code`${given}${mark}.trim().toLowerCase()`;
}

export function isEmail(field: Field): boolean {
  return field.type.kind === 'scalar' && field.type.scalar === 'email';
}

function ownedValue(field: Field, child: Entity, given: Code, model: Model): Code {
  if (field.many) {
    const list = field.optional ? code`(${given} ?? [])` : given;
    const name = elementName(field);
    return code`${list}.map((${name}) => ${factoryCall(child, code`${name}`, null, model)})`;
  }
  const made = factoryCall(child, given, null, model);
  return field.optional ? code`${given} ? ${made} : null` : made;
}

/** The variable for an element of a collection: `item`. */
export function elementName(field: Field): string {
  const name = singularOf(field.name);
  return name === field.name || reserved.has(name) ? 'one' : safe(name);
}

const reserved = new Set(['input', 'given', 'changes', 'state', 'before', 'id']);

/** `createOrderItem(item, given)`. */
export function factoryCall(child: Entity, input: Code, before: Code | null, model: Model): Code {
  const given = hasNeeds(needsOfChild(child, model)) && code`, given`;
  return code`${of.childFactory(child)}(${input}${given}${before && code`, ${before}`})`;
}

export function statusMember(entity: Entity, replaced: boolean): Code | null {
  if (entity.lifecycle === null) return null;
  const initial = literal(entity.lifecycle.initial);
  return replaced ? code`status: before?.status ?? ${initial},` : code`status: ${initial},`;
}
