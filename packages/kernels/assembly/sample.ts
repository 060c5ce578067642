// The inner loop of sampling. Numbers lie in the one memory, addressed by their place among its float64 numbers.
export { betaQuantiles } from './sample/beta-quantiles';
