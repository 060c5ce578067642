import { knownOptions, oneOf, optionNames, RheobaseError } from '@rheobase/core';
import type { Runtime } from '@rheobase/runtime';
import type { GoldenResult } from './golden-suite.js';

/** Something of a golden file that a Model cannot say; the case is skipped with this as its reason. */
export class NotYet extends Error {
  override readonly name = 'NotYet';

  /** @param what as in `neuron type Sigmoid` */
  constructor(what: string) {
    super(`a Model cannot say this yet: ${what}`);
  }
}

/** Where cases are run. */
export interface OnBackend {
  readonly runtime: Runtime;
  /** Default `reference` where it is there, or the only one. */
  readonly backend?: string;
  /** Default float64. In float32 networks are held to class E2; parts are exact numbers and checked in float64 all the same. */
  readonly precision?: 'float64' | 'float32';
}

const names = optionNames<OnBackend>({ runtime: true, backend: true, precision: true });

/** Checks what a suite runs on; `suite` is named in errors. */
export function checkedBackend(suite: string, on: OnBackend): OnBackend {
  const { precision = 'float64' } = knownOptions(suite, on, names);
  oneOf(suite, 'precision', precision, ['float64', 'float32']);
  return on;
}

/**
 * Runs a case. What the backend refuses, or a Model cannot say, is skipped with the reason; any other fault that is raised on purpose is a
 * failure of this case.
 */
export async function judged(name: string, run: () => Promise<GoldenResult>): Promise<GoldenResult> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NotYet) return { name, status: 'skipped', reason: error.message };
    if (!(error instanceof RheobaseError)) throw error;
    if (error.code === 'refused') return { name, status: 'skipped', reason: error.message };
    return { name, status: 'failed', failure: error.message };
  }
}
