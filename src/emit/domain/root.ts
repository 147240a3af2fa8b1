import type { Entity, Model } from '../../model/model.ts';
import { hasEvents, recordsEvents } from '../features.ts';
import { code, doc, join, key, literal, templateText } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { computedFields, computeFunction } from './computed.ts';
import { invariants } from './invariants.ts';
import { periodLength } from '../sequence-period.ts';
import { sequenceFormat } from './load.ts';
import { methodFor } from './methods.ts';
import { referringRule } from './rules.ts';
import { changesType, creationInputs } from './signature.ts';
import { inputMember, stateFields, stateMember } from './state.ts';
import { StateOf } from './symbols.ts';
import { readsRows } from './walk.ts';

/** An aggregate root: its state, what it takes, the class with one method a command. */
export function rootStatements(root: Entity, model: Model): readonly Code[] {
  const known = statements.get(root) ?? makeStatements(root, model);
  statements.set(root, known);
  return known;
}

/** Made once: whoever asks what the domain uses needs them too. */
const statements = new WeakMap<Entity, readonly Code[]>();

function makeStatements(root: Entity, model: Model): readonly Code[] {
  return [
    stateInterface(root),
    newInterface(root, model),
    changesInterface(root),
    aggregateClass(root, model),
    computeFunction(root, code`${of.state(root)}`),
    ...root.rules
      .filter((rule) => readsRows(rule.condition))
      .map((rule) => referringRule(rule, root, model)),
    ...root.fields
      .filter((field) => field.sequence !== null)
      .map((field) => numberFormat(root, field)),
  ].filter((one) => one !== null);
}

/** The states with the moves out of each, of roots and of elements. */
export function lifecycleStatements(entity: Entity): readonly Code[] {
  const { lifecycle } = entity;
  if (lifecycle === null) return [];
  const states = lifecycle.states.map((state) => {
    const moves = lifecycle.moves
      .filter((move) => move.from.includes(state.code))
      .map((move) => code`${key(move.name)}: ${literal(move.to)},`);
    return code`${key(state.code)}: ${moves.length === 0 ? code`{}` : code`{\n${moves}\n}`},`;
  });
  return [
    code`export const ${of.lifecycle(entity)} = {\n${states}\n} as const;`,
    code`export type ${of.status(entity)} = ${StateOf}<typeof ${of.lifecycle(entity)}>;`,
  ];
}

function stateInterface(root: Entity): Code {
  return code`
    export interface ${of.state(root)} extends ${kernel.AggregateState} {
      readonly id: ${of.id(root)};
      ${[
        ...stateFields(root).map(stateMember),
        ...(root.lifecycle ? [code`readonly status: ${of.status(root)};`] : []),
        ...(root.softDelete ? [code`readonly deletedAt: Date | null;`] : []),
      ]}
    }`;
}

function newInterface(root: Entity, model: Model): Code | null {
  const members = creationInputs(root, model).map(({ shape, mayBeLeftOut }) =>
    inputMember(shape, mayBeLeftOut),
  );
  if (members.length === 0) return null;
  return code`export interface ${of.newInput(root)} {\n${members}\n}`;
}

function changesInterface(root: Entity): Code | null {
  const update = root.commands.find((command) => command.kind === 'update');
  if (update === undefined || update.inputs.length === 0) return null;
  const members = update.inputs.map(({ shape }) => inputMember(shape, true));
  return code`export interface ${changesType(root)} {\n${members}\n}`;
}

function aggregateClass(root: Entity, model: Model): Code {
  const events =
    hasEvents(model) && (recordsEvents(root, model) ? code`, ${of.events(root)}` : code`, object`);
  const statements = invariants(root, 'state', model);
  const parameter = statements.length === 0 ? '_state' : 'state';
  const methods = root.commands.map((command) => methodFor(command, model));
  const [create, ...others] = root.commands[0]?.kind === 'create' ? methods : [null, ...methods];
  const name = of.aggregate(root);
  return code`
    ${root.label !== root.names.code && doc(root.label)}export class ${name} extends ${kernel.Aggregate}<${of.state(root)}${events}> {
      ${create}

      static restore(state: ${of.state(root)}): ${name} {
        return new ${name}(state, state.version);
      }
      ${others.filter((one) => one !== null)}

      protected override check(${parameter}: ${of.state(root)}): void {
        ${statements}
      }
      ${computedFields(root).length > 0 && computeMethod(root)}
    }`;
}

function computeMethod(root: Entity): Code {
  return code`
      protected override compute(state: ${of.state(root)}): ${of.state(root)} {
        return withComputed(state);
      }`;
}

/** `SO-2026-000007`. */
function numberFormat(root: Entity, field: Entity['fields'][number]): Code {
  const dated = periodLength(field) > 0;
  const parts = (field.sequence?.parts ?? []).map((part) => {
    if (part.kind === 'text') return templateText(part.text);
    if (part.kind === 'number') {
      return part.width > 1
        ? code`\${String(number).padStart(${part.width}, '0')}`
        : code`\${number}`;
    }
    const [from, to] = { yyyy: [0, 4], yy: [2, 4], mm: [5, 7], dd: [8, 10] }[part.part];
    return code`\${at.toISOString().slice(${from}, ${to})}`;
  });
  return code`
    export function ${sequenceFormat({ entity: root, field })}(${dated && code`at: Date, `}number: number): string {
      return \`${join(parts, '')}\`;
    }`;
}
