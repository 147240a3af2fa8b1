import { runBackend, runFlags } from '../src/cli/backend.ts';
import { defineGenerator } from '../src/cli/generator.ts';

export const database = defineGenerator({
  name: 'database',
  chinese: '数据库',
  describe: {
    en: 'persistence and migrations only, with the plan of the next migration',
    zh: '仅生成持久化与迁移部分，并显示下一次迁移的计划',
  },
  positional: 'PRD',
  flags: runFlags,
  run: (args, shell) => runBackend(args, shell, 'database', 'npm run migrate'),
});
