import { defineEmitter } from '../define.ts';
import { layout, regeneration, running, servers } from '../readme/sections.ts';
import { blocks, prose } from '../spec/markdown.ts';
import { tellIn } from '../spec/section.ts';

/** README.md: how to run the project and where one's own code goes. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'README.md',
  build(model) {
    const t = tellIn(model.lang);
    return `${blocks(
      `# ${prose(model.title)}`,
      t(
        'A backend made from [PRD.md](PRD.md) by ashlar, and yours to change.',
        '由 ashlar 根据 [PRD.md](PRD.md) 生成的后端，可自由修改。',
      ),
      running(model, t),
      layout(model, t),
      servers(model, t),
      regeneration(t),
    )}\n`;
  },
});
