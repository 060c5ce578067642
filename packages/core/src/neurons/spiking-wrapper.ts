import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { ValidationError } from '../errors.js';
import type { ArrayInput } from '../tensor.js';
import { needNeuron } from './need-neuron.js';
import { type NeuronRecord, neuronAttributes, type PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/** What all types have that turn the output r of a base type into spikes; r can be probed as `rateOut`. */
export interface SpikingWrapper<T extends string, P = PerNeuron> {
  readonly type: T;
  /** What gives the rates, Hz; its state variables are the wrapper's too. */
  readonly base: NeuronRecord<P>;
  /** Height of the output per spike and second. Decoders are solved for the rates of the base, so what is decoded scales with it, as in Nengo. */
  readonly amplitude: P;
}

export interface SpikingWrapperOptions {
  /** Scale of the output, > 0. Default 1. */
  readonly amplitude?: ArrayInput;
}

/** Refuses a base without neurons, and one whose variables go by the names of the wrapper's own. */
function checkBase(type: string, base: NeuronRecord, own: readonly string[]): void {
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
export function spikingWrapper<const T extends string>(
  type: T,
  base: NeuronRecord,
  own: readonly string[],
  options: SpikingWrapperOptions,
): SpikingWrapper<T> {
  needNeuron(type, base);
  const { amplitude = 1 } = knownOptions(type, options, names);
  checkBase(type, base, [...own, 'rateOut']);
  return Object.freeze({ type, base, amplitude: neuronParameter(type, 'amplitude', amplitude, { above: 0 }) });
}
