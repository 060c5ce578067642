// The inner loops of sampling and tuning. Numbers are in the one memory, addressed by their place among its float64 numbers.
export { betaQuantiles } from './sample/beta-quantiles';
export { shuffled, uniforms } from './sample/draw';
export { alongSphere, polarCosines } from './sample/polar';
export { tuneLeaky } from './sample/tune-leaky';
