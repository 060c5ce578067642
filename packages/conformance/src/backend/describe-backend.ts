import { type ConformanceOptions, conformanceCases } from './cases.js';

/** What a running test offers; both vitest and node:test hand it to the test. */
export interface TestContext {
  skip?(reason?: string): unknown;
}

/** The two functions of a test framework that the suite is written with: those of vitest, node:test, jest or mocha. */
export interface TestFramework {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: (context: TestContext) => Promise<void>): unknown;
}

/**
 * Writes the suite as tests: each case becomes one test, and what the backend refuses is skipped with the reason.
 *
 *     describeBackend({ backend: 'mine', plugins: () => [reference(), mine()] }, { describe, it });
 */
export function describeBackend(options: ConformanceOptions, { describe, it }: TestFramework): void {
  describe(`backend ${options.backend} keeps what a backend promises`, () => {
    for (const { name, run } of conformanceCases(options)) {
      it(name, async context => {
        const outcome = await run();
        if (outcome.status === 'skipped') context.skip?.(outcome.reason);
      });
    }
  });
}
