export { type KernelModule, module } from './module.js';
