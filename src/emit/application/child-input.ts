import type { Entity } from '../../model/model.ts';
import { childInputs } from '../domain/from-json.ts';
import { code } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { memberOf } from './input-schemas.ts';
import { dto, schema } from './symbols.ts';

/** An element as it comes in within its root's input. */
export function childInput(child: Entity): Code {
  const members = childInputs(child.fields).map((field) =>
    memberOf(field.member, field, field.optional || field.default !== null),
  );
  return code`export const ${dto.childInput(child)} = ${schema.Type}.Object({\n${members}\n}, { additionalProperties: false });`;
}
