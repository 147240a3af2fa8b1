import type { Entity, Field } from '../../model/model.ts';
import { isFile } from '../features.ts';
import { code } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';

export const isFileField = isFile;

export function fileView(_entity: Entity, field: Field, stored: Code): Code {
  return field.many
    ? code`${stored}.map((one) => ({ name: one.name, type: one.type, size: one.size }))`
    : stored;
}
