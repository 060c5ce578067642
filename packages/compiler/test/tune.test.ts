import { rate, tune } from '@rheobase/compiler';
import { integrateAndFire, lif, lifRate, mapParameters, type NeuronRecord, relu, softLif, spikingRelu } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { goldenFile, goldenNeuron, relativeError } from './golden-file.js';

interface Case {
  readonly neuron_type: { readonly type: string };
  readonly max_rates: readonly number[];
  readonly intercepts: readonly number[];
  readonly gain: readonly number[];
  readonly bias: readonly number[];
}

const plain = (neuron: NeuronRecord): NeuronRecord<number> =>
  mapParameters(neuron, value => (typeof value === 'number' ? value : Number.NaN));

describe('gain and bias', () => {
  const cases: readonly Case[] = goldenFile('component_gain_bias').cases;
  const known = cases.flatMap(c => {
    const neuron = goldenNeuron(c.neuron_type);
    return neuron ? [{ ...c, neuron, type: c.neuron_type.type }] : [];
  });

  it('have golden cases of four neuron types', () => {
    expect(new Set(known.map(c => c.type)).size).toBe(4);
    expect(known).toHaveLength(8);
  });

  it.each(known)('agree with the golden numbers of $type to 1e-9 (%#)', ({ neuron, max_rates, intercepts, gain, bias }) => {
    const found = max_rates.map((max, i) => tune(neuron, max, intercepts[i] ?? 0, 'x'));
    expect(
      relativeError(
        found.map(t => t.gain),
        gain,
      ),
    ).toBeLessThan(1e-9);
    expect(
      relativeError(
        found.map(t => t.bias),
        bias,
      ),
    ).toBeLessThan(1e-9);
  });

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
  ].map(plain);

  it('make a neuron start at its intercept and reach its rate at the end of its encoder', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.double({ min: 5, max: 400, noNaN: true }),
        fc.double({ min: -1, max: 0.95, noNaN: true }),
        (neuron, max, intercept) => {
          const { gain, bias } = tune(neuron, max, intercept, 'x');
          const at = (x: number) => rate(neuron, gain * x + bias) / neuron.amplitude;
          expect(Math.abs(at(1) / max - 1)).toBeLessThan(1e-9);
          expect(at(intercept - 1e-6)).toBe(0);
          expect(at(intercept + 1e-6)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
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
    ['the same without leak', () => tune(plain(integrateAndFire({ refractory: 0.01 })), 100, 0, 'ens'), '= 100 Hz'],
    ['the same for a smooth curve', () => tune(plain(softLif()), 600, 0, 'ens'), '= 500 Hz'],
  ])('are refused for %s', (_what, make, message) => {
    expect(refusal(make).message).toContain(message);
  });
});
