import {
  alpha,
  combine,
  type Filter,
  frequencyResponse,
  linearFilter,
  lowpass,
  type SynapseRecord,
  stateSize,
  triangle,
} from '@rheobase/core';
import { discretise, filt, filtfilt } from '@rheobase/program';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { goldenResults, unpassed } from '../../conformance/test/golden-components.js';
import { relativeError } from '../../conformance/test/golden-file.js';

const DT = 0.001;
const methods = ['zoh', 'euler', 'bilinear', 'backwardDifference'] as const;

const time = fc.double({ min: 1e-3, max: 0.5, noNaN: true });
const numbers = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 40 });
/** Stable filters of order 2 with a direct part. */
const quadratic = fc
  .record({
    a: time,
    b: time,
    zero: fc.double({ min: -2, max: 2, noNaN: true }),
    direct: fc.constantFrom(0, 0.5),
    method: fc.constantFrom(...methods),
  })
  .map(({ a, b, zero, direct, method }) =>
    linearFilter({ numerator: [direct * a * b, zero * a, 1], denominator: [a * b, a + b, 1], method }),
  );
const synapses: fc.Arbitrary<SynapseRecord> = fc.oneof(
  time.map(lowpass),
  time.map(alpha),
  time.map(t => triangle(t / 10)),
  quadratic,
);

const answers = (synapse: SynapseRecord, x: readonly number[], options = {}) => Array.from(filt(synapse, x, { dt: DT, ...options }).data);

/** The largest difference of two lists of one length. */
const apart = (found: readonly number[], expected: readonly number[]): number =>
  found.length === expected.length ? Math.max(...found.map((x, i) => Math.abs(x - (expected[i] ?? 0)))) : Number.POSITIVE_INFINITY;

describe('golden filters', () => {
  it.each([
    ['component_synapses', 38],
    ['component_synapse_filt', 4],
  ])('%s: all %d cases agree', async (name, count) => {
    const results = await goldenResults(name);
    expect(results).toHaveLength(count);
    expect(unpassed(results)).toEqual([]);
  });

  it('that are wrong in one number are noticed', async () => {
    const results = await goldenResults('component_synapses', json => {
      json.cases[3].step_response[7] += 1e-7;
    });
    expect(unpassed(results)).toMatchObject([{ status: 'failed', failure: { object: 'step response', at: 7 } }]);
  });
});

describe('filt', () => {
  it('is linear', () => {
    fc.assert(
      fc.property(synapses, numbers, numbers, fc.double({ min: -3, max: 3, noNaN: true }), (synapse, a, b, factor) => {
        const sum = Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? 0) + factor * (b[k] ?? 0));
        const [fa, fb] = [answers(synapse, [...a, ...new Array(40).fill(0)]), answers(synapse, [...b, ...new Array(40).fill(0)])];
        const scale = 1 + Math.max(...fa.map(Math.abs), ...fb.map(Math.abs));
        const expected = sum.map((_, k) => (fa[k] ?? 0) + factor * (fb[k] ?? 0));
        expect(apart(answers(synapse, sum), expected)).toBeLessThan(1e-9 * scale);
      }),
      { seed: 1 },
    );
  });

  it('does not care when it starts: later input, the same answer later, to the bit', () => {
    fc.assert(
      fc.property(synapses, numbers, fc.integer({ min: 1, max: 9 }), (synapse, x, late) => {
        expect(answers(synapse, [...new Array<number>(late).fill(0), ...x]).slice(late)).toEqual(answers(synapse, x));
      }),
      { seed: 1 },
    );
  });

  it('holds y0 under the constant input that belongs to it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          time.map(lowpass),
          time.map(alpha),
          time.map(t => triangle(t / 10)),
          quadratic,
        ),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (synapse, y0) => {
          for (const y of answers(synapse, new Array(30).fill(y0), { y0 }))
            expect(Math.abs(y - y0)).toBeLessThan(1e-7 * (1 + Math.abs(y0)));
        },
      ),
      { seed: 1 },
    );
  });

  it('runs along any axis, each line for itself', () => {
    const rows = [
      [1, 0, 2, 5],
      [3, -1, 0, 1],
    ];
    const across = Array.from(filt(alpha(0.002), rows, { axis: -1 }).data);
    expect(across).toEqual(rows.flatMap(row => answers(alpha(0.002), row)));
    const columns = rows[0]?.map((_, c) => rows.map(row => row[c] ?? 0)) ?? [];
    expect(Array.from(filt(alpha(0.002), columns).data)).toEqual(columns.flatMap((_, k) => [across[k], across[4 + k]]));
    expect(filt(alpha(0.002), rows).shape).toEqual([2, 4]);
  });

  it('leaves what it was given as it was', () => {
    const x = [[1, 2, 3]];
    filtfilt(lowpass(0.1), x, { axis: 1 });
    expect(x).toEqual([[1, 2, 3]]);
  });

  it.each<[string, () => unknown, string]>([
    ['a step of zero', () => filt(lowpass(0.1), [1], { dt: 0 }), 'dt must be a time in seconds > 0'],
    ['an axis that is not there', () => filt(lowpass(0.1), [1], { axis: 1 }), 'axis must be a whole number from -1 to 0'],
    ['a start at infinity', () => filt(lowpass(0.1), [1], { y0: Number.POSITIVE_INFINITY }), 'y0 must be a finite number'],
    [
      'rest at a value that no constant leads to',
      () => filt(linearFilter({ numerator: [0.02, 0], denominator: [0.02, 1] }), [1], { y0: 1 }),
      'lets no constant through',
    ],
    ['rest of what never rests', () => filt(linearFilter({ numerator: [1], denominator: [1, 0, 0] }), [1], { y0: 1 }), 'does not settle'],
    [
      'a step at which the rule has no solution',
      () => discretise(linearFilter({ numerator: [1], denominator: [1, -1000], method: 'backwardDifference' }), DT),
      'has no steps of 0.001 s',
    ],
    ['a triangle of too many steps', () => discretise(triangle(1e6), DT), 'at most 1000000 are kept'],
  ])('refuses %s', (_what, make, sentence) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(sentence);
  });
});

describe('filters in combination', () => {
  it('of the bilinear method do in steps what both do one after the other', () => {
    fc.assert(
      fc.property(time, time, numbers, (tau, other, x) => {
        const first = (t: number) => linearFilter({ numerator: [1], denominator: [t, 1], method: 'bilinear' });
        const both = answers(combine(first(tau), first(other)), x);
        expect(apart(answers(first(other), answers(first(tau), x)), both)).toBeLessThan(1e-9);
      }),
      { seed: 1 },
    );
  });

  it('multiply their frequency responses', () => {
    const [a, b] = [lowpass(0.01), linearFilter({ numerator: [1, 30], denominator: [0.001, 0.1, 3] })];
    const frequencies = [0, 1, 10, 200];
    const [x, y, both] = [a, b, combine(a, b)].map(f => frequencyResponse(f, frequencies));
    if (!x || !y || !both) throw new Error('three responses');
    frequencies.forEach((_, k) => {
      const [xr, xi, yr, yi] = [x.real[k] ?? 0, x.imaginary[k] ?? 0, y.real[k] ?? 0, y.imaginary[k] ?? 0];
      expect(both.real[k]).toBeCloseTo(xr * yr - xi * yi, 10);
      expect(both.imaginary[k]).toBeCloseTo(xr * yi + xi * yr, 10);
    });
  });

  it('two lowpasses of one time constant are an alpha synapse', () => {
    const x = Array.from({ length: 60 }, (_, k) => Math.sin(k));
    expect(relativeError(answers(combine(lowpass(0.02), lowpass(0.02)), x), answers(alpha(0.02), x))).toBeLessThan(1e-9);
  });
});

describe('the frequency response', () => {
  it('is what a sine settles to, of a filter in steps', () => {
    const filter = linearFilter({ numerator: [0.1, 0.05], denominator: [1, -0.5, 0.1], analog: false });
    const f = 0.03;
    const angle = (k: number) => 2 * Math.PI * f * k;
    const y = answers(
      filter,
      Array.from({ length: 400 }, (_, k) => Math.cos(angle(k))),
    );
    const { real, imaginary } = frequencyResponse(filter, [f]);
    // With a new state the answer is one step ahead of the transfer function.
    for (let k = 300; k < 399; k++) {
      const expected = (real[0] ?? 0) * Math.cos(angle(k + 1)) - (imaginary[0] ?? 0) * Math.sin(angle(k + 1));
      expect(Math.abs((y[k] ?? 9) - expected)).toBeLessThan(1e-9);
    }
  });

  it('of a triangle is refused, which has no transfer function', () => {
    expect(() => frequencyResponse(triangle(0.01), [1])).toThrow('triangle: it has no transfer function');
  });
});

describe('filters in steps', () => {
  it.each([1e-5, 1e-3, 0.005, 0.1, 1, 10])('of a general form agree with lowpass and alpha, tau %d', tau => {
    const x = Array.from({ length: 100 }, (_, k) => ((k * 7) % 11) - 5);
    const general = (denominator: readonly number[]) => linearFilter({ numerator: [1], denominator });
    expect(relativeError(answers(general([tau, 1]), x), answers(lowpass(tau), x))).toBeLessThan(1e-12);
    expect(relativeError(answers(general([tau * tau, 2 * tau, 1]), x), answers(alpha(tau), x))).toBeLessThan(1e-10);
  });

  it('follow a constant input exactly along the continuous response', () => {
    const tau = 0.03;
    const ones = new Array<number>(200).fill(1);
    const t = (i: number) => ((i + 1) * DT) / tau;
    const first = ones.map((_, i) => 1 - Math.exp(-t(i)));
    const second = ones.map((_, i) => 1 - (1 + t(i)) * Math.exp(-t(i)));
    expect(relativeError(answers(lowpass(tau), ones), first)).toBeLessThan(1e-12);
    expect(relativeError(answers(alpha(tau), ones), second)).toBeLessThan(1e-10);
  });

  it('of order 8 with widely spread time constants keep their precision', () => {
    const taus = [1e-4, 1e-3, 3e-3, 0.01, 0.05, 0.1, 0.5, 2];
    const whole = taus
      .map(lowpass)
      .reduce<SynapseRecord>((all, one) => combine(all, one), linearFilter({ numerator: [1], denominator: [1] }));
    // The answer to a step is 1 minus a sum of decays, by partial fractions.
    const weight = (k: number) =>
      taus.reduce((product, tau, j) => (j === k ? product : (product * (taus[k] ?? 0)) / ((taus[k] ?? 0) - tau)), 1);
    const exact = Array.from(
      { length: 500 },
      (_, n) => 1 - taus.reduce((sum, tau, k) => sum + weight(k) * Math.exp(-((n + 1) * DT) / tau), 0),
    );
    expect(apart(answers(whole, new Array(500).fill(1)), exact)).toBeLessThan(1e-9);
  });

  it.each<[string, SynapseRecord]>([
    ['no time constant', lowpass(0)],
    ['none of two', alpha(0)],
    ['a square of it that is out of range', alpha(1e-160)],
    ['the least there is', alpha(5e-324)],
    ['no length', triangle(0)],
    ['a length below half a step', triangle(0.0005)],
  ])('of %s pass on what comes in', (_what, synapse) => {
    expect(discretise(synapse, DT)).toEqual({ form: 'gain', d: 1 } satisfies Filter);
  });

  it('keep as many values of state as their order', () => {
    const filters = [lowpass(0), lowpass(0.1), alpha(0.1), triangle(0.01), linearFilter({ numerator: [1], denominator: [1, 2, 3, 4] })];
    expect(filters.map(s => stateSize(discretise(s, DT)))).toEqual([0, 1, 2, 10, 3]);
  });
});
