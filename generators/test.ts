import { runBackend, runFlags } from '../src/cli/backend.ts';
import { defineGenerator } from '../src/cli/generator.ts';
import { runTests } from '../src/cli/run-tests.ts';

export const test = defineGenerator({
  name: 'test',
  chinese: '测试',
  describe: {
    en: 'the tests of the backend only, and a run of them',
    zh: '仅生成后端的测试，并运行它们',
  },
  positional: 'PRD',
  flags: runFlags,
  async run(args, shell) {
    const outcome = await runBackend(args, shell, 'test', 'npm test');
    return runTests(outcome, shell);
  },
});
