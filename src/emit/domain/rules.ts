import type { Entity, Model, Rule } from '../../model/model.ts';
import { upperFirst } from '../../model/names.ts';
import { condition } from '../expression/typescript/condition.ts';
import { textOf } from '../expression/typescript/value.ts';
import { code, literal, value } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { kernel, of, paths } from '../typescript/symbols.ts';
import { givenObject } from './load.ts';
import { needsOfRule } from './needs.ts';
import type { Needs } from './needs.ts';
import { scopeFor } from './scope-for.ts';

const nothing: Needs = { rows: [], counts: [], me: false, tenant: false, sequences: [] };

/** `ensure(…)` for a rule that its aggregate can tell alone. */
export function ruleStatement(rule: Rule, entity: Entity, self: Code): Code {
  const scope = scopeFor({ entity, self, needs: nothing, exists: true });
  return ensured(condition(rule.condition, scope, true), rule.code, rule.message);
}

export function ensured(test: Code, errorCode: string, message: string): Code {
  return code`${kernel.ensure}(${test}, ${literal(errorCode)}, ${literal(message)});`;
}

/** Of a root: a rule that reads other rows is asked by the methods that touch what it reads. */
export function referringRule(rule: Rule, entity: Entity, model: Model): Code {
  const needs = needsOfRule(rule, entity, model);
  const scope = scopeFor({ entity, self: code`state`, needs, exists: true });
  const test = condition(rule.condition, scope, true);
  return code`
    function ${ruleFunction(rule, entity)}(${readsState(test) ? 'state' : '_state'}: ${of.state(entity)}, given: ${givenObject(needs, model)}): void {
      ${ensured(test, rule.code, rule.message)}
    }`;
}

function readsState(test: Code): boolean {
  return /(?<![\w$.])state\b/.test(textOf(test));
}

export function ruleFunction(rule: Rule, entity: Entity): Ref {
  return value(`check${upperFirst(rule.name)}`, paths.entity(entity));
}
