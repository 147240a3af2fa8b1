import { blocks, prose, table, tick } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section } from './section.ts';

export const risks: Section = {
  title: { en: 'Risks', zh: '风险' },
  body(model) {
    const t = tellIn(model.lang);
    if (model.risks.length === 0) return t('None was found.', '未发现风险。');
    return blocks(
      table(
        [t('risk', '风险'), t('what', '说明'), t('mitigation', '应对')],
        model.risks.map((one) => [tick(one.code), prose(one.message), prose(one.mitigation)]),
      ),
    );
  },
};
