import { defineEmitter } from '../define.ts';
import { blocks, bullets, prose } from '../spec/markdown.ts';
import { tellIn } from '../spec/section.ts';

/** AGENTS.md: the rules of the house for whoever writes code here. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'AGENTS.md',
  build(model) {
    const t = tellIn(model.lang);
    return `${blocks(
      `# ${prose(model.title)}`,
      t(
        'A TypeScript backend in four layers, run by Node as it is written: no build step. `README.md` tells how to run it, `BACKEND_SPEC.md` what it does.',
        '四层结构的 TypeScript 后端，由 Node 直接运行，无需构建。运行方法见 `README.md`，功能见 `BACKEND_SPEC.md`。',
      ),
      `## ${t('Before you finish', '完成之前')}`,
      bullets([
        t('`npm run typecheck` and `npm test` pass.', '`npm run typecheck` 与 `npm test` 通过。'),
        t('`npm run format` changes nothing.', '`npm run format` 不再产生修改。'),
        t(
          '`npx plop backend --check` is content. CI (`.github/workflows/ci.yml`) looks at types, tests and this.',
          '`npx plop backend --check` 通过。CI（`.github/workflows/ci.yml`）检查类型、测试与此项。',
        ),
      ]),
      `## ${t('Rules', '规则')}`,
      bullets([
        t(
          'What the PRD can say is changed in `PRD.md`, then `npx plop backend`; never by hand in two places.',
          'PRD 能表达的内容在 `PRD.md` 中修改，然后运行 `npx plop backend`，不要在两处手改。',
        ),
        t(
          'A business rule stands in its aggregate (`internal/domain/entity`), as one `ensure` with a stable code.',
          '业务规则写在聚合中（`internal/domain/entity`），每条一个 `ensure`，带固定错误码。',
        ),
        t(
          'A use case is one function in one file; it loads, checks, calls and saves, and is listed in `application.ts`.',
          '每个用例是一个文件中的一个函数：加载、检查、调用、保存，并列在 `application.ts` 中。',
        ),
        t('Who may do what is one line in `access.ts`.', '权限是 `access.ts` 中的一行。'),
        t(
          'Imports go inwards only: interfaces and infrastructure → application → domain; `pkg` knows no business word.',
          '依赖只能向内：interfaces、infrastructure → application → domain；`pkg` 不含业务词汇。',
        ),
        t('Applied migrations are never edited.', '已执行的迁移不得修改。'),
        t(
          'No enums, decorators or parameter properties; imports end in `.ts`; `import type` on a line of its own.',
          '不用枚举、装饰器与参数属性；导入以 `.ts` 结尾；`import type` 单独成行。',
        ),
      ]),
    )}\n`;
  },
});
