import { configDefaults, defineConfig } from 'vitest/config';
import SlowestFirst from './test/support/slowest-first.ts';

// Servers that go away and processes that are killed: for the most part these wait.
const alone = ['test/production/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/summary-reporter.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...alone],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          // Half of the suite waits for processes that it has started.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'production',
          include: alone,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
