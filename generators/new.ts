import { defineGenerator } from '../src/cli/generator.ts';
import { startProject } from '../src/cli/new.ts';

export const newProject = defineGenerator({
  name: 'new',
  chinese: '新建',
  describe: {
    en: 'an empty folder becomes a project with a PRD to start from',
    zh: '在空目录中新建项目，附起始 PRD',
  },
  positional: 'NAME',
  flags: ['template'],
  run: startProject,
});
