import { definePlugin, type Plugin } from '@rheobase/runtime';
import { ReferenceBackend, type ReferenceOptions, referenceOptions } from './reference-backend.js';
import { ReferenceRateRunner } from './reference-rate-runner.js';

/**
 * The reference backend and its rate runner, as a plugin for `createRuntime`. `passes` are what makes programs smaller before they run;
 * none of them changes a bit, so `passes: []` only makes it slower.
 */
export const reference = (options: ReferenceOptions = {}): Plugin => {
  const given = referenceOptions(options);
  return definePlugin({
    name: '@rheobase/plugin-reference',
    version: '0.1.0',
    contract: 2,
    backends: [({ warn }) => new ReferenceBackend(given, warn)],
    rateRunners: [() => new ReferenceRateRunner()],
  });
};
