import { ValidationError } from '../errors.js';
import { type AnyFamily, family, innerOf } from '../record/family.js';
import type { Fields } from '../record/fields.js';
import type { Held } from '../record/held.js';
import { kind } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import { type AdaptiveLif, adaptiveLif, adaptiveLifBehaviour } from './adaptive-lif.js';
import { type AdaptiveLifRate, adaptiveLifRate, adaptiveLifRateBehaviour } from './adaptive-lif-rate.js';
import type { NeuronBehaviour, ParameterReference, WrapperBehaviour } from './behaviour.js';
import { type CustomNeuron, customNeuron, customNeuronBehaviour } from './custom-neuron.js';
import { type Direct, direct, directBehaviour } from './direct.js';
import { type IntegrateAndFire, integrateAndFire, integrateAndFireBehaviour } from './integrate-and-fire.js';
import { type Izhikevich, izhikevich, izhikevichBehaviour } from './izhikevich.js';
import { type Lif, lif, lifBehaviour } from './lif.js';
import { type LifRate, lifRate, lifRateBehaviour } from './lif-rate.js';
import type { PerNeuron } from './parameter.js';
import { type PoissonSpiking, poissonSpikingBehaviour } from './poisson-spiking.js';
import { type RegularSpiking, regularSpikingBehaviour } from './regular-spiking.js';
import { type Relu, relu, reluBehaviour } from './relu.js';
import { type Sigmoid, sigmoid, sigmoidBehaviour } from './sigmoid.js';
import { type SoftLif, softLif, softLifBehaviour } from './soft-lif.js';
import { type SpikingRelu, spikingRelu, spikingReluBehaviour } from './spiking-relu.js';
import type { SpikingWrapper } from './spiking-wrapper.js';
import { type StochasticSpiking, stochasticSpikingBehaviour } from './stochastic-spiking.js';
import { type Tanh, tanh, tanhBehaviour } from './tanh.js';

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

const wrapperFields = {
  /** What gives the rates, Hz; its state variables are the wrapper's too. Any type but direct and those that spike at a rate. */
  base: innerOf<NeuronRecord, Held<'neuron', NeuronRecord>>((): AnyFamily => neuronTypes),
  /** Height of the output per spike and second, > 0. Default 1. */
  amplitude: parameter(1, { above: 0 }),
};

/** Rejects a base without neurons, and one whose variables have the names of the wrapper's own. */
function checkBase(object: string, { type, base }: SpikingWrapper<SpikingFromRate['type'], unknown, NeuronRecord>): void {
  const own = ['rateOut', ...Object.keys(wrapperBehaviours[type].state)];
  const shared = 'base' in base ? 'rateOut' : Object.keys(curvedBehaviours[base.type].state?.(base) ?? {}).find(name => own.includes(name));
  if (base.type !== 'direct' && shared === undefined) return;
  const why = shared === undefined ? 'which has no neurons' : `whose '${shared}' has the name of one of its own variables`;
  throw new ValidationError(`${object}: base must be a neuron type other than ${base.type}, ${why}; give a rate type such as lifRate()`, {
    code: 'invalid-parameter',
    object,
    given: base.type,
    allowed: 'a rate type',
  });
}

const ofBase = (base: NeuronRecord) => ({ base });

/** `base` should be a rate type; its state may not be called `voltage`. See `RegularSpiking`. */
export const regularSpiking = kind('regularSpiking', wrapperFields, ofBase, { verify: (object, record) => checkBase(object, record) });

/** `base` should be a rate type. See `StochasticSpiking`. */
export const stochasticSpiking = kind('stochasticSpiking', wrapperFields, ofBase, {
  verify: (object, record) => checkBase(object, record),
});

/** `base` should be a rate type. See `PoissonSpiking`. */
export const poissonSpiking = kind('poissonSpiking', wrapperFields, ofBase, { verify: (object, record) => checkBase(object, record) });

/** Every kind of neuron type. */
export const neuronTypes = family(
  'neuronType',
  [
    direct,
    lif,
    lifRate,
    adaptiveLif,
    adaptiveLifRate,
    softLif,
    relu,
    spikingRelu,
    sigmoid,
    tanh,
    integrateAndFire,
    izhikevich,
    regularSpiking,
    stochasticSpiking,
    poissonSpiking,
    customNeuron,
  ],
  { such: 'lif()', remedy: () => 'call its function, as in neuronType: lif()' },
);

/** The names of all neuron types. */
export const neuronKinds: readonly NeuronKind[] = neuronTypes.kinds;

/** How the numbers of a neuron type are held, those of its base among them. */
interface HeldNeuron<P> {
  readonly parameter: P;
  readonly neuron: NeuronRecord<P>;
}

/**
 * The same neuron with every numeric parameter passed through `map`; settings stay. Names lead to the parameter in the record: `tauRc`,
 * `base.tauRc` of a base type, `parameters.x` of a user's type; `reset` is that of `integrateAndFire`.
 */
export const mapParameters = <A, B>(neuron: NeuronRecord<A>, map: (value: A, name: string) => B): NeuronRecord<B> =>
  neuronTypes.map<HeldNeuron<A>, HeldNeuron<B>>(neuron, { parameter: map });

/**
 * Reads a neuron type of a document; `parameter` reads one numeric parameter, as the document holds it, and `definitionOf` finds a user's
 * own type. Ranges are not checked here.
 */
export const readNeuron = <P>(
  at: Fields,
  read: (at: Fields, name: string) => P,
  definitionOf?: (kind: string, name: string, version: string) => unknown,
): NeuronRecord<P> =>
  neuronTypes.read<HeldNeuron<P>>(
    at,
    { parameter: read, neuron: (fields, name) => readNeuron(fields.fields(name), read, definitionOf) },
    definitionOf,
  );
