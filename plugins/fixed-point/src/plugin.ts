import { backendPlugin, type Plugin } from '@rheobase/runtime';
import { FixedPointBackend, type FixedPointOptions, fixedPointOptions } from './engine/fixed-point-backend.js';

/** The integer arithmetic of a neuromorphic chip, as a plugin for `createRuntime`. */
export const fixedPoint = (options: FixedPointOptions = {}): Plugin => {
  const given = fixedPointOptions(options);
  return backendPlugin({
    name: '@rheobase/plugin-fixed-point',
    version: '0.1.0',
    contract: 2,
    create: ({ backend }) => new FixedPointBackend(() => backend('reference'), given),
  });
};
