export { plainKernels as referenceKernels } from '@rheobase/program';
export { reference } from './plugin.js';
export { ReferenceBackend, type ReferenceOptions } from './reference-backend.js';
export { ReferenceRateRunner } from './reference-rate-runner.js';
