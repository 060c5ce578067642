import type { Model } from '@rheobase/compiler';
import type { Backend, EngineOptions, Refusal } from '@rheobase/runtime';
import { refusalsOf } from '../compile/refusals.js';
import { loihi1 } from '../profile/loihi1.js';
import type { HardwareProfile } from '../profile/profile.js';
import { FixedPointEngine } from './fixed-point-engine.js';

export interface FixedPointOptions {
  /** The chip. Default `loihi1`. */
  readonly profile?: HardwareProfile;
}

/**
 * Runs a model in the integer arithmetic of a neuromorphic chip. Ensembles that take only spikes and constants run on the chip; those
 * that take real values (the image, say) run on the host as float64 spiking neurons and encode the values for the chip, and so do
 * read-outs and probe filters. Spikes take one step from host to chip, from core to core and from chip to host.
 */
export class FixedPointBackend implements Backend {
  readonly name = 'fixed-point';
  readonly equivalence = 'E3';
  readonly profile: HardwareProfile;

  constructor({ profile = loihi1 }: FixedPointOptions = {}) {
    this.profile = profile;
  }

  refusals(model: Model): readonly Refusal[] {
    return refusalsOf(model);
  }

  compile(model: Model, options: EngineOptions): FixedPointEngine {
    return new FixedPointEngine(model, options, this.profile);
  }
}
