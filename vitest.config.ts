import { defineConfig } from 'vitest/config'

/** Two projects: `rules` needs neither database nor browser (rules, golden files, architecture); `whole` uses PostgreSQL and Chromium. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          isolate: false,
          testTimeout: 60_000,
          include: ['src/rules/**/*.test.ts', 'test/golden/**/*.test.ts', 'test/architecture/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          // A process reads the application once for all the files it runs: read anew for each it was a third of the whole time.
          isolate: false,
          include: [
            'src/*.test.{ts,tsx}',
            'src/{features,platform,web,cli}/**/*.test.{ts,tsx}',
            'test/{invariants,journeys}/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A machine that does other work is slow, not wrong: the default of one second is a timed assertion.
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          globalSetup: ['test/factories/server.ts'],
        },
      },
    ],
  },
})
