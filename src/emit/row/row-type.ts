import type { Column, Field, FieldType } from '../../model/model.ts';
import { code, join, key, literal, type } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { enumeration, kernel, of } from '../typescript/symbols.ts';

const storedFile = type('StoredFile', 'internal/domain/entity/stored-file.ts');
const json = type('Json', 'pkg/json/json.ts');

/** The TypeScript type of a column, as the driver gives it. */
export function columnType(field: Field, column: Column): Code {
  const element = elementType(field, column);
  const whole = column.field.many ? listOf(element) : element;
  return column.nullable ? code`${whole} | null` : whole;
}

function elementType(field: Field, column: Column): Code {
  if (field.type.kind === 'reference' && field.type.targets.length > 1) {
    return isKindColumn(field, column)
      ? join(
          field.type.targets.map((one) => literal(one.names.code)),
          ' | ',
        )
      : join(
          field.type.targets.map((one) => of.id(one)),
          ' | ',
        );
  }
  return code`${valueType(column.field.type, column.sqlType)}`;
}

/** Of `-> A | B`: the column that says which. */
export function isKindColumn(field: Field, column: Column): boolean {
  return (
    field.type.kind === 'reference' && field.type.targets.length > 1 && column.sqlType === 'text'
  );
}

function valueType(fieldType: FieldType, sqlType: string): Code | Ref {
  switch (fieldType.kind) {
    case 'enum':
      return enumeration.type(fieldType.enum);
    case 'reference':
      return join(
        fieldType.targets.map((one) => of.id(one)),
        ' | ',
      );
    case 'value':
      return jsonShape(fieldType.value.fields);
    case 'scalar':
      return scalarType(fieldType.scalar, sqlType);
    case 'owned':
    case 'inverse':
      throw new Error(`${fieldType.kind} is no column`);
  }
}

/** A value object within a `jsonb` column. */
function jsonShape(fields: readonly Field[]): Code {
  const members = fields.map((field) => {
    const element = code`${valueType(field.type, 'jsonb')}`;
    const whole = field.many ? listOf(element) : element;
    return code`${key(field.member)}: ${whole}${field.optional && code` | null`};`;
  });
  return code`{ ${join(members, ' ')} }`;
}

function listOf(element: Code): Code {
  return element.parts.length > 1 ? code`readonly (${element})[]` : code`readonly ${element}[]`;
}

function scalarType(scalar: string, sqlType: string): Code | Ref {
  switch (scalar) {
    case 'int':
    case 'float':
      return code`number`;
    case 'bool':
      return code`boolean`;
    case 'datetime':
      return code`string`;
    case 'duration':
      return sqlType.startsWith('bigint') ? code`string` : code`number`;
    case 'bytes':
      return sqlType === 'jsonb' ? code`string` : code`Uint8Array`;
    case 'json':
      return json;
    case 'file':
    case 'image':
      return storedFile;
    case 'role':
      return kernel.Role;
    default:
      return code`string`;
  }
}
