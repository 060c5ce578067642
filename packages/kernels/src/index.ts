export { Machine, type Precision } from './machine.js';
export { type Compiled, compileModule, type KernelModule, moduleBytes } from './module.js';
export { betaQuantiles } from './sample/beta-quantiles.js';
export type { Factor } from './solve/gram.js';
export type { Left } from './solve/product.js';
export type { Encoded, LifParameters } from './solve/rates.js';
export { plainSolveKernels, type SolveKernels, solveKernels } from './solve/solve-kernels.js';
export { addDiagonal, fullOf, type Symmetric } from './solve/symmetric.js';
export { type Code, codes } from './table/codes.js';
