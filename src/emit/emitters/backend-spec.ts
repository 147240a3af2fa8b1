import { defineEmitter } from '../define.ts';
import { api } from '../spec/api.ts';
import { architecture } from '../spec/architecture.ts';
import { data } from '../spec/data.ts';
import { left } from '../spec/left.ts';
import { limits } from '../spec/limits.ts';
import { blocks, prose } from '../spec/markdown.ts';
import { messages } from '../spec/messages.ts';
import { operations } from '../spec/operations.ts';
import { plan } from '../spec/plan.ts';
import { requirements } from '../spec/requirements.ts';
import { risks } from '../spec/risks.ts';
import { traceability } from '../spec/traceability.ts';
import { say } from '../text.ts';

const sections = [
  architecture,
  requirements,
  plan,
  data,
  api,
  messages,
  limits,
  operations,
  risks,
  traceability,
  left,
];

/** BACKEND_SPEC.md: the whole backend as people read it. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'BACKEND_SPEC.md',
  build: (model) =>
    `${blocks(
      `# ${prose(model.title)}: ${say(model.lang, { en: 'backend specification', zh: '后端规格说明' })}`,
      ...sections.flatMap(({ title, body }, index) => [
        `## ${index + 1}. ${say(model.lang, title)}`,
        body(model),
      ]),
    )}\n`,
});
