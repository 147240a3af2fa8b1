import type { Entity, Model } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { repositorySignatures } from '../../../../repository/signatures.ts';
import type { Signature } from '../../../../repository/signatures.ts';
import { say } from '../../../../text.ts';
import { code, doc, join } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** The port through which commands reach aggregates; views are the reader's. */
export const emitter = defineEmitter({
  each: 'root',
  path: (root) => paths.repository(root),
  build: (root, model) => {
    const methods = repositorySignatures(root, model)
      .filter((one) => one.query === null && one.name !== 'find')
      .map((one) => method(one, root, model));
    return tsFile(code`export interface ${of.repository(root)} {\n${methods}\n}`);
  },
});

function method({ name, parameters, result }: Signature, root: Entity, model: Model): Code {
  const text = remark(name, root, model);
  const list = join(
    parameters.map((one) => code`${one.name}: ${one.type}`),
    ', ',
  );
  return code`${text !== null && doc(text)}${name}(${list}): Promise<${result}>;`;
}

function remark(name: string, root: Entity, model: Model): string | null {
  const { lang } = model;
  switch (name) {
    case 'get':
      return say(lang, { en: 'Throws `not_found`.', zh: '不存在时抛出 `not_found`。' });
    case 'getMany':
      return say(lang, {
        en: 'Throws `not_found` when one is missing.',
        zh: '缺少任何一个时抛出 `not_found`。',
      });
    case 'getDeleted':
      return say(lang, {
        en: 'A deleted one; throws `not_found`.',
        zh: '已删除的；不存在时抛出 `not_found`。',
      });
    default:
      return /^(count|has|sum|min|max)[A-Z]/.test(name) && name !== 'save'
        ? say(lang, {
            en: `Locks the ${root.label}, so that the answer stays true until the transaction ends.`,
            zh: `锁定该${root.label}，事务结束前结果不变。`,
          })
        : null;
  }
}
