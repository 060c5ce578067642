import { exp, log, log1p } from '@rheobase/math';
import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { NeuronBehaviour } from './behaviour.js';
import { leakyRate } from './leaky.js';
import { type LifRateOptions, lifCurve } from './lif-rate.js';
import { neuronParameter, type PerNeuron } from './parameter.js';

/**
 * The LIF rate curve with a smooth threshold, so that it has a bounded slope to train on (Hunsberger and Eliasmith, 2015):
 * J - 1 is replaced by `sigma log(1 + exp((J - 1) / sigma))`. As sigma goes to 0 it becomes `lifRate`. No state.
 */
export interface SoftLif<P = PerNeuron> {
  readonly type: 'softLif';
  /** Membrane time constant, s. */
  readonly tauRc: P;
  /** Refractory time, s. */
  readonly tauRef: P;
  /** Factor on the rate. */
  readonly amplitude: P;
  /** Width of the smoothing, in units of current. */
  readonly sigma: P;
}

export interface SoftLifOptions extends LifRateOptions {
  /** Smoothing, > 0. Default 0.02. */
  readonly sigma?: ArrayInput;
}

const names = optionNames<SoftLifOptions>({ tauRc: true, tauRef: true, amplitude: true, sigma: true });

export function softLif(options: SoftLifOptions = {}): SoftLif {
  const { tauRc = 0.02, tauRef = 0.002, amplitude = 1, sigma = 0.02 } = knownOptions('softLif', options, names, 'softLif');
  return Object.freeze({
    type: 'softLif',
    tauRc: neuronParameter('softLif', 'tauRc', tauRc, { above: 0 }),
    tauRef: neuronParameter('softLif', 'tauRef', tauRef, { atLeast: 0 }),
    amplitude: neuronParameter('softLif', 'amplitude', amplitude, { above: 0 }),
    sigma: neuronParameter('softLif', 'sigma', sigma, { above: 0 }),
  });
}

/** sigma log(1 + exp(x / sigma)), without overflow; far left of the threshold it is the exponential itself. */
function smoothed(x: number, sigma: number): number {
  const j = x / sigma;
  return j > 34 ? x : j < -34 ? sigma * exp(j) : sigma * log1p(exp(j));
}

/** The time between spikes in a current `above` the threshold, s. */
function interval(above: number, { tauRc, tauRef, sigma }: SoftLif<number>): number {
  const j = above / sigma;
  // If the smoothed current underflows, log(1 + 1 / z) is -j - log(sigma) to the last digit.
  if (j < -600) return tauRef + tauRc * (-j - log(sigma));
  return tauRef + tauRc * log1p(1 / smoothed(above, sigma));
}

/** The slope of log(1 + 1 / z) over the current, with the sign turned: z' / (z (z + 1)). */
function steepness(above: number, sigma: number): number {
  const j = above / sigma;
  const z = smoothed(above, sigma);
  // Far left of the threshold z' is z / sigma.
  if (j < -34) return 1 / sigma / (z + 1);
  return 1 / (1 + exp(-j)) / (z * (z + 1));
}

export const softLifBehaviour: NeuronBehaviour<SoftLif<number>> = {
  ...lifCurve,
  spiking: () => false,
  rates: (current, neuron) => neuron.amplitude * (1 / interval(current - 1, neuron)),
  slope: (current, neuron) => {
    const time = interval(current - 1, neuron);
    return (neuron.amplitude * neuron.tauRc * steepness(current - 1, neuron.sigma)) / (time * time);
  },
  // It is tuned as if its threshold were sharp.
  tunedRates: (current, { tauRc, tauRef }) => leakyRate(current - 1, tauRc, tauRef),
  rateTwin: () => 'itself',
  stepAll: null,
};
