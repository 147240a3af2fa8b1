import type { Field, Model, ValueObject } from '../../model/model.ts';
import { code, key, literal, templateText, type } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { isGiven } from '../features.ts';
import { paths, valueObject } from '../typescript/symbols.ts';
import { fieldChecks } from './checks.ts';
import { isEmail, lowered } from './creation.ts';
import { inputMember, stateMember } from './state.ts';
import { literalDefault } from './values.ts';

/** A value object: no identity, right from the moment it is made. */
export function valueStatements(value: ValueObject, model: Model): readonly Code[] {
  const { camel } = value;
  const hasInput = value.fields.some(mayBeLeftOut);
  const input = hasInput
    ? type(`New${value.className}`, paths.value(value))
    : valueObject.type(value);
  const checks = value.fields.flatMap((field) =>
    fieldChecks(field, code`${camel}`, code`\`\${at}.${templateText(field.member)}\``, model),
  );
  const members = value.fields.map(
    (field) => code`${key(field.stateMember)}: ${memberValue(field)},`,
  );
  const at = checks.length > 0 && code`, at = ${literal(camel)}`;
  const object = code`{\n${members}\n}`;
  const state = code`export interface ${valueObject.type(value)} {\n${value.fields.map(stateMember)}\n}`;
  if (!isGiven(value, model)) return [state];
  return [
    state,
    ...(hasInput
      ? [
          code`export interface ${input} {\n${value.fields.map((field) => inputMember(field, mayBeLeftOut(field)))}\n}`,
        ]
      : []),
    checks.length === 0
      ? code`
    export function ${valueObject.make(value)}(input: ${input}, _at?: string): ${valueObject.type(value)} {
      return ${object};
    }`
      : code`
    export function ${valueObject.make(value)}(input: ${input}${at}): ${valueObject.type(value)} {
      const ${camel}: ${valueObject.type(value)} = ${object};
      ${checks}
      return ${camel};
    }`,
  ];
}

function mayBeLeftOut(field: Field): boolean {
  return field.optional || field.default !== null;
}

function memberValue(field: Field): Code {
  const given = code`input.${field.stateMember}`;
  const value = isEmail(field) ? lowered(field, given, mayBeLeftOut(field)) : given;
  const fallback = literalDefault(field);
  if (fallback !== null) return code`${value} ?? ${fallback}`;
  return field.optional ? code`${value} ?? null` : value;
}
