/**
 * What a package that owns golden files needs to offer them to the golden runner.
 * @module
 */
export { type ComponentCheck, type ComponentFile, componentSuite } from './component-suite.js';
export type { GoldenFailure, GoldenResult, GoldenSuite } from './golden-suite.js';
export { firstDifference, type Tolerance } from './within.js';
