import { defineEmitter } from '../../../define.ts';
import { hasFiles, hasImages } from '../../../features.ts';
import { template } from '../../../template.ts';
import { say } from '../../../text.ts';
import { literal } from '../../../typescript/code.ts';
import { paths } from '../../../typescript/symbols.ts';

/** The port of files, and what handlers do with it. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasFiles(model),
  path: () => paths.fileStorage,
  build: (model) => {
    const text = (en: string, zh: string): string =>
      literal(say(model.lang, { en, zh })).parts.join('');
    return template(paths.fileStorage, {
      images: hasImages(model),
      noImage: text('not an image', '不是图片'),
      tooLarge: text('too large', '文件过大'),
    });
  },
});
