import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from '#test/ground/longest-first.ts';

const minute = 60_000;

/**
 * On a busy machine all comes late: the library's own second for what is polled, and five for a test, are no patience.
 * `until` of the tests waits for the same minute.
 */
const patient = { expect: { poll: { timeout: minute } }, testTimeout: 2 * minute, hookTimeout: 2 * minute };

/** A desk has one: without it Chromium calls a file `download` whose name has other letters than Latin ones. */
const LOCALE = 'C.UTF-8';

/**
 * The kinds of tests. Integration and browser tests stand on one real PostgreSQL and one real Temporal server for each
 * run.
 */
export default defineConfig({
  test: {
    // Left alone it is one less than there are cores: on a machine of two, tests that mostly wait would wait for each
    // other.
    maxWorkers: 3,
    // Files that run in one process share what they import, as the product's own parts do: a third of the time went
    // into loading it anew.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...patient, name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: ['test/unit/web/**'] } },
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: { ...patient, name: 'desk', include: ['test/unit/web/**/*.test.ts'] },
      },
      grounded('integration', { testTimeout: 5 * minute, hookTimeout: 4 * minute }),
      grounded(
        'browser',
        { testTimeout: 5 * minute, hookTimeout: 4 * minute, maxWorkers: 2, env: { LC_ALL: LOCALE } },
        ['test/browser/support/build.ts'],
      ),
      {
        test: {
          ...patient,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 10 * minute,
          hookTimeout: 4 * minute,
          // The parts of the table begin together; a row that waits for a crowd waits for two cores, too.
          maxWorkers: 3,
        },
      },
    ],
  },
});

type Limits = { testTimeout: number; hookTimeout: number; maxWorkers?: number; env?: { LC_ALL: string } };

function grounded(name: string, limits: Limits, more: string[] = []) {
  const include = [`test/${name}/**/*.test.ts`];
  return { test: { ...patient, name, include, globalSetup: [...more, 'test/ground/setup.ts'], ...limits } };
}
