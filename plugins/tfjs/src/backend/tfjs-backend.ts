import type { Model } from '@rheobase/model';
import type { Backend, Engine, EngineOptions, Refusal } from '@rheobase/runtime';
import { refusalsFor } from '../network/refusals.js';
import { type DeviceOptions, deviceOptions, startDevice } from '../setup/device.js';
import { tfjsEngine } from './tfjs-engine.js';

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
