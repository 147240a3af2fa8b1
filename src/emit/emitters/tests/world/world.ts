import { defineEmitter } from '../../../define.ts';
import { say } from '../../../text.ts';
import { testPaths } from '../../../tests/paths.ts';
import { code, doc } from '../../../typescript/code.ts';
import { kernel } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** What rows are made with; a started service is one. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => testPaths.rowMaker,
  build: (model) =>
    tsFile(code`${doc(say(model.lang, { en: 'What rows are made with.', zh: '创建数据所需的环境。' }))}export interface World {
readonly application: ${kernel.Application};
${doc(say(model.lang, { en: 'A number that no other row has.', zh: '任何其他行都没有的编号。' }))}next(): number;
}`),
});
