export { referenceKernels } from './kernels/kernels.js';
export { reference } from './plugin.js';
export { ReferenceBackend } from './reference-backend.js';
export { ReferenceRateRunner } from './reference-rate-runner.js';
