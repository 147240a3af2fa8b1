import {
  documentShape,
  accessShape,
  commandShape,
  entityShape,
  queryShape,
} from './shape/document-shape.ts';
import { fieldShape, longFieldShape } from './shape/field-shapes.ts';
import type { Shape } from './shape/shape.ts';

type Schema = Readonly<Record<string, unknown>>;

const shared = new Map<Shape, string>([
  [fieldShape, 'field'],
  [longFieldShape, 'longField'],
  [accessShape, 'access'],
  [commandShape, 'command'],
  [queryShape, 'query'],
  [entityShape, 'entity'],
]);

/** The JSON Schema of a PRD's model, for editors: printed from the shapes that the validator walks. */
export function prdSchema(): Schema {
  const definitions = Object.fromEntries([...shared].map(([shape, name]) => [name, define(shape)]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'PRD, format version 1',
    ...define(documentShape),
    $defs: definitions,
  };
}

function toSchema(shape: Shape): Schema {
  const name = shared.get(shape);
  return name ? { $ref: `#/$defs/${name}` } : define(shape);
}

function define(shape: Shape): Schema {
  switch (shape.kind) {
    case 'text': {
      const type = ['string', 'number', 'boolean', ...(shape.empty ? ['null'] : [])];
      const pattern = shape.pattern ? { pattern: shape.pattern.source } : {};
      return { type, ...(shape.means ? { description: shape.means } : {}), ...pattern };
    }
    case 'word':
      return {
        enum: shape.words.map((word) => (word === 'true' ? true : word === 'false' ? false : word)),
      };
    case 'list': {
      const list = { type: 'array', items: toSchema(shape.of()) };
      return shape.orOne ? { anyOf: [toSchema(shape.of()), list] } : list;
    }
    case 'names':
      return {
        type: ['object', 'null'],
        description: shape.means,
        additionalProperties: toSchema(shape.of()),
      };
    case 'either':
      return { anyOf: shape.shapes.map(toSchema) };
    case 'map': {
      const ignored = [...(shape.ignored ?? [])].filter((key) => !Object.hasOwn(shape.keys, key));
      return {
        type: shape.required.length > 0 ? 'object' : ['object', 'null'],
        description: shape.means,
        properties: {
          ...Object.fromEntries(
            Object.entries(shape.keys).map(([key, value]) => [key, toSchema(value)]),
          ),
          ...Object.fromEntries(ignored.map((key) => [key, {}])),
        },
        ...(shape.ignored ? { patternProperties: { '^x-': {} } } : {}),
        ...(shape.required.length > 0 ? { required: shape.required } : {}),
        additionalProperties: false,
      };
    }
  }
}
