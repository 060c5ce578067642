import { type NeuronRecord, ValidationError } from '@rheobase/core';
import { rate } from '@rheobase/model';
import { grid } from './search.js';

/** Where a neuron starts to fire along its encoder, and how fast it fires at the end of it. */
export interface RateRange {
  /** Hz. */
  readonly maxRate: number;
  readonly intercept: number;
}

/** The current at which a type starts (a sigmoid: is at half of its highest rate); null where only the curve tells. */
function startOf(neuron: NeuronRecord<number>): number | null {
  switch (neuron.type) {
    case 'lif':
    case 'lifRate':
    case 'adaptiveLif':
    case 'adaptiveLifRate':
    case 'softLif':
      return 1;
    case 'relu':
    case 'spikingRelu':
    case 'sigmoid':
    case 'tanh':
      return 0;
    case 'integrateAndFire':
      return neuron.tauRc === null ? 0 : neuron.threshold;
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return startOf(neuron.base);
    case 'izhikevich':
    case 'customNeuron':
    case 'direct':
      return null;
  }
}

/** The curve that `tune` turns round: without amplitude and smoothing. */
function plainCurve(neuron: NeuronRecord<number>): NeuronRecord<number> {
  switch (neuron.type) {
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return plainCurve(neuron.base);
    case 'softLif':
      return { type: 'lifRate', tauRc: neuron.tauRc, tauRef: neuron.tauRef, amplitude: 1 };
    default:
      return 'amplitude' in neuron ? { ...neuron, amplitude: 1 } : neuron;
  }
}

/** The place before the first that fires on a grid from -1 to 1; -1 where that is the first place, or none fires. */
function lastSilent(neuron: NeuronRecord<number>, gain: number, bias: number): number {
  let silent = -1;
  for (const place of grid(-1, 1)) {
    if (rate(neuron, gain * place + bias) > 0) return silent;
    silent = place;
  }
  return -1;
}

/**
 * The inverse of `tune`: max rate and intercept of a neuron with this gain and bias, in the limit of short steps. Types without a formula get the
 * intercept of Nengo: the place before the first that fires on a grid of 101 from -1 to 1, or -1 where there is none. `ValidationError` for
 * `direct`, which has neither.
 */
export function maxRatesIntercepts(neuron: NeuronRecord<number>, gain: number, bias: number): RateRange {
  if (neuron.type === 'direct' || !(gain > 0 && Number.isFinite(gain))) {
    throw new ValidationError(`maxRatesIntercepts: a neuron with a gain > 0 is needed, but ${neuron.type} with ${gain} was given`, {
      code: 'invalid-parameter',
      given: gain,
      allowed: 'a finite gain > 0',
    });
  }
  const curve = plainCurve(neuron);
  const start = startOf(neuron);
  return { maxRate: rate(curve, gain + bias, 0), intercept: start === null ? lastSilent(curve, gain, bias) : (start - bias) / gain };
}
