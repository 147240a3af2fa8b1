import { blocks, prose, table } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section } from './section.ts';

export const left: Section = {
  title: { en: 'Asked for and not generated', zh: '要求但未生成的内容' },
  body(model) {
    const t = tellIn(model.lang);
    if (model.left.length === 0) {
      return t('Nothing: all that the PRD asks for is here.', '无：PRD 要求的内容均已生成。');
    }
    return blocks(
      table(
        [t('feature', '功能'), t('line of the PRD', 'PRD 行号'), t('why', '原因')],
        model.left.map((one) => [prose(one.feature), String(one.line), prose(one.why)]),
      ),
    );
  },
};
