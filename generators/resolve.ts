import { resolveConflicts } from '../src/cli/after.ts';
import { defineGenerator } from '../src/cli/generator.ts';

export const resolve = defineGenerator({
  name: 'resolve',
  chinese: '解决',
  describe: {
    en: 'a conflict is settled: the file is as you want it (all of them without a path)',
    zh: '标记冲突已解决：文件以当前内容为准（不带路径则为全部）',
  },
  positional: 'PATH',
  flags: ['out'],
  run: resolveConflicts,
});
