import type { Input, ServiceCall } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { stateType } from '../../../../domain/state.ts';
import { code, doc, key } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { kernel, paths, service } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** The port of an outside service: one method a call. */
export const emitter = defineEmitter({
  each: 'service',
  path: (one) => paths.service(one),
  build: (one) =>
    tsFile(
      code`${one.label !== one.name && doc(one.label)}export interface ${service.port(one)} {\n${one.calls.map(method)}\n}`,
    ),
});

function method(call: ServiceCall): Code {
  const input = call.input.length > 0 && code`input: {\n${members(call.input)}\n}, `;
  const output = call.output.length > 0 ? code`{\n${members(call.output)}\n}` : code`void`;
  const text = call.label !== call.name && doc(call.label);
  return code`${text}${key(call.name)}(${input}call?: ${kernel.ServiceCall}): Promise<${output}>;`;
}

function members(inputs: readonly Input[]): readonly Code[] {
  return inputs.map(({ name, shape, optional }) => {
    const absent = (optional || shape.optional) && code` | null`;
    return code`readonly ${key(name)}: ${stateType(shape)}${absent};`;
  });
}
