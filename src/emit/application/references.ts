import type { Command, Entity, Field, Model } from '../../model/model.ts';
import { childInputs } from '../domain/from-json.ts';
import { needsOf } from '../domain/needs.ts';
import { sameModule } from '../sql/table.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of } from '../typescript/symbols.ts';
import { ports } from './deps.ts';
import type { Port } from './deps.ts';

export interface ReferenceChecks {
  readonly statements: readonly Code[];
  readonly ports: readonly Port[];
}

/**
 * Rows that an input refers to and that no constraint vouches for: of another module, of one of many
 * kinds, deleted ones, and under tenancy those of others.
 */
export function referenceChecks(command: Command, model: Model): ReferenceChecks {
  const found = command.inputs.flatMap(({ shape, optional }): readonly Check[] => {
    const given = code`data.${key(shape.member)}`;
    const mayMiss = optional || shape.optional;
    if (shape.type.kind === 'reference') return checksOf(shape, [shape], given, mayMiss);
    if (shape.type.kind !== 'owned') return [];
    return childInputs(shape.type.entity.fields).flatMap((field) =>
      field.type.kind === 'reference' && field.type.targets.length === 1
        ? checksOf(field, [shape, field], idsWithin(shape, field, given, mayMiss), false, true)
        : [],
    );
  });
  const targets = new Set(found.map((one) => one.target));
  return {
    statements: found.map((one) => one.statement),
    ports: [...targets].map((target) => ports.repository(target)),
  };

  function checksOf(
    field: Field,
    path: readonly Field[],
    given: Code,
    mayMiss: boolean,
    isList = field.many,
  ): readonly Check[] {
    const targets = field.type.kind === 'reference' ? field.type.targets : [];
    if (isLoaded(command, path, model)) return [];
    const isPolymorphic = targets.length > 1;
    return targets
      .filter((target) => isPolymorphic || isUnguarded(command.entity, target, model))
      .map((target) => {
        const port = code`deps.${of.port(target)}`;
        const id = isPolymorphic ? code`${given}.id` : given;
        const call = isList
          ? code`await ${port}.getMany(${given});`
          : code`await ${port}.get(${id});`;
        const kind =
          isPolymorphic &&
          code`${given}${mayMiss && code`?`}.kind === ${literal(target.names.code)}`;
        const test = kind || (mayMiss && code`${given} != null`);
        return { target, statement: test ? code`if (${test}) ${call}` : call };
      });
  }
}

interface Check {
  readonly target: Entity;
  readonly statement: Code;
}

function isUnguarded(entity: Entity, target: Entity, model: Model): boolean {
  const foreign = model.tenancy !== null && target.tenant;
  return foreign || target.softDelete !== null || !sameModule(entity, target);
}

/** Whether the rows are loaded anyway, for the aggregate's own sake. */
function isLoaded(command: Command, path: readonly Field[], model: Model): boolean {
  return needsOf(command, model).rows.some((row) =>
    row.sources.some(
      (source) =>
        source.from === null &&
        source.path.length === path.length &&
        source.path.every((field, index) => field === path[index]),
    ),
  );
}

function idsWithin(collection: Field, field: Field, given: Code, mayMiss: boolean): Code {
  const list = collection.many ? given : code`[${given}].flatMap((one) => one ?? [])`;
  const whole = mayMiss && collection.many ? code`(${list} ?? [])` : list;
  const member = code`one.${key(field.member)}`;
  const plain = !field.optional && field.default === null && !field.many;
  return plain
    ? code`${whole}.map((one) => ${member})`
    : code`${whole}.flatMap((one) => ${member} ?? [])`;
}
