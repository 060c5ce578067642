import { type NeuronRecord, startCurrentOf, tunedRate, ValidationError } from '@rheobase/core';
import { grid } from './search.js';

/** Where a neuron starts to fire along its encoder, and how fast it fires at the end of it. */
export interface RateRange {
  /** Hz. */
  readonly maxRate: number;
  readonly intercept: number;
}

/** The place before the first that fires on a grid from -1 to 1; -1 where that is the first place, or none fires. */
function lastSilent(neuron: NeuronRecord<number>, gain: number, bias: number): number {
  let silent = -1;
  for (const place of grid(-1, 1)) {
    if (tunedRate(neuron, gain * place + bias) > 0) return silent;
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
  const start = startCurrentOf(neuron);
  return { maxRate: tunedRate(neuron, gain + bias), intercept: start === null ? lastSilent(neuron, gain, bias) : (start - bias) / gain };
}
