import type { Model } from '@rheobase/model';
import { type Backend, definePlugin, type Engine, type EngineOptions, type Plugin, type Refusal } from '@rheobase/runtime';
import { refusalsFor } from '../network/refusals.js';
import { type DeviceOptions, deviceOptions, startDevice } from '../setup/device.js';
import { TfjsTrainer } from '../train/tfjs-trainer.js';
import { tfjsEngine } from './tfjs-engine.js';

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

/** Runs feed-forward rate models, a forward pass of the whole batch each step, in float32. */
export class TfjsBackend implements Backend {
  readonly name = 'tfjs';
  readonly equivalence = 'E2';
  readonly #options: DeviceOptions;

  constructor(options: DeviceOptions = {}) {
    this.#options = deviceOptions(options);
  }

  refusals(model: Model): readonly Refusal[] {
    return refusalsFor(model, model.probes, 'run');
  }

  async compile(model: Model, options: EngineOptions): Promise<Engine> {
    return tfjsEngine(model, options, await startDevice(this.#options));
  }
}
