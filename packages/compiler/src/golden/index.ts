/**
 * Golden numbers of what the compiler computes, for the golden runner.
 * @module
 */
import { type ComponentCheck, componentSuite, type GoldenSuite } from '@rheobase/core/golden';

const checks: Readonly<Record<string, ComponentCheck>> = {};

/** The components that `build` and `lower` are made of. */
export const compilerGolden: GoldenSuite = componentSuite('compiler', checks);

export { type ComponentCheck, type ComponentFile, componentSuite, firstDifference, type Tolerance } from '@rheobase/core/golden';
