import { exp, log, log1p } from '@rheobase/math';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour } from './behaviour.js';
import { leakyRate } from './leaky.js';
import { lifCurve, lifFields } from './lif-rate.js';
import type { PerNeuron } from './parameter.js';

/**
 * The LIF rate curve with a smooth threshold, so that it has a bounded slope to train on (Hunsberger and Eliasmith, 2015):
 * J - 1 is replaced by `sigma log(1 + exp((J - 1) / sigma))`. As sigma goes to 0 it becomes `lifRate`. No state.
 */
export const softLif = kind('softLif', {
  ...lifFields,
  /** Width of the smoothing, in units of current, > 0. Default 0.02. */
  sigma: parameter(0.02, { above: 0 }),
});

export type SoftLif<P = PerNeuron> = RecordOf<typeof softLif, { readonly parameter: P }>;
export type SoftLifOptions = OptionsOf<typeof softLif>;

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
