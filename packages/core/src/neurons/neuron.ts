import type { Tensor } from '../tensor.js';
import type { IntegrateAndFire } from './integrate-and-fire.js';
import type { Lif } from './lif.js';
import type { LifRate } from './lif-rate.js';
import type { Relu } from './relu.js';
import type { SoftLif } from './soft-lif.js';
import type { SpikingRelu } from './spiking-relu.js';

/** A neuron parameter as it is asked for: one number, or one per neuron (a tensor that broadcasts to the ensemble's shape). */
export type PerNeuron = number | Tensor;

/** Every neuron type. `P` is how a numeric parameter is held: by value in a Network, by tensor id in a Model. */
export type NeuronRecord<P = PerNeuron> = Lif<P> | LifRate<P> | SoftLif<P> | Relu<P> | SpikingRelu<P> | IntegrateAndFire<P>;

export type NeuronKind = NeuronRecord['type'];

/** Which neuron types emit spikes. */
export const isSpiking = (neuron: { readonly type: NeuronKind }): boolean =>
  neuron.type === 'lif' || neuron.type === 'spikingRelu' || neuron.type === 'integrateAndFire';

/** The state variables of each type, with their units in the neuron's own page. */
export const stateNames: Readonly<Record<NeuronKind, readonly string[]>> = Object.freeze({
  lif: ['voltage', 'refractoryTime'],
  lifRate: [],
  softLif: [],
  relu: [],
  spikingRelu: ['voltage'],
  integrateAndFire: ['voltage', 'refractoryTime', 'netSpikes'],
});

/** The same neuron with every numeric parameter passed through `map`; names and settings stay. */
export function mapParameters<A, B>(neuron: NeuronRecord<A>, map: (value: A, name: string) => B): NeuronRecord<B> {
  switch (neuron.type) {
    case 'lif':
      return {
        type: 'lif',
        tauRc: map(neuron.tauRc, 'tauRc'),
        tauRef: map(neuron.tauRef, 'tauRef'),
        minVoltage: map(neuron.minVoltage, 'minVoltage'),
        amplitude: map(neuron.amplitude, 'amplitude'),
      };
    case 'lifRate':
      return {
        type: 'lifRate',
        tauRc: map(neuron.tauRc, 'tauRc'),
        tauRef: map(neuron.tauRef, 'tauRef'),
        amplitude: map(neuron.amplitude, 'amplitude'),
      };
    case 'softLif':
      return {
        type: 'softLif',
        tauRc: map(neuron.tauRc, 'tauRc'),
        tauRef: map(neuron.tauRef, 'tauRef'),
        amplitude: map(neuron.amplitude, 'amplitude'),
        sigma: map(neuron.sigma, 'sigma'),
      };
    case 'relu':
      return { type: 'relu', amplitude: map(neuron.amplitude, 'amplitude') };
    case 'spikingRelu':
      return { type: 'spikingRelu', amplitude: map(neuron.amplitude, 'amplitude') };
    case 'integrateAndFire':
      return {
        type: 'integrateAndFire',
        tauRc: neuron.tauRc === null ? null : map(neuron.tauRc, 'tauRc'),
        threshold: map(neuron.threshold, 'threshold'),
        reset: neuron.reset.to === 'value' ? { to: 'value', value: map(neuron.reset.value, 'reset') } : neuron.reset,
        refractory: map(neuron.refractory, 'refractory'),
        spikes: neuron.spikes,
        initial: map(neuron.initial, 'initial'),
        floor: neuron.floor === null ? null : map(neuron.floor, 'floor'),
        amplitude: map(neuron.amplitude, 'amplitude'),
      };
  }
}
