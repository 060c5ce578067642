import { build, rmses } from '@rheobase/build';
import {
  dense,
  givenDecoders,
  leastSquares,
  leastSquaresDrop,
  leastSquaresL1,
  leastSquaresL2,
  leastSquaresL2nz,
  leastSquaresMultNoise,
  leastSquaresNoise,
  lowpass,
  Network,
  nonNegative,
  nonNegativeL2,
  nonNegativeL2nz,
  type SolverRecord,
  sparse,
  tanh,
  uniform,
} from '@rheobase/core';
import { connectionAt, float64Of } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

const slow = lowpass(0.05);

/** A network that decodes 0.4 from an ensemble under a solver, and what it decodes. */
async function decoded(solver: SolverRecord, options: Parameters<Network['ensemble']>[2] = {}) {
  const net = new Network({ seed: 1 });
  const ensemble = net.ensemble(60, 1, { label: 'a', ...options });
  net.connect(net.constant([0.4]), ensemble);
  const end = net.passthrough(1);
  net.connect(ensemble, end, { label: 'c', solver });
  const value = net.probe(end, { synapse: slow });
  const model = await build(net);
  const decoders = Array.from(float64Of(model, connectionAt(model, 'c').decoders ?? ''));
  return { decoders, rmse: rmses(model, 'c')[0] ?? Number.NaN, value: (await observed(net, 500)).mean(value, 300)[0] ?? Number.NaN };
}

describe('decoders', () => {
  it.each([
    leastSquares(),
    leastSquaresL1(),
    leastSquaresL2(),
    leastSquaresL2nz(),
    leastSquaresNoise(),
    leastSquaresMultNoise(),
    leastSquaresDrop(),
  ])('of every solver for a linear function represent alike: $type', async solver => {
    const { value, rmse } = await decoded(solver);
    expect(Math.abs(value - 0.4)).toBeLessThan(0.08);
    expect(rmse).toBeLessThan(0.05);
  });

  it.each([
    nonNegative(),
    nonNegativeL2(),
    nonNegativeL2nz(),
  ])('that may not be negative still represent positive values: $type', async solver => {
    const { decoders, value } = await decoded(solver, {
      evalPoints: uniform(0, 1),
      encoders: [[1]].concat(Array.from({ length: 59 }, () => [1])),
    });
    expect(Math.min(...decoders)).toBeGreaterThanOrEqual(0);
    expect(Math.abs(value - 0.4)).toBeLessThan(0.15);
  });

  it('get smaller, and meet their points less well, the more they are regularised', async () => {
    const found = await Promise.all([0.01, 0.1, 1].map(reg => decoded(leastSquaresL2({ reg }))));
    const length = ({ decoders }: { readonly decoders: readonly number[] }) => Math.hypot(...decoders);
    const [little, some, much] = found;
    if (!little || !some || !much) throw new Error('unreachable');
    expect(length(little)).toBeGreaterThan(length(some));
    expect(length(some)).toBeGreaterThan(length(much));
    expect(little.rmse).toBeLessThan(some.rmse);
    expect(some.rmse).toBeLessThan(much.rmse);
  });

  it('serve a range better the more evaluation points they are solved for', async () => {
    const error = async (count: number) => {
      const net = new Network({ seed: 2 });
      const a = net.ensemble(40, 2, { label: 'a', evalPointCount: count });
      net.connect(a, net.passthrough(1), {
        label: 'few',
        solver: leastSquaresL2({ reg: 0.01 }),
        function: x => [(x[0] ?? 0) * (x[1] ?? 0)],
      });
      const fine = Array.from({ length: 400 }, (_, i) => {
        const r = Math.sqrt(((i % 20) + 0.5) / 20);
        return [r * Math.cos(i), r * Math.sin(i)];
      });
      const model = await build(net);
      const { tuningCurves } = await import('@rheobase/build');
      const { outputs } = tuningCurves(model, 'a', fine);
      const decoders = float64Of(model, connectionAt(model, 'few').decoders ?? '');
      const squares = fine.map(([x = 0, y = 0], p) => {
        const value = decoders.reduce((sum, d, i) => sum + d * (outputs[p * 40 + i] ?? 0), 0);
        return (value - x * y) ** 2;
      });
      return Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / squares.length);
    };
    const [few, some, many] = [await error(8), await error(60), await error(1000)];
    expect(some).toBeLessThan(few);
    expect(many).toBeLessThanOrEqual(some * 1.1);
    expect(many).toBeLessThan(0.1);
  });

  it('are solved also where all activities are negative', async () => {
    for (const solver of [leastSquaresL2(), leastSquaresL2nz()]) {
      const { decoders, value } = await decoded(solver, {
        neuronType: tanh({ tauRef: 0.002 }),
        gain: uniform(0.1, 0.5),
        bias: uniform(-2, -1),
      });
      expect(decoders.every(Number.isFinite)).toBe(true);
      expect(decoders.some(d => d !== 0)).toBe(true);
      expect(Math.abs(value - 0.4)).toBeLessThan(0.05);
      const upwards = await decoded(solver, {
        neuronType: tanh(),
        encoders: Array.from({ length: 60 }, () => [1]),
        intercepts: uniform(0, 0.95),
        evalPoints: uniform(-1, -0.1),
      });
      expect(upwards.decoders.some(d => Math.abs(d) > 0)).toBe(true);
      expect(upwards.rmse).toBeLessThan(0.05);
    }
  });

  it('that are given are those, and none at all decode zero', async () => {
    const values = Array.from({ length: 60 }, (_, i) => [i / 1e4]);
    const net = new Network({ seed: 6 });
    const a = net.ensemble(60, 1, { label: 'a' });
    net.connect(net.constant([0.4]), a);
    const called = () => {
      throw new Error('the function was called');
    };
    const [some, none] = [net.passthrough(1), net.passthrough(1)];
    net.connect(a, some, { label: 'some', solver: givenDecoders(values), function: called });
    net.connect(a, none, { label: 'none', solver: givenDecoders(), function: called });
    const [decoded, zero] = [net.probe(some, { synapse: slow }), net.probe(none)];
    const model = await build(net);
    expect(Array.from(float64Of(model, 'some.decoders'))).toEqual(values.flat());
    expect(new Set(float64Of(model, 'none.decoders'))).toEqual(new Set([0]));
    expect(['some', 'none'].flatMap(path => [model.tensors.has(`${path}.evalPoints`), model.tensors.has(`${path}.targets`)])).toEqual(
      new Array(4).fill(false),
    );
    const found = await observed(model, 100);
    expect(found.last(decoded)[0]).toBeGreaterThan(0);
    expect(new Set(found.line(zero))).toEqual(new Set([0]));
  });
});

describe('weights between neurons', () => {
  async function channel(solver: SolverRecord, transform?: Parameters<Network['connect']>[2]) {
    const net = new Network({ seed: 3 });
    const [a, b] = [net.ensemble(60, 2, { label: 'a' }), net.ensemble(50, 2, { label: 'b' })];
    net.connect(net.constant([0.5, -0.4]), a);
    const connection = net.connect(a, b, { label: 'c', seed: 1, solver, ...transform });
    const [value, weights] = [net.probe(b, { synapse: slow }), net.probe(connection, { attribute: 'weights', sampleEvery: 0.5 })];
    const found = await observed(net, 500);
    return { value: found.mean(value, 300), weights: found.last(weights) };
  }

  it('of a non-negative solver are not negative, and still excite what they should', async () => {
    const { value, weights } = await channel(nonNegativeL2({ weights: true }));
    expect(weights).toHaveLength(50 * 60);
    expect(Math.min(...weights)).toBe(0);
    expect(Math.max(...weights)).toBeGreaterThan(0);
    expect(value[0]).toBeGreaterThan(0.1);
    expect(value[1]).toBeLessThan(-0.1);
  });

  it.each([
    leastSquaresL1({ weights: true }),
    leastSquaresDrop({ weights: true }),
  ])('of a solver that is not linear are solved for the currents of the target: $type', async solver => {
    const { value, weights } = await channel(solver);
    expect(weights.some(w => w < 0)).toBe(true);
    expect(farthest(value, [0.5, -0.4])).toBeLessThan(0.12);
  });

  it('of a solver that is not linear take any transform as the matrix that it is, where others want a full one', async () => {
    const swap = dense([
      [0, 1],
      [-1, 0],
    ]);
    const entries = sparse({ shape: [2, 2], rows: [0, 1], columns: [1, 0], values: [1, -1] });
    const solver = leastSquaresDrop({ weights: true });
    const [full, listed, none] = [
      await channel(solver, { transform: swap }),
      await channel(solver, { transform: entries }),
      await channel(solver, {}),
    ];
    expect(farthest(listed.weights, full.weights)).toBeLessThan(1e-12);
    expect(farthest(full.value, [-0.4, -0.5])).toBeLessThan(0.12);
    expect(farthest(none.value, [0.5, -0.4])).toBeLessThan(0.12);
  });
});
