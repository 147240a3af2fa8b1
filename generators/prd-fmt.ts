import { defineGenerator } from '../src/cli/generator.ts';
import { formatPrdFile } from '../src/cli/prd.ts';

export const prdFmt = defineGenerator({
  name: 'prd:fmt',
  chinese: null,
  describe: {
    en: 'a PRD in its canonical form; comments and prose are kept',
    zh: '将 PRD 整理为规范格式，保留注释与正文',
  },
  positional: 'PRD',
  flags: ['dry-run', 'diff', 'check'],
  run: formatPrdFile,
});
