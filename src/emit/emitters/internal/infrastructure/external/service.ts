import type { Field, Service, ServiceCall } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { converted, toState, toStored } from '../../../../row/convert.ts';
import { say } from '../../../../text.ts';
import { code, join, key, literal, type, value } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { kernel, paths, service } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

const HttpClient = value('HttpClient', 'internal/infrastructure/external/http-client.ts');
const logger = type('Logger', paths.logger);
const metrics = type('Metrics', paths.metrics);

export const emitter = defineEmitter({
  each: 'service',
  path: (one) => paths.external(one),
  build: (one, model) => {
    const refusal = say(model.lang, {
      en: `${one.label} answered something else than agreed`,
      zh: `${one.label}的应答与约定不符`,
    });
    const answers = one.calls.some((call) => call.output.length > 0);
    return tsFile(serviceClass(one), answers && answerReaders(one, refusal));
  },
});

function serviceClass(one: Service): Code {
  return code`
    interface Deps {
      readonly logger: ${logger};
      readonly metrics: ${metrics};
      readonly url: string | null;
    }

    export class ${service.http(one)} implements ${service.port(one)} {
      readonly #client: ${type('HttpClient', HttpClient.from)};

      constructor(deps: Deps) {
        this.#client = new ${HttpClient}({
          ...deps,
          name: ${literal(one.camel)},
          timeoutMs: ${one.timeoutMs},
          retries: ${one.retry},
          breaker: ${breaker(one)},
        });
      }
      ${one.calls.map((call) => method(one, call))}
    }`;
}

function breaker({ breaker: given }: Service): Code {
  if (given === null) return code`null`;
  const { percent, of, forMs } = given;
  return literal({ percent, of, forMs });
}

function method(one: Service, call: ServiceCall): Code {
  const input =
    call.input.length > 0 &&
    code`input: Parameters<${service.port(one)}[${literal(call.name)}]>[0], `;
  const sent = call.input.map(({ name, shape, optional }) => {
    const given = converted(code`input.${key(name)}`, toStored(shape), optional);
    return code`${key(name)}: ${given},`;
  });
  const body = sent.length === 0 ? code`{}` : code`{\n${sent}\n}`;
  const post = code`await this.#client.post(${literal(call.name)}, ${body}, call)`;
  if (call.output.length === 0) {
    return code`
      async ${key(call.name)}(${input}call?: ${kernel.ServiceCall}): Promise<void> {
        ${post};
      }`;
  }
  return code`
      async ${key(call.name)}(${input}call?: ${kernel.ServiceCall}): ReturnType<${service.port(one)}[${literal(call.name)}]> {
        const answer = ${post};
        return {
          ${call.output.map(({ name, shape, optional }) => code`${key(name)}: ${answered(name, shape, optional)},`)}
        };
      }`;
}

function answered(name: string, shape: Field, optional: boolean): Code {
  const reader = readerOf(shape);
  if (optional) {
    const present = code`member(answer, ${literal(name)}) === null ? null : `;
    return code`${present}${parsed(name, shape, reader)}`;
  }
  return parsed(name, shape, reader);
}

function parsed(name: string, shape: Field, reader: string): Code {
  const read = code`${reader}(answer, ${literal(name)})`;
  return converted(read, toState(shape, 'json', 'jsonb'), false);
}

type Reader = 'bool' | 'number' | 'text';

function readerOf(shape: Field): Reader {
  const scalar = shape.type.kind === 'scalar' ? shape.type.scalar : 'string';
  if (scalar === 'bool') return 'bool';
  return scalar === 'int' || scalar === 'float' || scalar === 'duration' ? 'number' : 'text';
}

function answerReaders(one: Service, refusal: string): Code {
  const outputs = one.calls.flatMap((call) => call.output);
  const used = new Set(outputs.map(({ shape }) => readerOf(shape)));
  const readers: readonly (readonly [Reader, string])[] = [
    ['bool', 'boolean'],
    ['number', 'number'],
    ['text', 'string'],
  ];
  const functions = readers
    .filter(([name]) => used.has(name))
    .map(
      ([name, typeName]) => code`
        function ${name}(answer: unknown, name: string): ${typeName} {
          const value = member(answer, name);
          if (typeof value === ${literal(typeName)}) return value;
          throw unexpected(name);
        }`,
    );
  return code`
    ${join(functions, '\n')}

    function member(answer: unknown, name: string): unknown {
      if (typeof answer !== 'object' || answer === null) throw unexpected(name);
      return Reflect.get(answer, name) ?? null;
    }

    function unexpected(name: string): ${kernel.AppError} {
      return new ${kernel.AppError}('unavailable', ${literal(`${one.camel}.unavailable`)}, \`\${${literal(refusal)}}: \${name}\`);
    }`;
}
