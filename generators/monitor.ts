import { runBackend, runFlags } from '../src/cli/backend.ts';
import { defineGenerator } from '../src/cli/generator.ts';

export const monitor = defineGenerator({
  name: 'monitor',
  chinese: '监控',
  describe: {
    en: 'dashboards and alerts for the backend',
    zh: '仅生成监控面板与告警',
  },
  positional: 'PRD',
  flags: runFlags,
  run: (args, shell) => runBackend(args, shell, 'monitor'),
});
