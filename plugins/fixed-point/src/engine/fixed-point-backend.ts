import { knownOptions, optionNames, UnsupportedError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { type Backend, backendPlugin, type EngineOptions, type Plugin, type Refusal } from '@rheobase/runtime';
import { refusalsOf } from '../compile/refusals.js';
import { checkedProfile } from '../profile/check-profile.js';
import { loihi1 } from '../profile/loihi1.js';
import type { HardwareProfile } from '../profile/profile.js';
import { compileFixedPoint, type FixedPointEngine } from './fixed-point-engine.js';

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

export interface FixedPointOptions {
  /** The chip. Default `loihi1`. */
  readonly profile?: HardwareProfile;
}

const names = optionNames<FixedPointOptions>({ profile: true });

/** The options of the plugin, checked. */
export function fixedPointOptions(options: FixedPointOptions): FixedPointOptions {
  const { profile } = knownOptions('fixedPoint', options, names);
  if (profile !== undefined) checkedProfile('fixedPoint', profile);
  return options;
}

const NO_HOST = 'what runs beside the chip is simulated by the reference backend; pass reference() to createRuntime, too';

/**
 * Runs a model in the integer arithmetic of a neuromorphic chip. Ensembles that take only spikes and constants run on the chip; those
 * that take real values (the image, say) run on the host as float64 spiking neurons and encode the values for the chip, and so do
 * read-outs and probe filters. Spikes take one step from host to chip, from core to core and from chip to host.
 */
export class FixedPointBackend implements Backend {
  readonly name = 'fixed-point';
  readonly equivalence = 'E3';
  readonly profile: HardwareProfile;
  readonly #host: () => Backend | null;

  /** @param host finds the backend that simulates the host's part: the reference backend */
  constructor(host: () => Backend | null, options: FixedPointOptions = {}) {
    const { profile = loihi1 } = fixedPointOptions(options);
    this.profile = profile;
    this.#host = host;
  }

  refusals(model: Model): readonly Refusal[] {
    const [first] = model.ensembles;
    const missing = this.#host() === null && first ? [{ object: first.path, feature: 'host', reason: NO_HOST }] : [];
    return [...missing, ...refusalsOf(model)];
  }

  async compile(model: Model, options: EngineOptions): Promise<FixedPointEngine> {
    const host = this.#host();
    if (host === null) throw new UnsupportedError(`backend fixed-point: ${NO_HOST}`, { code: 'missing-backend', allowed: 'reference' });
    return compileFixedPoint(model, options, this.profile, host);
  }
}
