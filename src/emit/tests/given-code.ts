import type { Entity } from '../../model/model.ts';
import type { Given, GivenMember } from '../scenario/index.ts';
import { code, join, key, literal, templateText } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { testKit } from './paths.ts';

/** Statements that make the rows an input refers to, and the input itself. */
export interface InputCode {
  readonly before: readonly Code[];
  readonly object: Code;
  /** Whether it holds the number `n` of the row. */
  readonly usesNumber: boolean;
  /** The variable of the row that a member refers to, by the member's name. */
  readonly rows: ReadonlyMap<string, string>;
}

/** An input as a test writes it; every reference is to a row of its own. */
export function inputCode(members: readonly GivenMember[]): InputCode {
  const before: Code[] = [];
  const rows = new Map<string, string>();
  const names = new Map<string, number>();
  let usesNumber = false;

  function row(entity: Entity, steps: readonly { readonly name: string }[]): string {
    const taken = (names.get(entity.names.camel) ?? 0) + 1;
    names.set(entity.names.camel, taken);
    const name = taken === 1 ? entity.names.camel : `${entity.names.camel}${taken}`;
    const through = steps.map((step) => code`, ${literal(step.name)}`);
    before.push(code`const ${name} = await ${testKit.make(entity)}(service${join(through, '')});`);
    return name;
  }

  function print(given: Given, member: string | null): Code {
    switch (given.kind) {
      case 'plain':
        return literal(given.json);
      case 'fromNow':
        return moment(given);
      case 'number':
        usesNumber = true;
        return code`n`;
      case 'numbered':
        usesNumber = true;
        return numbered(given);
      case 'row': {
        const name = row(given.entity, given.steps);
        if (member !== null) rows.set(member, name);
        const id = code`${name}.view.id`;
        return given.polymorphic
          ? code`{ kind: ${literal(given.entity.names.code)} as const, id: ${id} }`
          : id;
      }
      case 'object':
        return object(given.members);
      case 'list':
        return code`[${join(
          given.items.map((item) => print(item, null)),
          ', ',
        )}]`;
    }
  }

  function object(all: readonly GivenMember[]): Code {
    const printed = all.map(({ name, given }) => code`${key(name)}: ${print(given, name)}`);
    return printed.length === 0 ? code`{}` : code`{\n${join(printed, ',\n')},\n}`;
  }

  return {
    object: object(members),
    before,
    rows,
    get usesNumber() {
      return usesNumber;
    },
  };
}

function moment({ ms, day }: Given & { kind: 'fromNow' }): Code {
  const instant = code`new Date(Date.now() ${ms < 0 ? code`- ${-ms}` : code`+ ${ms}`}).toISOString()`;
  return day ? code`${instant}.slice(0, 10)` : instant;
}

function numbered(given: Given & { kind: 'numbered' }): Code {
  const number = given.pad > 1 ? code`\${String(n).padStart(${given.pad}, '0')}` : code`\${n}`;
  return code`\`${templateText(given.before)}${number}${templateText(given.after)}\``;
}
