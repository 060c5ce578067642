import { build, resolve, rmses, solveDecoders, strip } from '@rheobase/build';
import {
  blockConjugateGradient,
  conjugateGradient,
  leastSquares,
  leastSquaresDrop,
  leastSquaresL1,
  leastSquaresL2,
  leastSquaresL2nz,
  leastSquaresMultNoise,
  leastSquaresNoise,
  lsmr,
  Network,
  nonNegative,
  nonNegativeL2,
  nonNegativeL2nz,
  randomizedSvd,
  relativeConjugateGradient,
  type SolverRecord,
  svd,
  tanh,
  tensor,
  uniform,
  ValidationError,
} from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import { float64Of, tensorOf, withTensors } from '@rheobase/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

interface Problem {
  readonly a: Float64Array;
  readonly y: Float64Array;
  readonly sizes: { readonly points: number; readonly neurons: number; readonly size: number };
}

/** Rectified rates of neurons with random curves along a line, about half of them zero, and two functions of it. */
function problem(points: number, neurons: number): Problem {
  const random = randomStream(points * 1000 + neurons);
  const curves = Array.from({ length: neurons }, (_, i) => ({
    slope: (i % 2 ? 1 : -1) * (100 + 200 * random.uniform()),
    start: 1.6 * random.uniform() - 0.8,
  }));
  const xs = Array.from({ length: points }, () => 2 * random.uniform() - 1);
  const a = xs.flatMap(x => curves.map(({ slope, start }) => Math.max(0, slope * (x - start))));
  return { a: Float64Array.from(a), y: Float64Array.from(xs.flatMap(x => [x, x * x])), sizes: { points, neurons, size: 2 } };
}

const solved = (solver: SolverRecord<Float64Array>, { a, y, sizes }: Problem, seed?: number) =>
  solveDecoders(solver, a, y, sizes, 'x', seed);

/** A'(Y - A X), by column and neuron. */
function slopes({ a, y, sizes: { points: m, neurons: n, size } }: Problem, x: Float64Array): number[][] {
  return Array.from({ length: size }, (_, k) => {
    const out = new Array<number>(n).fill(0);
    for (let p = 0; p < m; p++) {
      let rest = y[p * size + k] ?? 0;
      for (let i = 0; i < n; i++) rest -= (a[p * n + i] ?? 0) * (x[i * size + k] ?? 0);
      for (let i = 0; i < n; i++) out[i] = (out[i] ?? 0) + (a[p * n + i] ?? 0) * rest;
    }
    return out;
  });
}

const columnOf = (x: Float64Array, k: number) => Array.from(x).filter((_, at) => at % 2 === k);
const largest = (x: Float64Array) => x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe('sub-solvers', () => {
  const shapes: readonly (readonly [number, number])[] = [
    [120, 30],
    [25, 60],
  ];
  const subs = [
    svd(),
    conjugateGradient({ tol: 1e-9 }),
    relativeConjugateGradient({ tol: 1e-12 }),
    blockConjugateGradient({ tol: 1e-9 }),
    lsmr({ tol: 1e-12 }),
    randomizedSvd(),
  ];
  it.each(
    shapes.flatMap(shape => subs.map(sub => [...shape, sub.type, sub] as const)),
  )('of %d points and %d neurons: %s gives what cholesky gives', (points, neurons, _type, solver) => {
    const given = problem(points, neurons);
    for (const make of [leastSquaresL2, leastSquaresL2nz]) {
      const expected = solved(make(), given);
      const found = solved(make({ solver }), given);
      expect(largest(found.map((x, i) => x - (expected[i] ?? 0)))).toBeLessThan(1e-9 * largest(expected) + 1e-12);
    }
  });

  it('that iterate stop at their tolerance', () => {
    const given = problem(120, 30);
    const exact = solved(leastSquaresL2(), given);
    const error = (solver: SolverRecord<Float64Array>) =>
      largest(solved(solver, given).map((x, i) => x - (exact[i] ?? 0))) / largest(exact);
    expect(error(leastSquaresL2({ solver: conjugateGradient({ tol: 100 }) }))).toBeGreaterThan(1e-3);
    expect(error(leastSquaresL2({ solver: conjugateGradient({ tol: 1e-9, maxIterations: 2 }) }))).toBeGreaterThan(1e-3);
    expect(error(leastSquaresL2({ solver: lsmr({ tol: 0.1 }) }))).toBeGreaterThan(1e-3);
  });

  it('randomizedSvd keeps what its components explain', () => {
    const given = problem(200, 100);
    const few = solved(leastSquaresL2({ solver: randomizedSvd({ components: 12, powerIterations: 2 }) }), given);
    const rest = slopes(given, few).flat();
    const untouched = slopes(given, new Float64Array(200)).flat();
    expect(Math.max(...rest.map(Math.abs))).toBeLessThan(0.02 * Math.max(...untouched.map(Math.abs)));
    expect(few).not.toEqual(solved(leastSquaresL2({ solver: randomizedSvd({ components: 12 }) }), given, 1));
  });

  it('blockConjugateGradient solves for targets that depend on each other', () => {
    const { a, y, sizes } = problem(60, 20);
    const doubled = { a, y: y.map((_, i) => y[i - (i % 2)] ?? 0), sizes };
    const found = solved(leastSquaresL2({ solver: blockConjugateGradient({ tol: 1e-9 }) }), doubled);
    const expected = solved(leastSquaresL2(), doubled);
    expect(largest(found.map((x, i) => x - (expected[i] ?? 0)))).toBeLessThan(1e-9 * largest(expected));
  });
});

describe('solvers', () => {
  it('without regularisation leave nothing that activities could explain', () => {
    const given = problem(60, 12);
    for (const rest of slopes(given, solved(leastSquares({ rcond: 0 }), given))) {
      for (const slope of rest) expect(Math.abs(slope)).toBeLessThan(1e-6);
    }
  });

  it('with noise work with fewer points than neurons and with silent neurons, and draw from the seed alone', () => {
    const few = problem(25, 60);
    const { a, y, sizes } = problem(80, 20);
    const silent = { a: a.map((x, i) => (i % 20 === 7 ? 0 : x)), y, sizes };
    for (const make of [leastSquaresNoise, leastSquaresMultNoise]) {
      for (const given of [few, silent]) {
        const found = solved(make(), given, 3);
        expect(found.every(Number.isFinite)).toBe(true);
        expect(solved(make(), given, 3)).toEqual(found);
        expect(solved(make(), given, 4)).not.toEqual(found);
      }
    }
    const found = solved(leastSquaresMultNoise(), silent);
    expect([Math.abs(found[14] ?? 1), Math.abs(found[15] ?? 1)].every(x => x < 1e-15)).toBe(true);
  });

  it('that are non-negative meet the conditions of Kuhn and Tucker', () => {
    for (const [points, neurons] of [
      [120, 30],
      [25, 60],
    ] as const) {
      const given = problem(points, neurons);
      const found = solved(nonNegative(), given);
      const untouched = slopes(given, new Float64Array(found.length)).map(rest => Math.max(...rest.map(Math.abs)));
      slopes(given, found).forEach((rest, k) => {
        const x = columnOf(found, k);
        rest.forEach((slope, i) => {
          expect(x[i]).toBeGreaterThanOrEqual(0);
          expect(slope).toBeLessThan(1e-9 * (untouched[k] ?? 0));
          if (x[i] !== 0) expect(Math.abs(slope)).toBeLessThan(1e-9 * (untouched[k] ?? 0));
        });
      });
      for (const solver of [nonNegativeL2(), nonNegativeL2nz()]) {
        expect(solved(solver, given).every(x => x >= 0)).toBe(true);
        expect(solved(solver, { ...given, y: given.y.map(x => -Math.abs(x)) })).toEqual(new Float64Array(found.length));
      }
    }
  });

  it('of the elastic net meet its conditions, and more l1 leaves fewer decoders', () => {
    const given = problem(120, 30);
    const [l1, l2] = [1e-3, 1e-4];
    const found = solved(leastSquaresL1({ l1, l2, maxIterations: 100_000 }), given);
    const highest = largest(given.a);
    slopes(given, found).forEach((rest, k) => {
      columnOf(found, k).forEach((x, i) => {
        const slope = (rest[i] ?? 0) / 120 - l2 * highest * highest * x;
        const bound = l1 * highest;
        if (x === 0) expect(Math.abs(slope)).toBeLessThan(bound * 1.01);
        else expect(Math.abs(slope - Math.sign(x) * bound)).toBeLessThan(0.01 * bound);
      });
    });
    const zeros = [1e-4, 1e-3, 1e-2].map(given1 => solved(leastSquaresL1({ l1: given1 }), given).filter(x => x === 0).length);
    expect(zeros[0]).toBeLessThan(zeros[1] ?? 0);
    expect(zeros[1]).toBeLessThan(zeros[2] ?? 0);
  });

  it('that drop leave the share asked for, each target solved for the neurons left to it', () => {
    const given = problem(120, 30);
    const found = solved(leastSquaresDrop({ drop: 0.5 }), given);
    expect(found.filter(x => x === 0)).toHaveLength(30);
    const kept = Array.from({ length: 30 }, (_, i) => i).filter(i => found[2 * i] !== 0);
    const alone: Problem = {
      a: Float64Array.from(
        { length: 120 * kept.length },
        (_, at) => given.a[Math.floor(at / kept.length) * 30 + (kept[at % kept.length] ?? 0)] ?? 0,
      ),
      y: given.y,
      sizes: { points: 120, neurons: kept.length, size: 2 },
    };
    const again = solved(leastSquaresL2(), alone);
    kept.forEach((i, at) => {
      expect(found[2 * i]).toBe(again[2 * at]);
    });
    expect(solved(leastSquaresDrop({ drop: 0 }), given)).toEqual(solved(leastSquaresL2(), given));
  });

  it.each([
    leastSquares(),
    leastSquaresNoise(),
    leastSquaresL1(),
    leastSquaresDrop(),
    nonNegative(),
    nonNegativeL2nz(),
  ])('$type refuses silent ensembles and activities that are not finite', solver => {
    const silent: Problem = { a: new Float64Array(6), y: new Float64Array(3), sizes: { points: 3, neurons: 2, size: 1 } };
    expect(refusal(() => solved(solver, silent))).toMatchObject({ code: 'silent-ensemble', object: 'x' });
    const wild = { ...silent, a: Float64Array.of(1, 2, Number.NaN, 3, 4, 5) };
    expect(refusal(() => solved(solver, wild))).toMatchObject({ code: 'invalid-activity', object: 'x' });
  });
});

describe('activities below zero', () => {
  /** Activities of any sign between these limits, and two targets. */
  const signed = ({ low, high, points, neurons, seed }: Limits): Problem => {
    const random = randomStream(seed);
    const a = Float64Array.from({ length: points * neurons }, () => low + (high - low) * random.uniform());
    return { a, y: Float64Array.from({ length: 2 * points }, () => random.normal()), sizes: { points, neurons, size: 2 } };
  };
  interface Limits {
    readonly low: number;
    readonly high: number;
    readonly points: number;
    readonly neurons: number;
    readonly seed: number;
  }
  const limits = fc.record({
    low: fc.integer({ min: -400, max: -1 }),
    high: fc.constantFrom(-0.5, 0, 0.5, 40, 400),
    points: fc.integer({ min: 2, max: 40 }),
    neurons: fc.integer({ min: 1, max: 12 }),
    seed: fc.nat(),
  });
  const turned = (given: Problem): Problem => ({ ...given, a: given.a.map(x => -x) });
  const equal = (found: Float64Array, expected: Float64Array) =>
    expect(largest(found.map((x, i) => x - (expected[i] ?? 0)))).toBeLessThanOrEqual(1e-7 * largest(expected));

  it('leave leastSquaresL2 the highest activity with its sign to scale by: 1.197, not 0.846', async () => {
    const net = new Network({ seed: 1 });
    const a = net.ensemble(1, 1, {
      neuronType: tanh({ tauRef: 1 }),
      encoders: [[1]],
      gain: 1,
      bias: 0,
      evalPoints: [[0.2], [-0.9]],
    });
    net.connect(a, net.passthrough(1), { label: 'c', solver: leastSquaresL2({ reg: 0.5 }) });
    const [decoder] = float64Of(await build(net), 'c.decoders');
    const [low, high] = [Math.tanh(-0.9), Math.tanh(0.2)];
    expect(decoder).toBeCloseTo((0.2 * high - 0.9 * low) / (high * high + low * low + 2 * (0.5 * high) ** 2), 12);
    expect(decoder).toBeCloseTo(1.197, 3);
  });

  it('of 30 tanh neurons at negative points are solved for by leastSquaresL2nz', async () => {
    const net = new Network({ seed: 3 });
    const a = net.ensemble(30, 1, {
      neuronType: tanh(),
      encoders: Array.from({ length: 30 }, () => [1]),
      intercepts: uniform(0, 0.95),
      evalPoints: uniform(-1, -0.1),
    });
    net.connect(a, net.passthrough(1), { label: 'c', solver: leastSquaresL2nz() });
    expect(rmses(await build(net), 'c')[0]).toBeLessThan(0.05);
  });

  it('count with their sign for leastSquaresL2, by their size for leastSquaresL2nz', () => {
    fc.assert(
      fc.property(limits, at => {
        const given = signed({ ...at, high: Math.max(at.high, 0.5) });
        const [low, high] = [Math.min(...given.a), Math.max(...given.a)];
        fc.pre(low < -0.1 && high > 0.1);
        // The highest of the activities turned round is the lowest of these.
        const found = solved(leastSquaresL2({ reg: 0.2 }), turned(given));
        equal(
          found,
          solved(leastSquaresL2({ reg: (0.2 * -low) / high }), given).map(x => -x),
        );
        const same = solved(leastSquaresL2nz({ reg: 0.2 }), turned(given));
        equal(
          same,
          solved(leastSquaresL2nz({ reg: 0.2 }), given).map(x => -x),
        );
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('leave leastSquaresL2nz the share of points at which they are not zero', () => {
    const given = signed({ low: -50, high: 10, points: 30, neurons: 4, seed: 5 });
    const sparse = { ...given, a: given.a.map((x, at) => ((at >> 2) % ((at % 4) + 1) === 0 ? x : 0)) };
    const found = solved(leastSquaresL2nz({ reg: 0.3 }), sparse);
    slopes(sparse, found).forEach((rest, k) => {
      rest.forEach((slope, i) => {
        const active = Array.from(sparse.a).filter((x, at) => at % 4 === i && x !== 0).length;
        const sigma = 0.3 * largest(sparse.a) * Math.sqrt(active / 30);
        expect(slope).toBeCloseTo(30 * sigma * sigma * (found[2 * i + k] ?? 0), 9);
      });
    });
  });

  it('give finite decoders with every solver, or the reason why not', () => {
    const solvers = [
      leastSquares(),
      leastSquaresL2(),
      leastSquaresL2({ solver: svd() }),
      leastSquaresL2({ solver: conjugateGradient() }),
      leastSquaresL2({ solver: blockConjugateGradient() }),
      leastSquaresL2({ solver: relativeConjugateGradient() }),
      leastSquaresL2({ solver: lsmr() }),
      leastSquaresL2({ solver: randomizedSvd() }),
      leastSquaresL2nz(),
      leastSquaresL1(),
      leastSquaresDrop(),
      leastSquaresNoise(),
      leastSquaresMultNoise(),
      nonNegative(),
      nonNegativeL2(),
      nonNegativeL2nz(),
    ];
    const reasons = new Set<string>();
    fc.assert(
      fc.property(limits, fc.constantFrom(...solvers), fc.boolean(), (at, solver, doubled) => {
        const { a, y, sizes } = signed(at);
        // Also with a neuron that is always zero and one like another.
        const n = at.neurons;
        const values = doubled ? a.map((x, i) => (i % n === 0 ? 0 : i % n === 2 ? (a[i - 1] ?? 0) : x)) : a;
        fc.pre(values.some(x => x !== 0));
        const highest = values.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
        let found: Float64Array;
        try {
          found = solved(solver, { a: values, y, sizes });
        } catch (error) {
          if (!(error instanceof ValidationError)) throw error;
          expect(highest).toBeLessThanOrEqual(0);
          reasons.add(`${solver.type}: ${error.code}`);
          return;
        }
        expect(found.every(Number.isFinite)).toBe(true);
        if (solver.type === 'nonNegativeL2' && highest <= 0) expect(found.every(x => x === 0)).toBe(true);
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect(Array.from(reasons).toSorted()).toEqual([
      'leastSquaresDrop: unsolvable',
      'leastSquaresL1: unsolvable',
      'leastSquaresL2: unsolvable',
    ]);
  });

  it('say which solver does without a highest activity above zero', () => {
    const below: Problem = { a: Float64Array.of(-1, -2, -3, -1), y: Float64Array.of(1, 2), sizes: { points: 2, neurons: 2, size: 1 } };
    expect(refusal(() => solved(leastSquaresL1(), below))).toMatchObject({
      code: 'unsolvable',
      given: -1,
      message:
        'x: leastSquaresL1 scales by the highest activity, which must be above 0, but it is -1; use leastSquaresL2nz, which scales by the largest size',
    });
    const zero: Problem = { ...below, a: Float64Array.of(0, -2, 0, -1) };
    expect(refusal(() => solved(leastSquaresL2(), zero)).message).toBe(
      'x: its decoders cannot be solved in float64 with reg 0.1 and no activity above 0 to scale by; use leastSquaresL2nz, which scales by the largest size',
    );
    expect(solved(leastSquaresL2nz(), zero).every(Number.isFinite)).toBe(true);
  });
});

describe('connections', () => {
  const made = async (solvers: readonly SolverRecord[], seeds: readonly number[] = []) => {
    const net = new Network({ seed: 2 });
    const a = net.ensemble(30, 1, { label: 'a', seed: 4, evalPointCount: 80 });
    for (const [i, solver] of solvers.entries()) net.connect(a, net.passthrough(1), { label: `c${i}`, solver, seed: seeds[i] ?? 1 });
    net.probe(a, { label: 'p' });
    return build(net);
  };

  it('draw noise from their own seeds', async () => {
    const noise = leastSquaresNoise();
    const model = await made([noise, noise, noise], [1, 2, 1]);
    expect(tensorOf(model, 'c1.decoders')).not.toEqual(tensorOf(model, 'c0.decoders'));
    expect(tensorOf(model, 'c2.decoders')).toEqual(tensorOf(model, 'c0.decoders'));
    expect(tensorOf(await made([noise], [2]), 'c0.decoders')).toEqual(tensorOf(model, 'c1.decoders'));
    expect(tensorOf(resolve(model), 'c1.decoders')).toEqual(tensorOf(model, 'c1.decoders'));
  });

  it('tell how well their decoders represent', async () => {
    const solved = await made([leastSquaresL2(), leastSquaresL2(), leastSquares({ rcond: 0.001 })]);
    const model = withTensors(solved, [['c0.decoders', tensor([1, 30], new Float64Array(30))]]);
    const targets = float64Of(model, 'c0.targets');
    const [none = 0, some = 0, best = 0] = [0, 1, 2].map(i => rmses(model, `c${i}`)[0]);
    expect(none).toBeCloseTo(Math.sqrt(targets.reduce((sum, x) => sum + x * x, 0) / targets.length), 12);
    expect(some).toBeLessThan(0.05);
    expect(best).toBeLessThan(some);
    expect(rmses(model, 'p')).toEqual(rmses(model, 'c1'));
    expect(refusal(() => rmses(model, 'd')).code).toBe('unknown-path');
    expect(refusal(() => rmses(strip(model), 'c1')).message).toContain("'c1' is no connection or probe");
  });
});
