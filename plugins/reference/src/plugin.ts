import { definePlugin, type Plugin } from '@rheobase/runtime';
import { ReferenceBackend } from './reference-backend.js';
import { ReferenceRateRunner } from './reference-rate-runner.js';

/** The reference backend and its rate runner, as a plugin for `createRuntime`. */
export const reference = (): Plugin =>
  definePlugin({
    name: '@rheobase/plugin-reference',
    version: '0.1.0',
    backends: [() => new ReferenceBackend()],
    rateRunners: [() => new ReferenceRateRunner()],
  });
