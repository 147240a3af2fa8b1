import type { Entity } from '../../model/model.ts';
import type { Part } from './parts.ts';

/** The names of an aggregate's SQL texts. */
export function statementNames(entity: Entity) {
  const { className, camel } = entity.names;
  return {
    columns: `${camel}RowColumns`,
    insert: `insert${className}`,
    insertParts: `insert${className}Parts`,
    update: `update${className}`,
    delete: `delete${className}`,
    deletePart: (part: Part) => `delete${className}${upperCamel(part.table)}`,
  };
}

function upperCamel(name: string): string {
  return name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
