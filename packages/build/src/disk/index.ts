export { type DiskCacheOptions, diskCache } from './disk-cache.js';
export { checkOutput, type Output } from './output.js';
export { writeOutput, writeOutputs } from './write-output.js';
