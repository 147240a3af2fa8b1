import type { Story } from './story.ts';

/** Of imports, which only matter for what uses them. */
export const importStories: readonly Story[] = [
  {
    story: 'an import of mine among generated ones that change',
    user: [
      ['import { Aggregate }', "import { log } from './log.ts';\nimport { Aggregate }"],
      ['return this.state.total;', 'return log(this.state.total);'],
    ],
    prd: [
      ['import type { Id }', "import { follow } from './lifecycle.ts';\nimport type { Id }"],
      ["this.change({ status: 'cancelled' })", "this.change({ status: follow('cancelled') })"],
    ],
    want: [
      "import { log } from './log.ts';",
      'import { Aggregate }',
      "import { follow } from './lifecycle.ts';",
    ],
  },
  {
    story: 'my editor sorted the imports; one is added',
    user: [
      [
        "import { ensure } from '../../pkg/errors.ts';\nimport { Aggregate } from './aggregate.ts';\nimport type { Id } from './id.ts';",
        "import type { Id } from './id.ts';\nimport { Aggregate } from './aggregate.ts';\nimport { ensure } from '../../pkg/errors.ts';",
      ],
    ],
    prd: [
      ['import type { Id }', "import { follow } from './lifecycle.ts';\nimport type { Id }"],
      ["this.change({ status: 'cancelled' })", "this.change({ status: follow('cancelled') })"],
    ],
    want: ['import type { Id }', 'import { Aggregate }', 'import { follow }', 'import { ensure }'],
  },
  {
    story: 'the generated code needs an import no more, but mine does',
    user: [['return this.state.total;', "ensure(true, 'a', 'b');\n    return this.state.total;"]],
    prd: [
      ["import { ensure } from '../../pkg/errors.ts';\n", ''],
      ["    ensure(this.state.total < 100, 'order.too_late', 'too late to cancel');\n", ''],
    ],
    want: [
      "import { ensure } from '../../pkg/errors.ts';",
      '!order.too_late',
      "ensure(true, 'a', 'b');",
    ],
  },
  {
    story: 'I removed an import with the code that used it; the PRD uses it elsewhere',
    user: [
      ["import { ensure } from '../../pkg/errors.ts';\n", ''],
      ["    ensure(this.state.total < 100, 'order.too_late', 'too late to cancel');\n", ''],
    ],
    prd: [['return this.state.total;', "ensure(true, 'a', 'b');\n    return this.state.total;"]],
    want: [
      "import { ensure } from '../../pkg/errors.ts';",
      "ensure(true, 'a', 'b');",
      '!order.too_late',
    ],
  },
  {
    story: 'the import of a generated change that I do not take does not come either',
    user: [['return this.state.total;', 'return 1;']],
    prd: [
      ['import type { Id }', "import { sum } from './sum.ts';\nimport type { Id }"],
      ['return this.state.total;', 'return sum(this.state.total);'],
    ],
    want: ['return 1;', '!sum'],
    conflicts: ['Order.total both_changed'],
  },
  {
    story: 'both import from one module',
    user: [
      ['import { ensure }', 'import { ensure, mine }'],
      ['return this.state.total;', 'return mine(this.state.total);'],
    ],
    prd: [
      ['import { ensure }', 'import { AppError, ensure }'],
      ["'too late to cancel'", 'String(AppError)'],
    ],
    want: ["import { AppError, ensure, mine } from '../../pkg/errors.ts';"],
  },
];
