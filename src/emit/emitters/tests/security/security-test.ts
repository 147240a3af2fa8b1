import type { Model } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import { bodyLimit } from '../../../http/body-limit.ts';
import { endpoints } from '../../../http/endpoints.ts';
import type { Method } from '../../../http/endpoints.ts';
import { textLiteral } from '../../../http/text-literal.ts';
import { template } from '../../../template.ts';

/** What holds for every request, whoever sends it. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/security/security.test.ts',
  build(model) {
    const list = pathOf('get', model);
    const post = pathOf('post', model);
    return template('tests/security/security.test.ts', {
      list: list && textLiteral(`${list}?cursor=%27%3B--&nothing=1`),
      post: post && textLiteral(post),
      tooLarge: bodyLimit(model) * 1024,
    });
  },
});

/** Of whichever operation needs no row. */
function pathOf(method: Method, model: Model): string | null {
  const found = endpoints(model).find(
    (one) => one.method === method && !one.path.includes(':') && one.kind !== 'download',
  );
  return found === undefined ? null : encodeURI(found.path);
}
