import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { Json } from './backend.ts';
import type { Received } from './project.ts';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly contentEncoding?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

type Media = Readonly<Record<string, { readonly schema: Schema }>>;

interface Answer {
  readonly headers?: object;
  readonly content?: Media;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly body: Media;
  readonly responses: Readonly<Record<string, object>>;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Media };
  readonly responses: Operation['responses'];
}

export function operationsOf(document: Json): readonly Operation[] {
  const paths: Readonly<Record<string, Readonly<Record<string, Described>>>> = JSON.parse(
    JSON.stringify(document['paths']),
  );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId, parameters = [], requestBody, responses }]): Operation => ({
        method,
        path,
        operationId,
        parameters,
        body: requestBody?.content ?? {},
        responses,
      }),
    ),
  );
}

/** The thing that a reference names, or the thing itself. */
export function resolve<T extends object>(document: Json, one: T): T {
  if (!('$ref' in one)) return one;
  const steps = String(one.$ref).slice(2).split('/');
  const found = steps.reduce((at, step) => at[step] ?? ({} as Json), document);
  return resolve(document, found as unknown as T);
}

/** Tells in which ways an answer is not what the document says of it. */
export function checkerOf(document: Json) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'doc', components: document['components'] });
  const compiled = new Map<string, ValidateFunction>();

  function validatorOf(schema: Schema): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"doc#/components');
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
    compiled.set(text, validate);
    return validate;
  }

  return ({ responses }: Operation, { statusCode, headers, body }: Received): readonly string[] => {
    const isStub = statusCode === 501 || statusCode === 503;
    if (statusCode >= 500 && !isStub) return ['a failure of the service'];
    const told = responses[statusCode] ?? (isStub ? responses['default'] : undefined);
    if (told === undefined) return ['not documented'];
    const answer: Answer = resolve(document, told);
    return [...missingHeaders(answer, headers), ...bodyFaults(answer, headers, body)];
  };

  function bodyFaults({ content }: Answer, headers: Received['headers'], body: string): string[] {
    if (content === undefined) return body === '' ? [] : ['a body that is not documented'];
    const type = String(headers['content-type']).split(';')[0] ?? '';
    const media = content[type] ?? content['*/*'];
    if (media === undefined) return [`the type ${type} is not documented`];
    if (!type.includes('json')) return [];
    const validate = validatorOf(media.schema);
    return validate(JSON.parse(body))
      ? []
      : [`not of the schema: ${ajv.errorsText(validate.errors)}`];
  }
}

function missingHeaders({ headers = {} }: Answer, sent: Received['headers']): string[] {
  return Object.keys(headers)
    .filter((name) => sent[name] === undefined)
    .map((name) => `no ${name}`);
}
