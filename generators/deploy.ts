import { runBackend, runFlags } from '../src/cli/backend.ts';
import { defineGenerator } from '../src/cli/generator.ts';

export const deploy = defineGenerator({
  name: 'deploy',
  chinese: '部署',
  describe: {
    en: 'what it takes to deploy the backend',
    zh: '仅生成部署所需内容',
  },
  positional: 'PRD',
  flags: runFlags,
  run: (args, shell) =>
    runBackend(args, shell, 'deploy', 'docker compose -f deployments/docker-compose.yml up'),
});
