import { type Uniform, uniform } from '../distributions/numbers.js';
import type { Tensor } from '../tensor.js';
import type { AdaptiveLif } from './adaptive-lif.js';
import type { AdaptiveLifRate } from './adaptive-lif-rate.js';
import type { CustomNeuron } from './custom-neuron.js';
import type { Direct } from './direct.js';
import type { IntegrateAndFire } from './integrate-and-fire.js';
import type { Izhikevich } from './izhikevich.js';
import type { Lif } from './lif.js';
import type { LifRate } from './lif-rate.js';
import type { PoissonSpiking } from './poisson-spiking.js';
import type { RegularSpiking } from './regular-spiking.js';
import type { Relu } from './relu.js';
import type { Sigmoid } from './sigmoid.js';
import type { SoftLif } from './soft-lif.js';
import type { SpikingRelu } from './spiking-relu.js';
import type { StochasticSpiking } from './stochastic-spiking.js';
import type { Tanh } from './tanh.js';

/** A neuron parameter as it is asked for: one number, or one per neuron (a tensor that broadcasts to the ensemble's shape). */
export type PerNeuron = number | Tensor;

/** Types that spike at the rate of a base type. */
export type SpikingFromRate<P = PerNeuron> = RegularSpiking<P> | StochasticSpiking<P> | PoissonSpiking<P>;

/** Every neuron type. `P` is how a numeric parameter is held: by value in a Network, by tensor id in a Model. */
export type NeuronRecord<P = PerNeuron> =
  | Direct
  | Lif<P>
  | LifRate<P>
  | AdaptiveLif<P>
  | AdaptiveLifRate<P>
  | SoftLif<P>
  | Relu<P>
  | SpikingRelu<P>
  | Sigmoid<P>
  | Tanh<P>
  | IntegrateAndFire<P>
  | Izhikevich<P>
  | SpikingFromRate<P>
  | CustomNeuron<P>;

export type NeuronKind = NeuronRecord['type'];

/** The names of all neuron types. */
export const neuronKinds: readonly NeuronKind[] = Object.freeze([
  'direct',
  'lif',
  'lifRate',
  'adaptiveLif',
  'adaptiveLifRate',
  'softLif',
  'relu',
  'spikingRelu',
  'sigmoid',
  'tanh',
  'integrateAndFire',
  'izhikevich',
  'regularSpiking',
  'stochasticSpiking',
  'poissonSpiking',
  'customNeuron',
]);

/** Whether a neuron type emits spikes. */
export function isSpiking(neuron: NeuronRecord<unknown>): boolean {
  switch (neuron.type) {
    case 'lif':
    case 'adaptiveLif':
    case 'spikingRelu':
    case 'integrateAndFire':
    case 'izhikevich':
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return true;
    case 'customNeuron':
      return neuron.spiking;
    case 'direct':
    case 'lifRate':
    case 'adaptiveLifRate':
    case 'softLif':
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return false;
  }
}

/** Whether the output of a neuron type can be below zero: a rate, or spikes with a sign. */
export function isNegative(neuron: NeuronRecord<unknown>): boolean {
  switch (neuron.type) {
    case 'tanh':
      return true;
    case 'integrateAndFire':
      return neuron.spikes.range === 'signed';
    case 'customNeuron':
      return neuron.negative;
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return isNegative(neuron.base);
    default:
      return false;
  }
}

/** The type whose output a neuron turns into spikes; null for types without a base. */
export function baseOf<P>(neuron: NeuronRecord<P>): NeuronRecord<P> | null {
  return neuron.type === 'regularSpiking' || neuron.type === 'stochasticSpiking' || neuron.type === 'poissonSpiking' ? neuron.base : null;
}

const drawn = uniform(0, 1);

/**
 * The state variables of a neuron type, those of its base among them, and where they start unless an ensemble says otherwise: at a number, or
 * drawn when it is built. Their units are in the type's own page.
 */
export function initialStates(neuron: NeuronRecord<unknown>): Readonly<Record<string, number | Uniform>> {
  switch (neuron.type) {
    case 'direct':
    case 'lifRate':
    case 'softLif':
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      return {};
    case 'lif':
      return { voltage: drawn, refractoryTime: 0 };
    case 'adaptiveLif':
      return { voltage: drawn, refractoryTime: 0, adaptation: 0 };
    case 'adaptiveLifRate':
      return { adaptation: 0 };
    case 'spikingRelu':
      return { voltage: drawn };
    case 'integrateAndFire':
      return { voltage: 0, refractoryTime: 0, netSpikes: 0 };
    case 'izhikevich':
      return { voltage: drawn, recovery: 0 };
    case 'regularSpiking':
      return { voltage: drawn, ...initialStates(neuron.base) };
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return initialStates(neuron.base);
    case 'customNeuron':
      return neuron.state;
  }
}

/** The names of a neuron type's state variables. */
export const stateNames = (neuron: NeuronRecord<unknown>): readonly string[] => Object.keys(initialStates(neuron));

/** What can be probed on neurons beside output and current: their state variables, and the rate inside types that spike at one. */
export const neuronAttributes = (neuron: NeuronRecord<unknown>): readonly string[] =>
  baseOf(neuron) === null ? stateNames(neuron) : [...stateNames(neuron), 'rateOut'];
