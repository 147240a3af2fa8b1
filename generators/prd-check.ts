import { defineGenerator } from '../src/cli/generator.ts';
import { checkPrd } from '../src/cli/prd.ts';

export const prdCheck = defineGenerator({
  name: 'prd:check',
  chinese: null,
  describe: { en: 'all problems of a PRD', zh: '检查 PRD，列出全部问题' },
  positional: 'PRD',
  flags: ['strict'],
  run: checkPrd,
});
