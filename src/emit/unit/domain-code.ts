import type { Entity, Field } from '../../model/model.ts';
import type { Given, GivenMember } from '../scenario/index.ts';
import { plainText } from '../scenario/index.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code, Plain } from '../typescript/code.ts';
import { kernel, valueObject } from '../typescript/symbols.ts';
import { sample } from './paths.ts';

/** The handler hashes; the domain only keeps. */
const PASSWORD_HASH = '$argon2id$v=19$m=19456,t=2,p=1$c2FtcGxl$c2FtcGxl';

/** A row that an input refers to: the variable that holds it, and the member that names it. */
export interface ReferredRow {
  readonly entity: Entity;
  readonly variable: string;
  /** Null within a list or a child. */
  readonly member: string | null;
}

/** Samples as the domain takes them, and the statements that make the rows they refer to. */
export class DomainCode {
  readonly before: Code[] = [];
  readonly rows: ReferredRow[] = [];

  /** Members by the names of the state, after those that are there already. */
  object(members: readonly GivenMember[], first: readonly Code[] = []): Code {
    return this.#members(members, first, true);
  }

  #members(members: readonly GivenMember[], first: readonly Code[], isRoot: boolean): Code {
    const printed = members.map(({ input, given }) => {
      const field = fieldOf(input);
      return code`${key(field.stateMember)}: ${this.#value(given, field, isRoot)},`;
    });
    const all = [...first, ...printed];
    return all.length === 0 ? code`{}` : code`{\n${all}\n}`;
  }

  #value(given: Given, field: Field, isRoot: boolean): Code {
    switch (given.kind) {
      case 'plain':
        return scalar(given.json, field);
      case 'fromNow':
        return moment(given);
      case 'number':
        return code`1`;
      case 'numbered':
        return literal(plainText(given));
      case 'row':
        return this.#reference(given, isRoot ? field.name : null);
      case 'object':
        return this.#composite(given.members, field);
      case 'list':
        return code`[${join(
          given.items.map((item) => this.#value(item, field, false)),
          ', ',
        )}]`;
    }
  }

  #composite(members: readonly GivenMember[], field: Field): Code {
    const inner = this.#members(members, [], false);
    return field.type.kind === 'value'
      ? code`${valueObject.make(field.type.value)}(${inner}, ${literal(field.member)})`
      : inner;
  }

  #reference(given: Given & { kind: 'row' }, member: string | null): Code {
    const { entity, steps } = given;
    const taken = this.rows.filter((row) => row.entity === entity).length;
    const variable = taken === 0 ? entity.names.camel : `${entity.names.camel}${taken + 1}`;
    const through = steps.map((step) => literal(step.name));
    this.before.push(code`const ${variable} = ${sample(entity)}(${join(through, ', ')});`);
    this.rows.push({ entity, variable, member });
    const id = code`${variable}.state.id`;
    return given.polymorphic
      ? code`{ kind: ${literal(entity.names.code)} as const, id: ${id} }`
      : id;
  }
}

export function fieldOf(input: GivenMember['input']): Field {
  return 'shape' in input ? input.shape : input;
}

function scalar(json: Plain, field: Field): Code {
  if (json === null || field.type.kind !== 'scalar') return literal(json);
  switch (field.type.scalar) {
    case 'money':
    case 'decimal':
      return code`new ${kernel.Decimal}(${literal(json)})`;
    case 'bigint':
      return code`BigInt(${literal(json)})`;
    case 'datetime':
      return code`new Date(${literal(json)})`;
    case 'password':
      return literal(PASSWORD_HASH);
    case 'bytes':
      return code`Buffer.from(${literal(json)}, 'base64')`;
    default:
      return literal(json);
  }
}

function moment({ ms, day }: Given & { kind: 'fromNow' }): Code {
  const instant = code`new Date(Date.now() ${ms < 0 ? code`- ${-ms}` : code`+ ${ms}`})`;
  return day ? code`${instant}.toISOString().slice(0, 10)` : instant;
}
