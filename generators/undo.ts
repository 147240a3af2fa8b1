import { takeBack } from '../src/cli/after.ts';
import { defineGenerator } from '../src/cli/generator.ts';

export const undo = defineGenerator({
  name: 'undo',
  chinese: '撤销',
  describe: { en: 'takes the last run back', zh: '撤销上一次运行' },
  positional: null,
  flags: ['out'],
  run: takeBack,
});
