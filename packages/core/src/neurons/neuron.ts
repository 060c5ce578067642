import type { Uniform } from '../distributions/numbers.js';
import type { DrawnVectors, ParameterReference, Tuning, WrapperBehaviour } from './behaviour.js';
import { type CurvedNeuron, curvedBehaviours, mapParameters, type NeuronRecord, wrapperBehaviours } from './neurons.js';

/** The step that rates are for if none is given, s. */
export const defaultDt = 0.001;

/** The type whose output a neuron turns into spikes; null for types without a base. */
export const baseOf = <P>(neuron: NeuronRecord<P>): NeuronRecord<P> | null => ('base' in neuron ? neuron.base : null);

/** The type whose curve a neuron has: its own, or that of its base. */
export const curveOf = <P>(neuron: NeuronRecord<P>): CurvedNeuron<P> => ('base' in neuron ? curveOf(neuron.base) : neuron);

/** Whether a neuron type emits spikes. */
export const isSpiking = (neuron: NeuronRecord<unknown>): boolean => 'base' in neuron || curvedBehaviours[neuron.type].spiking(neuron);

/** Whether the output of a neuron type can be below zero: a rate, or spikes with a sign. */
export function isNegative(neuron: NeuronRecord<unknown>): boolean {
  const curve = curveOf(neuron);
  return curvedBehaviours[curve.type].negative?.(curve) ?? false;
}

/**
 * The state variables of a neuron type, those of its base among them, and where they start unless an ensemble says otherwise: at a number, or
 * drawn when it is built. Their units are in the type's own page.
 */
export function initialStates(neuron: NeuronRecord<unknown>): Readonly<Record<string, number | Uniform>> {
  if ('base' in neuron) return { ...wrapperBehaviours[neuron.type].state, ...initialStates(neuron.base) };
  return curvedBehaviours[neuron.type].state?.(neuron) ?? {};
}

/** The names of a neuron type's state variables. */
export const stateNames = (neuron: NeuronRecord<unknown>): readonly string[] => Object.keys(initialStates(neuron));

/** Where a state variable starts unless an ensemble says otherwise; of one that is drawn when the network is built, the lowest value. */
export function startOf(neuron: NeuronRecord<ParameterReference>, name: string): ParameterReference {
  const curve = curveOf(neuron);
  const start = curvedBehaviours[curve.type].startsAt?.(curve)[name] ?? initialStates(neuron)[name] ?? 0;
  return typeof start === 'object' && 'low' in start ? start.low : start;
}

/** What can be probed on neurons beside output and current: their state variables, and the rate inside types that spike at one. */
export const neuronAttributes = (neuron: NeuronRecord<unknown>): readonly string[] =>
  'base' in neuron ? [...stateNames(neuron), 'rateOut'] : stateNames(neuron);

/** Whether a type, or its base, counts its refractory time in steps: integrateAndFire. lif counts seconds, as in Nengo. */
export const countsSteps = (neuron: NeuronRecord<unknown>): boolean => curvedBehaviours[curveOf(neuron).type].countsSteps ?? false;

/** What a step of a neuron type draws: nothing, one uniform number per neuron, or as many as it takes. */
export const drawsOf = (neuron: NeuronRecord<unknown>): WrapperBehaviour<unknown>['draws'] =>
  'base' in neuron ? wrapperBehaviours[neuron.type].draws : 'nothing';

/** The types whose output is multiplied by a positive factor on their current. */
export const homogeneousKinds: readonly string[] = Object.freeze(
  Object.entries(curvedBehaviours).flatMap(([kind, { homogeneous = false }]) => (homogeneous ? [kind] : [])),
);

/**
 * The output of a neuron in a constant current J once it has settled: the rate in Hz times its amplitude. Spiking types give the rate of
 * their spikes, adaptive ones the rate before they adapt; types that spike at the rate of a base give that, without their amplitude, as in
 * Nengo: what is decoded scales with it; `direct` gives J. This is the curve for which decoders are solved.
 *
 * integrateAndFire follows 1 / max(shortest, refractory + T), where T is the time from the reset voltage to the threshold and `shortest` the
 * shortest time between spikes in steps of `dt`: one step more than the refractory time has whole ones; without refractory time one step,
 * shared by `spikes.max` spikes. With reset 'subtract' and no leak it is the exact mean of a simulation. What the other resets forget
 * lengthens an interval to whole steps, by less than one; the curve leaves that out, so that it stays smooth. Other types are as in Nengo,
 * without a limit of one spike a step, whatever `dt`.
 *
 * @param dt step of the simulation that the curve is for, s; 0: the limit of short steps. Default 0.001
 */
export function rate(neuron: NeuronRecord<number>, current: number, dt: number = defaultDt): number {
  const curve = curveOf(neuron);
  return curvedBehaviours[curve.type].rates(current, curve, dt);
}

/**
 * The slope of `rate` over the current, by its formula; null for types without one: those whose rate is simulated, and types of the user's
 * without `slope`.
 */
export function rateSlope(neuron: NeuronRecord<number>, current: number, dt: number = defaultDt): number | null {
  const curve = curveOf(neuron);
  return curvedBehaviours[curve.type].slope(current, curve, dt);
}

/**
 * Gain and bias by which a neuron starts to fire at its intercept and reaches a rate (Hz), `amplitude` left out, by the formula of its type;
 * null for types without one. `ValidationError` names `object` if the rate is out of reach.
 */
export function gainBiasOf(neuron: NeuronRecord<number>, maxRate: number, intercept: number, object: string): Tuning | null {
  const curve = curveOf(neuron);
  return curvedBehaviours[curve.type].gainBias(maxRate, intercept, curve, object);
}

/** The current in which a neuron starts to fire (a sigmoid: is at half of its highest rate); null if only the curve tells. */
export function startCurrentOf(neuron: NeuronRecord<number>): number | null {
  const curve = curveOf(neuron);
  return curvedBehaviours[curve.type].startCurrent(curve);
}

/** The curve that `gainBiasOf` inverts: without amplitude and smoothing, in the limit of short steps. */
export function tunedRate(neuron: NeuronRecord<number>, current: number): number {
  const curve = curveOf(neuron);
  const { tunedRates, rates } = curvedBehaviours[curve.type];
  if (tunedRates) return tunedRates(current, curve);
  return rates(current, 'amplitude' in curve ? { ...curve, amplitude: 1 } : curve, 0);
}

/** Which intercepts >= 1 a type can be tuned to, for error messages; null: none. */
export const lateIntercepts = (neuron: NeuronRecord<unknown>): string | null =>
  curvedBehaviours[curveOf(neuron).type].lateIntercepts ?? null;

/** The rate type that stands for a neuron with a curve of its own; itself of a rate type, null if there is none. */
export function rateTypeOf(neuron: CurvedNeuron<ParameterReference>): CurvedNeuron<ParameterReference> | null {
  const twin = curvedBehaviours[neuron.type].rateTwin(neuron);
  return twin === 'itself' ? neuron : twin;
}

/**
 * Prepares the step of an ensemble's neurons and returns what each step calls: `vectors.current` in; output and state forward. A type with a
 * base steps that first, into the state `rateOut`.
 */
export function stepNeurons(neuron: NeuronRecord<Float64Array>, vectors: Omit<DrawnVectors<unknown>, 'parameters'>): () => void {
  if ('base' in neuron) {
    const { rateOut } = vectors.state;
    if (!rateOut) throw new TypeError(`the step of ${neuron.type} needs a vector 'rateOut'`);
    const base = stepNeurons(neuron.base, { ...vectors, out: rateOut });
    const spikes = wrapperBehaviours[neuron.type].stepAll({ ...vectors, state: { ...vectors.state, rateOut }, parameters: neuron });
    return () => {
      base();
      spikes();
    };
  }
  const { stepAll, rates } = curvedBehaviours[neuron.type];
  if (stepAll) return stepAll({ ...vectors, parameters: neuron });
  const { neurons, dt, current, out } = vectors;
  const each = Array.from({ length: neurons }, (_, k) => curveOf(mapParameters(neuron, values => values[k]!)));
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = rates(current[i]!, each[i % neurons]!, dt);
  };
}
