import { runBackend, runFlags } from '../src/cli/backend.ts';
import { defineGenerator } from '../src/cli/generator.ts';

export const api = defineGenerator({
  name: 'api',
  chinese: 'API',
  describe: {
    en: 'the HTTP side of the backend only',
    zh: '仅生成后端的 HTTP 部分',
  },
  positional: 'PRD',
  flags: runFlags,
  run: (args, shell) => runBackend(args, shell, 'api', 'npm start'),
});
