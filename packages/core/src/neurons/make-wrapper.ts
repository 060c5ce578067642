import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { ValidationError } from '../errors.js';
import { needNeuron } from './need-neuron.js';
import { neuronAttributes } from './neuron.js';
import { type NeuronRecord, type SpikingFromRate, wrapperBehaviours } from './neurons.js';
import { neuronParameter, type PerNeuron } from './parameter.js';
import type { PoissonSpiking } from './poisson-spiking.js';
import type { RegularSpiking } from './regular-spiking.js';
import type { SpikingWrapper, SpikingWrapperOptions } from './spiking-wrapper.js';
import type { StochasticSpiking } from './stochastic-spiking.js';

/** Rejects a base without neurons, and one whose variables have the names of the wrapper's own. */
function checkBase(type: SpikingFromRate['type'], base: NeuronRecord): void {
  const own = [...Object.keys(wrapperBehaviours[type].state), 'rateOut'];
  const shared = neuronAttributes(base).find(name => own.includes(name));
  if (base.type !== 'direct' && shared === undefined) return;
  const why = shared === undefined ? 'which has no neurons' : `whose '${shared}' has the name of one of its own variables`;
  throw new ValidationError(`${type}: base must be a neuron type other than ${base.type}, ${why}; give a rate type such as lifRate()`, {
    code: 'invalid-parameter',
    object: type,
    given: base.type,
    allowed: 'a rate type',
  });
}

const names = optionNames<SpikingWrapperOptions>({ amplitude: true });

/** A wrapper with its parameter and its base checked. */
function wrapper<const T extends SpikingFromRate['type']>(
  type: T,
  base: NeuronRecord,
  options: SpikingWrapperOptions,
): SpikingWrapper<T, PerNeuron, NeuronRecord> {
  needNeuron(type, base);
  const { amplitude = 1 } = knownOptions(type, options, names);
  checkBase(type, base);
  return Object.freeze({ type, base, amplitude: neuronParameter(type, 'amplitude', amplitude, { above: 0 }) });
}

/** `base` should be a rate type; its state may not be called `voltage`. */
export const regularSpiking = (base: NeuronRecord, options: SpikingWrapperOptions = {}): RegularSpiking<PerNeuron, NeuronRecord> =>
  wrapper('regularSpiking', base, options);

/** `base` should be a rate type. */
export const stochasticSpiking = (base: NeuronRecord, options: SpikingWrapperOptions = {}): StochasticSpiking<PerNeuron, NeuronRecord> =>
  wrapper('stochasticSpiking', base, options);

/** `base` should be a rate type. */
export const poissonSpiking = (base: NeuronRecord, options: SpikingWrapperOptions = {}): PoissonSpiking<PerNeuron, NeuronRecord> =>
  wrapper('poissonSpiking', base, options);
