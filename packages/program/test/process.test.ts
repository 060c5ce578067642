import {
  alpha,
  brownNoise,
  builtin,
  defineProcess,
  filtered,
  filteredNoise,
  type Interpolation,
  lowpass,
  type ProcessRecord,
  piecewise,
  presentInput,
  uniform,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import { applyProcess, filt, runProcess } from '@rheobase/program';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { goldenResults, unpassed } from '../../conformance/test/golden-components.js';

const values = (process: ProcessRecord, options: Parameters<typeof runProcess>[1]) => Array.from(runProcess(process, options).data);
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
const variance = (list: readonly number[]) => {
  const middle = mean(list);
  return mean(list.map(x => (x - middle) * (x - middle)));
};

describe('golden processes', () => {
  it('all agree', async () => {
    const results = await goldenResults('component_processes');
    expect(results).toHaveLength(12);
    expect(unpassed(results)).toEqual([]);
  });

  it('that are wrong in one number are noticed, of every kind', async () => {
    const results = await goldenResults('component_processes', json => {
      for (const at of json.cases) at.values[9][0] += 1e-7;
    });
    expect(unpassed(results)).toHaveLength(12);
  });
});

describe('noise', () => {
  const steps = 40_000;

  it('has the variance of its distribution over the step', () => {
    for (const dt of [1e-3, 1e-2]) expect(variance(values(whiteNoise(), { steps, dt })) * dt).toBeCloseTo(1, 1);
    expect(variance(values(whiteNoise({ scale: false }), { steps }))).toBeCloseTo(1, 1);
    expect(variance(values(whiteNoise({ distribution: uniform(0, 3), scale: false }), { steps }))).toBeCloseTo(0.75, 1);
  });

  it('through a lowpass has a variance of 1 / (2 tau), at any step', () => {
    const tau = 0.02;
    for (const dt of [5e-4, 2e-3]) {
      expect(variance(values(filteredNoise({ synapse: lowpass(tau) }), { steps: 100_000, dt })) * 2 * tau).toBeCloseTo(1, 1);
    }
  });

  it('that is Brownian spreads like time', () => {
    const ends = values(brownNoise(), { steps: 200, size: 4000, dt: 1e-3 }).slice(-4000);
    expect(variance(ends) / 0.2).toBeCloseTo(1, 1);
  });

  it('follows from its seed', () => {
    const noise = whiteNoise();
    expect(values(noise, { steps: 5, seed: 1 })).toEqual(values(noise, { steps: 5, seed: 1 }));
    expect(values(noise, { steps: 5, seed: 1 })).not.toEqual(values(noise, { steps: 5, seed: 2 }));
  });
});

describe('a white signal', () => {
  const signal = (y: readonly number[]) => ({
    power: (k: number) => {
      const part = (f: (x: number) => number) => y.reduce((sum, x, n) => sum + x * f((2 * Math.PI * k * n) / y.length), 0);
      return part(Math.cos) ** 2 + part(Math.sin) ** 2;
    },
  });

  it('has the rms that was asked for, no mean, and repeats', () => {
    const y = values(whiteSignal({ period: 2, high: 100, rms: 0.7 }), { steps: 4000 });
    const first = y.slice(0, 2000);
    expect(Math.sqrt(mean(first.map(x => x * x)))).toBeGreaterThan(0.62);
    expect(Math.sqrt(mean(first.map(x => x * x)))).toBeLessThan(0.78);
    expect(Math.abs(mean(first))).toBeLessThan(1e-12);
    expect(y.slice(2000)).toEqual(first);
  });

  it('has nothing above its highest frequency and something up to it', () => {
    const { power } = signal(values(whiteSignal({ period: 0.4, high: 30 }), { steps: 400 }));
    const inside = mean([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(power));
    for (const k of [1, 2, 11, 12]) expect(power(k)).toBeGreaterThan(1e-4 * inside);
    for (const k of [13, 14, 50, 200]) expect(power(k)).toBeLessThan(1e-20 * inside);
  });

  it('starts where it is closest to y0, each element for itself', () => {
    const found = values(whiteSignal({ period: 1, high: 10, y0: 0.2 }), { steps: 1000, size: 3 });
    for (const i of [0, 1, 2]) {
      const column = found.filter((_, k) => k % 3 === i);
      const far = column.map(x => Math.abs(x - 0.2));
      expect(far[0]).toBe(Math.min(...far));
    }
  });

  it('of more elements has the same first ones', () => {
    const process = whiteSignal({ period: 0.1, high: 50 });
    const [one, two] = [values(process, { steps: 20 }), values(process, { steps: 20, size: 2 })];
    expect(two.filter((_, k) => k % 2 === 0)).toEqual(one);
  });

  it('above half of the steps a second is refused', () => {
    expect(refusal(() => runProcess(whiteSignal({ period: 1, high: 600 }), { steps: 1 })).message).toContain('high must be at most');
  });
});

describe('presented inputs', () => {
  it('change in the very step that is meant, however its time is rounded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.constantFrom(1e-4, 1e-3, 2.5e-3, 0.1, 1 / 3), (each, dt) => {
        const found = values(presentInput([[0], [1], [2]], each * dt), { steps: 9 * each, dt });
        expect(found).toEqual(Array.from({ length: 9 * each }, (_, k) => Math.floor(k / each) % 3));
      }),
      { seed: 1 },
    );
  });
});

describe('pieces', () => {
  const times = [0.1, 1, 2.5, 4, 5];
  const rows = [
    [1, 0],
    [3, -1],
    [-2, 4],
    [0, 2],
    [1, 1],
  ];
  const at = (interpolation: Interpolation, time: number) =>
    values(piecewise({ times, values: rows, interpolation }), { dt: 0.1, steps: Math.round(time / 0.1) }).slice(-2);

  // Of scipy 1.10's interp1d.
  it.each<[Interpolation, number, readonly number[]]>([
    ['quadratic', 0.5, [2.5383822771767126, -0.980594195431908]],
    ['quadratic', 1.2, [2.7300017173278377, -0.6324574961360123]],
    ['quadratic', 3, [-2.064342549659397, 4.037151525559563]],
    ['quadratic', 4.9, [0.9573415765069554, 1.0442040185471404]],
    ['cubic', 0.5, [2.9242702650971375, -1.325026318307972]],
    ['cubic', 1.2, [2.525906019714804, -0.450013589817207]],
    ['cubic', 3, [-2.1165661785816825, 4.080677576801608]],
    ['cubic', 4.9, [1.0955782945736432, 0.9121736434108529]],
    ['slinear', 0.5, [1.888888888888889, -0.4444444444444445]],
    ['linear', 3, [-1.3333333333333333, 3.333333333333333]],
    ['nearest', 3, [-2, 4]],
    ['nearest', 4.9, [1, 1]],
  ])('of %s interpolation at %d s', (interpolation, time, expected) => {
    for (const [i, y] of at(interpolation, time).entries()) expect(y).toBeCloseTo(expected[i] ?? 9, 12);
  });

  it('may be functions of time', () => {
    const process = piecewise({ times: [0.002, 0.004], values: [time => [10 * time], 7] });
    expect(values(process, { steps: 5 })).toEqual([0, 0.02, 0.03, 7, 7]);
    expect(values(piecewise({ times: [0], values: [builtin('sum')] }), { steps: 2 })).toEqual([0, 0]);
  });
});

describe('processes that take input', () => {
  const x = Array.from({ length: 20 }, (_, k) => [Math.sin(k), k % 3]);

  it('filter it as filt does', () => {
    expect(applyProcess(filtered(alpha(0.003)), x, { dt: 0.002 })).toEqual(filt(alpha(0.003), x, { dt: 0.002 }));
  });

  it('are written in a few lines by a user', () => {
    const leaky = defineProcess({
      name: 'leaky',
      version: '1',
      sizeIn: 2,
      sizeOut: 1,
      parameters: { keep: 0.5 },
      state: { sum: 1 },
      step: ({ x: [a = 0, b = 0], state: { sum }, parameters, out }) => {
        if (sum) out[0] = sum[0] = (sum[0] ?? 0) * (parameters.keep ?? 0) + a + b;
      },
    });
    expect(
      Array.from(
        applyProcess(leaky(), [
          [1, 1],
          [0, 0],
          [2, 2],
        ]).data,
      ),
    ).toEqual([2, 1, 4.5]);
    expect(
      Array.from(
        applyProcess(leaky({ keep: 1 }), [
          [1, 1],
          [0, 0],
          [2, 2],
        ]).data,
      ),
    ).toEqual([2, 2, 6]);
    expect(refusal(() => applyProcess(leaky(), [1, 2])).message).toContain('takes rows of 2 values');
  });

  it.each<[string, () => unknown]>([
    ['steps must be a whole number >= 0, but -1', () => runProcess(whiteNoise(), { steps: -1 })],
    ['dt must be a time in seconds > 0', () => runProcess(whiteNoise(), { steps: 1, dt: 0 })],
    ['runProcess: seed must be a whole number, but NaN', () => runProcess(whiteNoise(), { steps: 1, seed: Number.NaN })],
    ['applyProcess: seed must be a whole number, but 0.5', () => applyProcess(filtered(lowpass(0.1)), [[1]], { seed: 0.5 })],
    [
      "process 'p' (version 3) is not at hand",
      () => runProcess({ type: 'customProcess', name: 'p', version: '3', sizeIn: 0, sizeOut: 1, parameters: {}, state: {} }, { steps: 1 }),
    ],
  ])('are refused: %s', (message, make) => {
    expect(refusal(make).message).toContain(message);
  });

  it('run for a duration in whole steps', () => {
    expect(runProcess(whiteNoise(), { duration: 0.0125, size: 2 }).shape).toEqual([12, 2]);
  });
});
