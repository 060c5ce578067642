import {
  adaptiveLif,
  adaptiveLifRate,
  baseOf,
  integrateAndFire,
  izhikevich,
  lif,
  lifRate,
  type NeuronRecord,
  poissonSpiking,
  regularSpiking,
  relu,
  sigmoid,
  softLif,
  spikingRelu,
  stochasticSpiking,
  tanh,
} from '@rheobase/core';
import type { Choices } from './choices.js';
import { leaky } from './definitions.js';

/** What a type of neurons is chosen by. */
interface Chooser {
  readonly c: Choices;
  /** A parameter: one number, or one for each neuron. */
  each(low: number, high: number): number | number[];
}

const chooser = (c: Choices, n: number): Chooser => ({
  c,
  each: (low, high) => (c.flag() ? c.number(low, high) : c.list(n, low, high)),
});

function rateType({ c, each }: Chooser): NeuronRecord {
  const amplitude = c.number(0.5, 1.5);
  return c.one<() => NeuronRecord>([
    () => lifRate({ tauRc: each(0.01, 0.03), tauRef: each(0.0005, 0.003), amplitude }),
    () => adaptiveLifRate({ tauN: each(0.05, 0.2), incN: each(0.01, 0.1) }),
    () => softLif({ tauRc: 0.02, tauRef: 0.002, amplitude, sigma: c.number(0.01, 0.1) }),
    () => relu({ amplitude: c.number(0.001, 0.01) }),
    () => sigmoid({ tauRef: each(0.002, 0.0025) }),
    () => tanh({ tauRef: each(0.002, 0.003) }),
    () => leaky({ height: each(10, 60) }),
  ])();
}

function spikingType({ c, each }: Chooser): NeuronRecord {
  const amplitude = c.number(0.5, 1.5);
  const minVoltage = c.one([0, -0.5, Number.NEGATIVE_INFINITY]);
  return c.one<() => NeuronRecord>([
    () => lif({ tauRc: each(0.01, 0.03), tauRef: each(0, 0.003), amplitude, minVoltage }),
    () => adaptiveLif({ tauN: each(0.05, 0.2), incN: each(0.01, 0.1), tauRc: each(0.01, 0.03), minVoltage }),
    () => spikingRelu({ amplitude: c.number(0.001, 0.01) }),
    () => izhikevich({ tauRecovery: each(0.02, 0.1), coupling: 0.2, resetVoltage: each(-65, -55), resetRecovery: each(2, 8) }),
    () =>
      integrateAndFire({
        tauRc: c.flag() ? each(0.01, 0.03) : null,
        reset: c.one<'zero' | 'subtract' | number>(['zero', 'subtract', 0.1]),
        refractory: c.one([0, 0.002]),
        spikes: c.one<'binary' | 'signed' | { readonly max: number }>(['binary', 'signed', { max: 3 }]),
        initial: c.number(0, 0.9),
        floor: c.flag() ? null : -0.1,
      }),
  ])();
}

/** A neuron type whose neurons draw nothing while they run, with parameters that a brain could have. */
export function steadyType(c: Choices, n: number): NeuronRecord {
  const of = chooser(c, n);
  return c.one<() => NeuronRecord>([
    () => rateType(of),
    () => spikingType(of),
    () => regularSpiking(rateType(of), { amplitude: of.each(0.5, 1.5) }),
  ])();
}

/** Any neuron type but `direct`. */
export function neuronType(c: Choices, n: number): NeuronRecord {
  if (c.flag(0.8)) return steadyType(c, n);
  const of = chooser(c, n);
  const options = { amplitude: of.each(0.5, 1.5) };
  return c.one<() => NeuronRecord>([() => stochasticSpiking(rateType(of), options), () => poissonSpiking(rateType(of), options)])();
}

const typical: Readonly<Partial<Record<NeuronRecord['type'], readonly [low: number, high: number]>>> = {
  relu: [100, 200],
  spikingRelu: [100, 200],
  izhikevich: [20, 60],
  // A sigmoid is at half of its highest rate at the intercept.
  sigmoid: [260, 380],
};

/** Ways to say how the neurons of a type respond: gains and biases, or rates and intercepts that it can have. */
export function responses(c: Choices, n: number, neuron: NeuronRecord) {
  const { type } = baseOf(neuron) ?? neuron;
  // Izhikevich's neuron fires from a current of about 4.
  const [gain, bias] = type === 'izhikevich' ? [8, 9] : [3, 2];
  const [low, high] = typical[type] ?? [50, 150];
  return c.flag()
    ? { gain: c.list(n, 0.5, gain), bias: c.list(n, 0.4 * bias, bias) }
    : { intercepts: c.list(n, -0.9, 0.3), maxRates: c.list(n, low, high) };
}
