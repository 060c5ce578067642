export { plainKernels as referenceKernels } from '@rheobase/runtime';
export { reference } from './plugin.js';
export { ReferenceBackend } from './reference-backend.js';
export { ReferenceRateRunner } from './reference-rate-runner.js';
