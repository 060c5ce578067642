/**
 * Golden numbers of what the compiler computes, for the golden runner.
 * @module
 */
import type { GoldenSuite } from '@rheobase/core';
import { type ComponentCheck, componentSuite } from './suite.js';

const checks: Readonly<Record<string, ComponentCheck>> = {};

/** The components that `build` and `lower` are made of. */
export const compilerGolden: GoldenSuite = componentSuite('compiler', checks);

export { type ComponentCheck, type ComponentFile, componentSuite } from './suite.js';
export { firstDifference, type Tolerance } from './within.js';
