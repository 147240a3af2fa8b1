import { traceOf } from '../trace/trace.ts';
import { blocks, prose, table, tick } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section } from './section.ts';

export const traceability: Section = {
  title: { en: 'Traceability', zh: '可追溯性' },
  body(model) {
    const t = tellIn(model.lang);
    if (model.requirements.length === 0) {
      return t('The PRD numbers no requirements.', 'PRD 没有编号的需求。');
    }
    const lines = (items: readonly string[]): string => items.map(tick).join('<br>');
    return blocks(
      t(
        'What each requirement speaks of, by the names in its text, and where that is built and tested.',
        '按需求文本中出现的名称，列出其涉及的对象、实现文件与测试。',
      ),
      table(
        [
          t('requirement', '需求'),
          t('text', '内容'),
          t('speaks of', '涉及'),
          t('built in', '实现'),
          t('tested in', '测试'),
        ],
        model.requirements
          .map((one) => traceOf(one, model))
          .map(({ requirement, subjects, files, tests }) => [
            tick(requirement.id),
            prose(requirement.text),
            lines(subjects),
            lines(files),
            lines(tests),
          ]),
      ),
    );
  },
};
