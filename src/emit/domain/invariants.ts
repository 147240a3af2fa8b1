import type { Entity, Field, Model } from '../../model/model.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { fieldChecks } from './checks.ts';
import { pathTo } from './needs.ts';
import { ruleStatement } from './rules.ts';
import { stateFields } from './state.ts';
import { childCheck } from './symbols.ts';
import { readsRows } from './walk.ts';

/** All that must hold of an entity's state, its elements included: one statement each. */
export function invariants(entity: Entity, self: string, model: Model): readonly Code[] {
  const before = pathTo(entity).map((field) => field.member);
  return [
    ...stateFields(entity).flatMap((field) => {
      const at = literal([...before, field.member].join('.'));
      return field.type.kind === 'owned'
        ? [elements(field, field.type.entity, self)]
        : fieldChecks(field, code`${self}`, at, model);
    }),
    ...entity.rules
      .filter((rule) => !readsRows(rule.condition))
      .map((rule) => ruleStatement(rule, entity, code`${self}`)),
  ];
}

function elements(field: Field, child: Entity, self: string): Code {
  const value = code`${self}.${field.stateMember}`;
  if (field.many) return code`${value}.forEach(${childCheck(child)});`;
  return field.optional
    ? code`if (${value} !== null) ${childCheck(child)}(${value});`
    : code`${childCheck(child)}(${value});`;
}
