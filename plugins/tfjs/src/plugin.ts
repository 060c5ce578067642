import { definePlugin, type Plugin } from '@rheobase/runtime';
import { TfjsBackend } from './backend/tfjs-backend.js';
import { type DeviceOptions, deviceOptions } from './setup/device.js';
import { TfjsTrainer } from './train/tfjs-trainer.js';

/** Rate training and rate evaluation on TensorFlow.js, as a plugin for `createRuntime`. */
export const tfjs = (options: DeviceOptions = {}): Plugin => {
  const given = deviceOptions(options);
  return definePlugin({
    name: '@rheobase/plugin-tfjs',
    version: '0.1.0',
    contract: 2,
    backends: [() => new TfjsBackend(given)],
    trainers: [() => new TfjsTrainer(given)],
  });
};
