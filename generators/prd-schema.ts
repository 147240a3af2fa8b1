import { defineGenerator } from '../src/cli/generator.ts';
import { emptyReport } from '../src/report.ts';

export const prdSchema = defineGenerator({
  name: 'prd:schema',
  chinese: null,
  describe: { en: 'the JSON Schema of a PRD, for editors', zh: 'PRD 的 JSON Schema，供编辑器使用' },
  positional: null,
  flags: [],
  async run(_args, shell) {
    const { prdSchema: schema } = await import('../src/prd/index.ts');
    const document = `${JSON.stringify(schema(), null, 2)}\n`;
    return { report: emptyReport(shell.cwd), text: '', problems: '', document };
  },
});
