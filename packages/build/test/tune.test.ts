import { maxRatesIntercepts, tune, tuneAll } from '@rheobase/build';
import {
  adaptiveLif,
  defineNeuron,
  integrateAndFire,
  izhikevich,
  lif,
  lifRate,
  mapParameters,
  type NeuronRecord,
  poissonSpiking,
  rate,
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

  it('of Izhikevich neurons with a weak reset are those of Nengo, though their rates do not rise evenly', () => {
    const neuron = plain(izhikevich({ tauRecovery: 0.02, coupling: 0.2, resetVoltage: -65, resetRecovery: 2 }));
    const { gain, bias } = tuneAll(neuron, [40, 60, 90], [-0.5, 0, 0.4], 'x');
    [3.72, 8.804, 62 / 3].forEach((expected, i) => {
      expect(gain[i]).toBeCloseTo(expected, 12);
    });
    [5.46, 3.6, -14 / 3].forEach((expected, i) => {
      expect(bias[i]).toBeCloseTo(expected, 12);
    });
  });

  // Curves of current y above their threshold. The numbers are Nengo's for a neuron type with these rates.
  const curve = (start: number, rates: (y: number) => number): NeuronRecord<number> =>
    plain(defineNeuron({ name: 'curve', version: '1', step: () => 0, rates: j => (j > start ? rates(j - start) : 0) })());
  const saw = curve(1.867, y => y * 16.581 + (y * 2.719 - Math.floor(y * 2.719)) * 16.581 * 6);
  it.each<[string, NeuronRecord<number>, readonly number[], readonly number[], readonly number[], readonly number[]]>([
    [
      'a rectified line',
      curve(-2.523, y => y * 16.969),
      [92.88, 164.53, 89.07],
      [0.85, -0.458, 0.319],
      [37.00340346121357, 6.702960275903747, 7.820827372087079],
      [-34.052892942031534, 0.46995580636391665, -5.094843931695777],
    ],
    [
      'a line through zero, whose threshold lies on the first grid and whose end on a wider one',
      plain(defineNeuron({ name: 'line', version: '1', step: () => 0, rates: j => (j - 5.503) * 15.378, negative: true })()),
      [156.3, 161.89],
      [0.746, -0.861],
      [40.42074985944743, 5.712185261693695],
      [-24.753879395147784, 10.318191510318272],
    ],
    [
      'steps',
      curve(1.711, y => Math.floor(y * 2.51) * 16.161),
      [11.27, 69.54, 146.41],
      [-0.185, -0.964, -0.729],
      [0.08649755088368428, 0.8571854169557321, 2.1331750360894595],
      [2.0160020469134814, 2.826326741945326, 3.555084601309216],
    ],
    [
      'a hump',
      curve(-0.044, y => y * 15.845 * Math.abs(y - 4 * 2.72) + y * 15.845),
      [110.56, 226.46],
      [-0.749, -0.532],
      [0.4434918479721922, 0.9884919950264507],
      [0.13217539413117274, 0.32587774135407244],
    ],
    [
      'a threshold that the seventh doubling reaches',
      curve(688.2, y => y * 0.25),
      [135.19, 243.47],
      [-0.985, -0.626],
      [614.0856423173805, 1016.0393603936039],
      [614.8743576826196, 646.040639606396],
    ],
    [
      'a saw, whose currents follow from the rates asked for before',
      saw,
      [233.63, 189.3],
      [-0.689, 0.743],
      [6.266391737459708, 40.58179223492583],
      [6.11754390710974, -28.35227163054989],
    ],
  ])('searched for on a curve are those of Nengo: %s', (_what, neuron, rates, intercepts, gain, bias) => {
    for (const type of [neuron, plain(poissonSpiking(neuron)), plain(regularSpiking(neuron))]) {
      const found = tuneAll(type, rates, intercepts, 'x');
      gain.forEach((expected, i) => {
        expect(Math.abs((found.gain[i] ?? 0) - expected)).toBeLessThan(1e-9 * Math.max(1, expected));
        expect(Math.abs((found.bias[i] ?? 0) - (bias[i] ?? 0))).toBeLessThan(1e-9 * Math.max(1, expected));
      });
    }
  });

  it('are searched for up to currents of ±5120', () => {
    expect(
      tune(
        curve(5100, () => 500),
        90,
        0.4,
        'x',
      ).gain,
    ).toBeCloseTo(8446.83, 9);
    expect(
      refusal(() =>
        tune(
          curve(5130, () => 500),
          90,
          0.4,
          'x',
        ),
      ).message,
    ).toContain('x: no current within ±5120 makes it fire at 90 Hz');
    expect(
      refusal(() =>
        tune(
          curve(-5130, () => 500),
          90,
          0.4,
          'x',
        ),
      ).message,
    ).toContain('x: no current within ±5120 leaves it silent');
  });

  it('have the inverse of Nengo where the curve alone tells: the place before the first that fires', () => {
    const gap = curve(-0.51, y => (y < 0.7 || y > 1.1 ? 5 : 0));
    expect(maxRatesIntercepts(gap, 1, 0)).toEqual({ maxRate: 5, intercept: -0.52 });
    expect(maxRatesIntercepts(gap, 1, 3)).toEqual({ maxRate: 5, intercept: -1 });
    expect(maxRatesIntercepts(gap, 1, -5)).toEqual({ maxRate: 0, intercept: -1 });
  });

  it('of a sigmoid start past the end of its encoder where its max rate is below half of its highest', () => {
    const neuron = plain(sigmoid());
    for (const type of [neuron, plain(regularSpiking(neuron))]) {
      const { gain, bias } = tune(type, 100, 1.1, 'x');
      expect(gain).toBeCloseTo(10.98612288668109, 12);
      expect(bias).toBeCloseTo(-12.0847351753492, 12);
      const back = maxRatesIntercepts(type, gain, bias);
      expect(back.maxRate).toBeCloseTo(100, 9);
      expect(back.intercept).toBeCloseTo(1.1, 12);
    }
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 199, noNaN: true }), fc.double({ min: 1.001, max: 50, noNaN: true }), (wanted, intercept) => {
        const { gain, bias } = tune(neuron, wanted, intercept, 'x');
        expect(rate(neuron, gain + bias) / wanted).toBeCloseTo(1, 9);
        expect(rate(neuron, gain * intercept + bias)).toBeCloseTo(200, 6);
      }),
      { numRuns: 200 },
    );
    // Neither at the end itself, nor with a rate of half the highest or more, nor infinitely far.
    for (const [wanted, intercept] of [
      [100, 1],
      [200, 1.1],
      [300, 1.1],
      [100, Number.POSITIVE_INFINITY],
    ] as const) {
      const { message } = refusal(() => tune(neuron, wanted, intercept, 'x'));
      expect(message).toContain(`x: intercepts must be below 1, but ${intercept} was given; a sigmoid takes a finite one above 1`);
    }
  });

  it('of types that cannot start past the end of their encoder are refused for an intercept of 1 or more', () => {
    for (const neuron of [lif(), relu(), spikingRelu(), tanh(), izhikevich(), softLif(), regularSpiking(tanh()), integrateAndFire()]) {
      for (const intercept of [1, 1.1, 30]) {
        expect(refusal(() => tune(plain(neuron), 100, intercept, 'x')).message).toBe(
          `x: intercepts must be below 1, but ${intercept} was given`,
        );
      }
    }
    const own = defineNeuron({ name: 'own', version: '1', step: () => 0, gainBias: (max, intercept) => ({ gain: intercept, bias: max }) });
    expect(tune(plain(own()), 100, 1.5, 'x')).toEqual({ gain: 1.5, bias: 100 });
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
