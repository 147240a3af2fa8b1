import type { Entity, Field } from '../../model/model.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of } from '../typescript/symbols.ts';
import { ownMembers } from './needs.ts';
import type { Needs } from './needs.ts';
import { scopeFor } from './scope-for.ts';
import { inState } from './state.ts';
import { valueFor } from './values.ts';

const nothing: Needs = { rows: [], counts: [], me: false, tenant: false, sequences: [] };

/** Fields that follow from the others and are stored. */
export function computedFields(entity: Entity): readonly Field[] {
  return entity.fields.filter((field) => field.computed?.kind === 'expression' && inState(field));
}

/** `Omit<OrderState, 'total'>`: a state before what follows from it. */
export function uncomputed(entity: Entity, state: Code): Code {
  const names = computedFields(entity).map((field) => literal(field.stateMember));
  return names.length === 0 ? state : code`Omit<${state}, ${join(names, ' | ')}>`;
}

/** The function that fills in what follows from the rest; null when nothing does. */
export function computeFunction(entity: Entity, state: Code): Code | null {
  const fields = computedFields(entity);
  if (fields.length === 0) return null;
  const variable = entity.kind === 'root' ? 'state' : entity.names.camel;
  const groups = inOrder(fields);
  const steps = groups.slice(0, -1).map((group, index) => {
    const from = nameAt(variable, index);
    return code`const ${nameAt(variable, index + 1)} = { ...${from}, ${members(group, entity, from)} };`;
  });
  const last = nameAt(variable, groups.length - 1);
  return code`
    /** Fills in what follows from the rest. */
    function withComputed(${variable}: ${uncomputed(entity, state)}): ${state} {
      ${steps}
      return {
        ...${last},
        ${members(groups.at(-1) ?? [], entity, last)}
      };
    }`;
}

function members(fields: readonly Field[], entity: Entity, from: string): Code {
  const scope = scopeFor({ entity, self: code`${from}`, needs: nothing, exists: true });
  return join(
    fields.map((field) => {
      const value =
        field.computed?.kind === 'expression' ? valueFor(field.computed.value, field, scope) : null;
      return code`${key(field.stateMember)}: ${value},`;
    }),
    '\n',
  );
}

function nameAt(variable: string, index: number): string {
  return index === 0 ? variable : `${variable}${index + 1}`;
}

/** Groups of fields, each after those that it reads. */
function inOrder(fields: readonly Field[]): readonly (readonly Field[])[] {
  const reads = (field: Field): readonly string[] =>
    field.computed?.kind === 'expression' ? ownMembers(field.computed.value) : [];
  const groups: Field[][] = [];
  let left = fields;
  while (left.length > 0) {
    const waiting = left;
    const ready = left.filter(
      (field) => !waiting.some((other) => reads(field).includes(other.name)),
    );
    // Fields that read each other are refused by the model; the PRD's order stands for them.
    const group = ready.length > 0 ? ready : left;
    groups.push([...group]);
    left = left.filter((field) => !group.includes(field));
  }
  return groups;
}

export function stateOf(entity: Entity): Code {
  return code`${entity.kind === 'root' ? of.state(entity) : of.aggregateType(entity)}`;
}
