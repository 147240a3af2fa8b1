import { defineGenerator } from '../src/cli/generator.ts';
import { showStatus } from '../src/cli/after.ts';

export const status = defineGenerator({
  name: 'status',
  chinese: '状态',
  describe: { en: 'what awaits you', zh: '查看待处理事项' },
  positional: null,
  flags: ['out'],
  run: showStatus,
});
