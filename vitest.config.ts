import { configDefaults, defineConfig } from 'vitest/config';

// Brokers that go away and workers that are killed want the machine for themselves.
const alone = ['test/production/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...alone],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Half of the suite waits for processes that it has started.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'production',
          include: alone,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
