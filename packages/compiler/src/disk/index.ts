export { type DiskCacheOptions, diskCache } from './disk-cache.js';
