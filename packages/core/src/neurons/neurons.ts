import { type AdaptiveLif, adaptiveLifBehaviour } from './adaptive-lif.js';
import { type AdaptiveLifRate, adaptiveLifRateBehaviour } from './adaptive-lif-rate.js';
import type { NeuronBehaviour, ParameterReference, WrapperBehaviour } from './behaviour.js';
import { type CustomNeuron, customNeuronBehaviour } from './custom-neuron.js';
import { type Direct, directBehaviour } from './direct.js';
import { type IntegrateAndFire, integrateAndFireBehaviour } from './integrate-and-fire.js';
import { type Izhikevich, izhikevichBehaviour } from './izhikevich.js';
import { type Lif, lifBehaviour } from './lif.js';
import { type LifRate, lifRateBehaviour } from './lif-rate.js';
import type { PerNeuron } from './parameter.js';
import { type PoissonSpiking, poissonSpikingBehaviour } from './poisson-spiking.js';
import { type RegularSpiking, regularSpikingBehaviour } from './regular-spiking.js';
import { type Relu, reluBehaviour } from './relu.js';
import { type Sigmoid, sigmoidBehaviour } from './sigmoid.js';
import { type SoftLif, softLifBehaviour } from './soft-lif.js';
import { type SpikingRelu, spikingReluBehaviour } from './spiking-relu.js';
import { type StochasticSpiking, stochasticSpikingBehaviour } from './stochastic-spiking.js';
import { type Tanh, tanhBehaviour } from './tanh.js';

/** Types that spike at the rate of a base type. */
export type SpikingFromRate<P = PerNeuron> =
  | RegularSpiking<P, NeuronRecord<P>>
  | StochasticSpiking<P, NeuronRecord<P>>
  | PoissonSpiking<P, NeuronRecord<P>>;

/** Types with a curve of their own. */
export type CurvedNeuron<P = PerNeuron> =
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
  | CustomNeuron<P>;

/** Every neuron type. `P` is how a numeric parameter is held: by value in a Network, by tensor id in a Model. */
export type NeuronRecord<P = PerNeuron> = CurvedNeuron<P> | SpikingFromRate<P>;

export type NeuronKind = NeuronRecord['type'];

type Of<K, P> = Extract<CurvedNeuron<P>, { readonly type: K }>;
type Behaviour<K> = NeuronBehaviour<
  Of<K, number>,
  Of<K, Float64Array>,
  string,
  Of<K, ParameterReference>,
  CurvedNeuron<ParameterReference>,
  Of<K, unknown>
>;

const curved: { readonly [K in CurvedNeuron['type']]: Behaviour<K> } = {
  direct: directBehaviour,
  lif: lifBehaviour,
  lifRate: lifRateBehaviour,
  adaptiveLif: adaptiveLifBehaviour,
  adaptiveLifRate: adaptiveLifRateBehaviour,
  softLif: softLifBehaviour,
  relu: reluBehaviour,
  spikingRelu: spikingReluBehaviour,
  sigmoid: sigmoidBehaviour,
  tanh: tanhBehaviour,
  integrateAndFire: integrateAndFireBehaviour,
  izhikevich: izhikevichBehaviour,
  customNeuron: customNeuronBehaviour,
};

/** What each type with a curve of its own does. */
export const curvedBehaviours: { readonly [K in CurvedNeuron['type']]: Behaviour<CurvedNeuron['type']> } = curved;

/** What each type does that spikes at the rate of a base. */
export const wrapperBehaviours: {
  readonly [K in SpikingFromRate['type']]: WrapperBehaviour<{ readonly amplitude: Float64Array }, string>;
} = { regularSpiking: regularSpikingBehaviour, stochasticSpiking: stochasticSpikingBehaviour, poissonSpiking: poissonSpikingBehaviour };

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
