import { runBackend, runFlags } from '../src/cli/backend.ts';
import { defineGenerator } from '../src/cli/generator.ts';

export const backend = defineGenerator({
  name: 'backend',
  chinese: '后端',
  describe: {
    en: 'the whole backend of a PRD: the first time and every time after',
    zh: '由 PRD 生成完整后端：首次生成与后续更新',
  },
  positional: 'PRD',
  flags: runFlags,
  run: (args, shell) => runBackend(args, shell),
});
