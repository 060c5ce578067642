import { maxRatesIntercepts, rate, tune, tuneAll } from '@rheobase/compiler';
import {
  adaptiveLif,
  integrateAndFire,
  izhikevich,
  lif,
  lifRate,
  mapParameters,
  type NeuronRecord,
  poissonSpiking,
  regularSpiking,
  relu,
  sigmoid,
  softLif,
  spikingRelu,
  tanh,
} from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

const plain = (neuron: NeuronRecord): NeuronRecord<number> =>
  mapParameters(neuron, value => (typeof value === 'number' ? value : Number.NaN));

describe('gain and bias', () => {
  const types = [
    lif(),
    lifRate({ tauRef: 0 }),
    relu({ amplitude: 3 }),
    spikingRelu(),
    integrateAndFire({ threshold: 2, refractory: 0.001 }),
    integrateAndFire({ tauRc: 0.02, threshold: 2, refractory: 0.001, amplitude: 3, reset: 'zero' }),
    integrateAndFire({ threshold: 2, refractory: 0.001, reset: 1.5 }),
    integrateAndFire({ tauRc: 0.02, threshold: 2, refractory: 0.001, reset: -1 }),
    integrateAndFire({ tauRc: 0.02, threshold: 2, reset: 1.5 }),
    adaptiveLif({ amplitude: 2 }),
    poissonSpiking(relu(), { amplitude: 3 }),
  ].map(plain);

  it('make a neuron start at its intercept and reach its rate at the end of its encoder', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.double({ min: 5, max: 400, noNaN: true }),
        fc.double({ min: -1, max: 0.95, noNaN: true }),
        (neuron, max, intercept) => {
          const { gain, bias } = tune(neuron, max, intercept, 'x');
          const at = (x: number) => rate(neuron, gain * x + bias) / ('amplitude' in neuron && !('base' in neuron) ? neuron.amplitude : 1);
          expect(Math.abs(at(1) / max - 1)).toBeLessThan(1e-9);
          expect(at(intercept - 1e-6)).toBe(0);
          expect(at(intercept + 1e-6)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are turned round by maxRatesIntercepts', () => {
    const more = [...types, softLif(), tanh(), sigmoid({ tauRef: 0.001 })].map(plain);
    fc.assert(
      fc.property(
        fc.constantFrom(...more),
        fc.double({ min: 505, max: 520, noNaN: true }).map(x => (x - 500) * 20),
        fc.double({ min: -1, max: 0.95, noNaN: true }),
        (neuron, max, intercept) => {
          // A sigmoid starts at half of its highest rate.
          const wanted = neuron.type === 'sigmoid' ? 500 + max : max;
          const { gain, bias } = tune(neuron, wanted, intercept, 'x');
          const back = maxRatesIntercepts(neuron, gain, bias);
          expect(back.maxRate / wanted).toBeCloseTo(1, 9);
          expect(back.intercept).toBeCloseTo(intercept, 9);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it('of a searched curve meet its steps within one grid cell', () => {
    const neuron = plain(izhikevich());
    const { gain, bias } = tuneAll(() => neuron, [40, 80], [-0.5, 0.25], 'x');
    const [first, second] = Array.from(gain, (each, i) => maxRatesIntercepts(neuron, each, bias[i] ?? 0));
    expect(Math.abs((first?.maxRate ?? 0) - 40)).toBeLessThanOrEqual(2);
    expect(Math.abs((second?.maxRate ?? 0) - 80)).toBeLessThanOrEqual(2);
    expect(first?.intercept).toBeCloseTo(-0.5, 1);
    expect(second?.intercept).toBeCloseTo(0.25, 1);
  });

  it('of several neurons are those of each where there is a formula, in any order', () => {
    const neurons = [plain(lif()), plain(tanh()), plain(relu({ amplitude: 2 }))] as const;
    const neuronAt = (i: number) => neurons[i] ?? neurons[0];
    const all = tuneAll(neuronAt, [100, 200, 300], [0, 0.5, -0.5], 'x');
    const reversed = tuneAll(i => neuronAt(2 - i), [300, 200, 100], [-0.5, 0.5, 0], 'x');
    expect([reversed.gain.toReversed(), reversed.bias.toReversed()]).toEqual([all.gain, all.bias]);
    const each = neurons.map((neuron, i) => tune(neuron, [100, 200, 300][i] ?? 0, [0, 0.5, -0.5][i] ?? 0, 'x'));
    expect(Array.from(all.gain, (gain, i) => ({ gain, bias: all.bias[i] }))).toEqual(each);
  });

  it('of many alike are those of each, and the first that has none is named', () => {
    const random = randomStream(7);
    const [rates, intercepts] = [new Float64Array(3000), new Float64Array(3000)];
    for (let i = 0; i < rates.length; i++) [rates[i], intercepts[i]] = [20 + 380 * random.uniform(), -1 + 1.99 * random.uniform()];
    const leaky = [lif({ tauRc: 0.03 }), softLif(), regularSpiking(lifRate()), integrateAndFire({ tauRc: 0.02, threshold: 2, reset: 0.5 })];
    for (const neuron of [...leaky, relu()].map(plain)) {
      const all = tuneAll(neuron, rates, intercepts, 'x');
      expect(tuneAll(() => neuron, rates, intercepts, 'x')).toEqual(all);
      expect({ gain: all.gain[2999], bias: all.bias[2999] }).toEqual(tune(neuron, rates[2999] ?? 0, intercepts[2999] ?? 0, 'x'));
    }
    const wrong = (at: number, rate: number, intercept: number) =>
      tuneAll(plain(lif()), rates.with(at, rate), intercepts.with(at, intercept), 'ens');
    expect(() => wrong(2500, 500, 0)).toThrow('ens: a max rate of 500 Hz is not below');
    expect(() => wrong(0, 100, 1)).toThrow('ens: intercepts must be below 1, but 1 was given');
    expect(() => wrong(2999, Number.NaN, 0)).toThrow('ens: maxRates must be finite');
    expect(() => wrong(7, 1e-5, 0)).toThrow('needs a gain of 0');
  });

  it('have no inverse where the gain is not above zero', () => {
    expect(() => maxRatesIntercepts(plain(lif()), 0, 1)).toThrow('a neuron with a gain > 0 is needed');
  });

  it.each<[string, () => unknown, string]>([
    ['an intercept of 1', () => tune(plain(lif()), 100, 1, 'ens'), 'ens: intercepts must be below 1, but 1 was given'],
    ['an intercept that is no number', () => tune(plain(relu()), 100, Number.NaN, 'ens'), 'ens: intercepts must be below 1'],
    ['a rate of zero', () => tune(plain(lif()), 0, 0, 'ens'), 'ens: maxRates must be finite and above 0 Hz, but 0 was given'],
    ['an infinite rate', () => tune(plain(relu()), Number.POSITIVE_INFINITY, 0, 'ens'), 'ens: maxRates must be finite'],
    [
      'a rate that the refractory time forbids',
      () => tune(plain(lif()), 500, 0, 'ens'),
      'ens: a max rate of 500 Hz is not below 1 / refractory time = 500 Hz',
    ],
    [
      'a reset that is not below the threshold',
      () => tune(plain(integrateAndFire({ reset: 1 })), 100, 0, 'ens'),
      'ens: a reset to 1 is not below',
    ],
    ['a rate that a sigmoid never reaches', () => tune(plain(sigmoid()), 400, 0, 'ens'), 'ens: a max rate of 400 Hz is not below'],
    [
      'a rate that a tanh never reaches',
      () => tune(plain(tanh({ tauRef: 0.01 })), 100, 0, 'ens'),
      'ens: a max rate of 100 Hz is not below',
    ],
    [
      'a sigmoid below half of its highest rate',
      () => tune(plain(sigmoid()), 150, 0, 'ens'),
      'ens: a max rate of 150 Hz with intercept 0 needs a gain',
    ],
    ['a rate that no current gives', () => tune(plain(izhikevich()), 2000, 0, 'ens'), 'ens: no current within'],
    ['the same without leak', () => tune(plain(integrateAndFire({ refractory: 0.01 })), 100, 0, 'ens'), '= 100 Hz'],
    ['the same for a smooth curve', () => tune(plain(softLif()), 600, 0, 'ens'), '= 500 Hz'],
  ])('are refused for %s', (_what, make, message) => {
    expect(refusal(make).message).toContain(message);
  });
});
