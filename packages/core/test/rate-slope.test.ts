import {
  adaptiveLif,
  adaptiveLifRate,
  defineNeuron,
  direct,
  integrateAndFire,
  izhikevich,
  lif,
  lifRate,
  mapParameters,
  type NeuronKind,
  type NeuronRecord,
  poissonSpiking,
  rate,
  rateSlope,
  regularSpiking,
  relu,
  sigmoid,
  softLif,
  spikingRelu,
  stochasticSpiking,
  tanh,
} from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const square = defineNeuron({
  name: 'square',
  version: '1',
  parameters: { height: 2 },
  step: ({ current, parameters }) => parameters.height * current * current,
  rates: (current, { height }) => height * current * current,
  slope: (current, { height }) => 2 * height * current,
});

const singleOf = (neuron: NeuronRecord): NeuronRecord<number> => mapParameters(neuron, value => (typeof value === 'number' ? value : 0));

/** Every type that has a slope, with parameters other than by default; null: types without one. */
const neurons: { readonly [K in NeuronKind]: readonly NeuronRecord[] | null } = {
  direct: [direct()],
  lif: [lif({ tauRc: 0.03, amplitude: 0.5 })],
  lifRate: [lifRate({ tauRef: 0 }), lifRate({ tauRc: 0.05 })],
  adaptiveLif: [adaptiveLif({ tauRef: 0.004 })],
  adaptiveLifRate: [adaptiveLifRate({ amplitude: 3 })],
  softLif: [softLif(), softLif({ sigma: 0.3, amplitude: 2 })],
  relu: [relu({ amplitude: 0.1 })],
  spikingRelu: [spikingRelu()],
  sigmoid: [sigmoid({ tauRef: 0.01 })],
  tanh: [tanh()],
  integrateAndFire: [
    integrateAndFire(),
    integrateAndFire({ refractory: 0.0025, threshold: 0.3, amplitude: 0.3 }),
    integrateAndFire({ spikes: { max: 5 }, reset: -0.5 }),
    integrateAndFire({ tauRc: 0.02, reset: 'zero', threshold: 2 }),
    integrateAndFire({ tauRc: 0.02, reset: 0.4, refractory: 0.002 }),
    integrateAndFire({ reset: 1.5, refractory: 0.001 }),
  ],
  izhikevich: null,
  regularSpiking: [regularSpiking(tanh(), { amplitude: 0.01 })],
  stochasticSpiking: [stochasticSpiking(softLif())],
  poissonSpiking: [poissonSpiking(lifRate())],
  customNeuron: [square()],
};

const WIDTH = 1e-5;

describe('the slope of a rate curve', () => {
  for (const [kind, examples] of Object.entries(neurons)) {
    if (examples === null) continue;
    it(`is the limit of differences: ${kind}`, () => {
      for (const neuron of examples.map(singleOf)) {
        fc.assert(
          fc.property(fc.double({ min: -6, max: 8, noNaN: true }), fc.constantFrom(0, 0.001, 0.01), (current, dt) => {
            const [left, here, right] = [-WIDTH, 0, WIDTH].map(by => rate(neuron, current + by, dt));
            if (left === undefined || here === undefined || right === undefined) throw new TypeError('no rates');
            const [before, after] = [(here - left) / WIDTH, (right - here) / WIDTH];
            const slope = rateSlope(neuron, current, dt);
            expect(slope).not.toBeNull();
            // Between the one-sided differences, also at a corner of the curve.
            const tolerance = 1e-6 * Math.max(1, Math.abs(here)) * 100 + 0.1 * Math.abs(after - before);
            expect(slope).toBeGreaterThanOrEqual(Math.min(before, after) - tolerance);
            expect(slope).toBeLessThanOrEqual(Math.max(before, after) + tolerance);
          }),
          { numRuns: 200 },
        );
      }
    });
  }

  it('is a finite number far from the threshold', () => {
    for (const current of [-1e6, -700, -40, 40, 700, 1e6]) {
      for (const neuron of [softLif(), sigmoid(), tanh(), lif(), integrateAndFire({ tauRc: 0.02 })]) {
        expect(rateSlope(singleOf(neuron), current)).toBeGreaterThanOrEqual(0);
        expect(rateSlope(singleOf(neuron), current)).toBeLessThan(1e6);
      }
    }
  });

  it('is null for types that have none', () => {
    expect(rateSlope(singleOf(izhikevich()), 10)).toBeNull();
    expect(rateSlope(singleOf(poissonSpiking(izhikevich())), 10)).toBeNull();
    const plain = defineNeuron({ name: 'plain', version: '1', step: ({ current }) => current });
    expect(rateSlope(singleOf(plain()), 10)).toBeNull();
  });
});
