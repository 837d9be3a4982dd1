import { defineConfig } from 'vitest/config';

/** The tests that mutants are tried against (stryker.config.json): those of the mutated files, quick ones only. */
export default defineConfig({
  test: {
    include: [
      'test/unit/bytes/**/*.test.ts',
      'test/unit/card/**/*.test.ts',
      'test/unit/pki/**/*.test.ts',
      'test/unit/task/pin-gate.test.ts',
      'test/unit/task/tasks.test.ts',
      'test/unit/task/secrets.test.ts',
    ],
    exclude: ['test/unit/pki/cms/**'],
  },
});
