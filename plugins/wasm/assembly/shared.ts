// What is compiled for building as well: the formulas of packages/math, from its TypeScript sources (`number` is f64; see
// scripts/assemble.mjs), and streams of random numbers.

export { keepStream, normal, openStream, STREAM, uniform } from '../../../packages/kernels/assembly/stream';
export { exp } from '../../../packages/math/src/exp.js';
export { expm1 } from '../../../packages/math/src/expm1.js';
export { tanh } from '../../../packages/math/src/hyperbolic.js';
export { log } from '../../../packages/math/src/log.js';
export { log1p } from '../../../packages/math/src/log1p.js';
export { sin } from '../../../packages/math/src/trigonometry.js';
