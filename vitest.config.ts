import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/summary-reporter.ts'],
    testTimeout: 60_000,
    // Half of the suite waits for processes that it has started.
    maxWorkers: 2,
    hookTimeout: 120_000,
  },
});
