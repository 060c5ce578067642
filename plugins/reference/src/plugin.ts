import type { Pass } from '@rheobase/compiler';
import { definePlugin, type Plugin } from '@rheobase/runtime';
import { ReferenceBackend } from './reference-backend.js';
import { ReferenceRateRunner } from './reference-rate-runner.js';

/**
 * The reference backend and its rate runner, as a plugin for `createRuntime`. `passes` are what makes programs smaller before they run;
 * none of them changes a bit, so `passes: []` only makes it slower.
 */
export const reference = (options: { readonly passes?: readonly Pass[] } = {}): Plugin =>
  definePlugin({
    name: '@rheobase/plugin-reference',
    version: '0.1.0',
    backends: [() => new ReferenceBackend(options)],
    rateRunners: [() => new ReferenceRateRunner()],
  });
