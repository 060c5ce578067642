import { type CustomNeuron, type IntegrateAndFire, type NeuronRecord, stepsOf, ValidationError } from '@rheobase/core';
import { exp, log, log1p, tanh } from '@rheobase/math';
import { defaultDt } from '../shape/step-length.js';
import { izhikevichRate } from './izhikevich-rate.js';

const lifCurve = (above: number, tauRc: number, tauRef: number, shortest = 0): number =>
  above > 0 ? 1 / Math.max(shortest, tauRef + tauRc * log1p(1 / above)) : 0;

/** sigma log(1 + exp(x / sigma)), without overflow; far left of the threshold it is the exponential itself. */
function smoothed(x: number, sigma: number): number {
  const j = x / sigma;
  return j > 34 ? x : j < -34 ? sigma * exp(j) : sigma * log1p(exp(j));
}

function softLifRate(above: number, tauRc: number, tauRef: number, sigma: number): number {
  const j = above / sigma;
  // Where the smoothed current underflows, log(1 + 1 / z) is -j - log(sigma) to the last digit.
  if (j < -600) return 1 / (tauRef + tauRc * (-j - log(sigma)));
  const z = smoothed(above, sigma);
  return 1 / (tauRef + tauRc * log1p(1 / z));
}

/**
 * The time between spikes in a current without bounds, s: a neuron is held for its refractory time and fires in the first step that is free,
 * wholly or in part. Without refractory time it may fire several spikes a step. 0 for steps of no length.
 */
function shortestInterval({ refractory, spikes }: IntegrateAndFire<number>, dt: number): number {
  if (dt === 0) return 0;
  const steps = stepsOf(refractory, dt);
  return steps > 0 ? (Math.floor(steps) + 1) * dt : dt / (spikes.range === 'many' ? spikes.max : 1);
}

/** One over the refractory time and the time from the reset voltage to the threshold (none where the reset is past it), up to the limit. */
function integrateAndFireRate(neuron: IntegrateAndFire<number>, current: number, dt: number): number {
  const { tauRc, threshold, reset, refractory, amplitude } = neuron;
  const span = threshold - (reset.to === 'value' ? reset.value : 0);
  const shortest = shortestInterval(neuron, dt);
  if (tauRc === null) return current > 0 ? amplitude / Math.max(shortest, refractory + Math.max(0, span) / current) : 0;
  if (reset.to !== 'value') return amplitude * lifCurve(current / threshold - 1, tauRc, refractory, shortest);
  // log((J - r) / (J - threshold)), as log(1 + (threshold - r) / (J - threshold)).
  if (span > 0) return amplitude * lifCurve((current - threshold) / span, tauRc, refractory, shortest);
  return current > threshold ? amplitude / Math.max(shortest, refractory) : 0;
}

/** What a user's type says of its rates, else one step of a second from its initial state. */
function customRate({ name, parameters, state, implementation }: CustomNeuron<number>, current: number): number {
  if (!implementation) {
    throw new ValidationError(`neuron type '${name}' is not at hand, so its rates cannot be computed; pass in its definition`, {
      code: 'missing-definition',
      given: name,
    });
  }
  if (implementation.rates) return implementation.rates(current, parameters);
  const start = Object.entries(state).map(([key, value]) => [key, typeof value === 'number' ? value : value.low] as const);
  return implementation.step({ dt: 1, current, state: Object.fromEntries(start), parameters });
}

/**
 * The output of a neuron in a constant current J once it has settled: the rate in Hz times its amplitude. Spiking types give the rate of
 * their spikes, adaptive ones the rate before they adapt; types that spike at the rate of a base give that; `direct` gives J. This is the
 * curve for which decoders are solved.
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
  switch (neuron.type) {
    case 'direct':
      return current;
    case 'lif':
    case 'lifRate':
    case 'adaptiveLif':
    case 'adaptiveLifRate':
      return neuron.amplitude * lifCurve(current - 1, neuron.tauRc, neuron.tauRef);
    case 'softLif':
      return neuron.amplitude * softLifRate(current - 1, neuron.tauRc, neuron.tauRef, neuron.sigma);
    case 'relu':
    case 'spikingRelu':
      return neuron.amplitude * Math.max(0, current);
    case 'sigmoid':
      return 1 / neuron.tauRef / (1 + exp(-current));
    case 'tanh':
      return tanh(current) / neuron.tauRef;
    case 'integrateAndFire':
      return integrateAndFireRate(neuron, current, dt);
    case 'izhikevich':
      return izhikevichRate(neuron, current);
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      // Without the amplitude, as in Nengo: what is decoded scales with it.
      return rate(neuron.base, current, dt);
    case 'customNeuron':
      return customRate(neuron, current);
  }
}
