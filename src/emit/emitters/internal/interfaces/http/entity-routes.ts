import { defineEmitter } from '../../../../define.ts';
import { endpointsOf } from '../../../../http/endpoints.ts';
import type { Endpoint } from '../../../../http/endpoints.ts';
import { http } from '../../../../http/paths.ts';
import { hasIdOnly, isRepeatable, routeCode } from '../../../../http/route-code.ts';
import { code, literal, type } from '../../../../typescript/code.ts';
import { kernel, of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** The routes of one aggregate: input in, handler, answer out. */
export const emitter = defineEmitter({
  each: 'root',
  when: (root) => endpointsOf(root).length > 0,
  path: (root) => paths.routes(root),
  build(root) {
    const all = endpointsOf(root);
    const repeats = all.some(isRepeatableCommand);
    return tsFile(
      code`
        interface Deps {
          readonly application: ${kernel.Application};
          ${repeats && code`readonly idempotency: ${type('Idempotency', paths.idempotency)};`}
        }`,
      all.some(namesItself) &&
        code`const params = ${http.idParams}<${literal(root.names.code)}>();`,
      code`
        export function ${of.routes(root)}(app: ${http.App}, { application${repeats && code`, idempotency`} }: Deps): void {
          ${all.map(routeCode)}
        }`,
    );
  },
});

function isRepeatableCommand(one: Endpoint): boolean {
  return one.kind === 'command' && isRepeatable(one.command);
}

function namesItself(one: Endpoint): boolean {
  return hasIdOnly(one) && !(one.kind === 'query' && one.query.inverse !== null);
}
