import { activities, build, solveDecoders } from '@rheobase/build';
import { goldenNeuron } from '@rheobase/conformance';
import { Fields, leastSquaresL2, Network } from '@rheobase/core';
import { connectionAt, ensembleAt, float64Of } from '@rheobase/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { goldenFile, relativeError } from '../../conformance/test/golden-file.js';

interface SolverCase {
  readonly solver: { readonly type: string; readonly reg: number; readonly subsolver?: string };
  readonly X: readonly (readonly number[])[];
}

interface DecoderCase {
  readonly neuron_type: { readonly type: string };
  readonly radius: number;
  readonly dimensions: number;
  readonly function: string | null;
  readonly encoders: readonly (readonly number[])[];
  readonly gain: readonly number[];
  readonly bias: readonly number[];
  readonly eval_points: readonly (readonly number[])[];
  readonly activities: readonly (readonly number[])[];
  readonly solver: { readonly reg: number };
  readonly decoders: readonly (readonly number[])[];
}

const flat = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());

describe('solvers', () => {
  const file: {
    readonly A: readonly (readonly number[])[];
    readonly Y: readonly (readonly number[])[];
    readonly cases: readonly SolverCase[];
  } = goldenFile('component_solvers');
  const sizes = { points: file.A.length, neurons: file.A[0]?.length ?? 0, size: file.Y[0]?.length ?? 0 };
  const exact = file.cases.filter(
    ({ solver }) => solver.type === 'LstsqL2' && (solver.subsolver === undefined || ['Cholesky', 'SVD'].includes(solver.subsolver)),
  );

  it('have four golden cases', () => expect(exact).toHaveLength(4));

  it.each(exact)('agree with golden least squares of reg $solver.reg to 1e-6 of each decoder (%#)', ({ solver, X }) => {
    const found = solveDecoders(leastSquaresL2({ reg: solver.reg }), flat(file.A), flat(file.Y), sizes, 'x');
    X.flat().forEach((x, i) => {
      expect(Math.abs((found[i] ?? 0) / x - 1)).toBeLessThan(1e-6);
    });
  });

  it('give the same decoders by the dual form as by the normal equations', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.gen(),
        (m, n, k, g) => {
          const value = (): number => g(fc.double, { min: 0, max: 200, noNaN: true });
          const a = Float64Array.from({ length: m * n }, value);
          const y = Float64Array.from({ length: m * k }, () => value() / 100 - 1);
          fc.pre(a.some(x => x > 1));
          const reg = 0.1;
          const x = solveDecoders(leastSquaresL2({ reg }), a, y, { points: m, neurons: n, size: k }, 'x');
          const ridge = m * (reg * Math.max(...a)) ** 2;
          const at = (values: Float64Array, width: number, row: number, column: number) => values[row * width + column] ?? 0;
          const range = (count: number) => Array.from({ length: count }, (_, i) => i);
          const total = (terms: readonly number[]) => terms.reduce((sum, term) => sum + term, 0);
          for (const i of range(n)) {
            for (const j of range(k)) {
              const right = total(range(m).map(p => at(a, n, p, i) * at(y, k, p, j)));
              const left =
                total(range(m).map(p => at(a, n, p, i) * total(range(n).map(q => at(a, n, p, q) * at(x, k, q, j))))) +
                ridge * at(x, k, i, j);
              expect(Math.abs(left - right)).toBeLessThan(1e-9 * (ridge + 1));
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('refuse what float64 cannot solve by the name of what wanted the decoders', () => {
    const sizes = { points: 2, neurons: 2, size: 1 };
    const solved = (a: readonly number[], reg: number) => () =>
      solveDecoders(leastSquaresL2({ reg }), Float64Array.from(a), Float64Array.of(1, 1), sizes, 'a->b');
    expect(refusal(solved([1, Number.POSITIVE_INFINITY, 1, 1], 0.1))).toMatchObject({ code: 'invalid-activity', object: 'a->b' });
    expect(refusal(solved([1, Number.NaN, 1, 1], 0.1)).message).toContain('neuron 1 has the activity NaN at evaluation point 0');
    expect(refusal(solved([1e200, 1, 1, 1], 0.1))).toMatchObject({ code: 'unsolvable', object: 'a->b' });
    expect(refusal(solved([2, 2, 0, 0], 1e-20))).toMatchObject({ code: 'unsolvable', object: 'a->b' });
  });

  it('refuse a silent ensemble, naming what wanted the decoders', () => {
    const error = refusal(() =>
      solveDecoders(leastSquaresL2(), new Float64Array(6), new Float64Array(3), { points: 3, neurons: 2, size: 1 }, 'a->b'),
    );
    expect([error.code, error.object]).toEqual(['silent-ensemble', 'a->b']);
    expect(error.message).toContain('a->b: no neuron is active');
  });
});

describe('decoders', () => {
  const functions: Readonly<Record<string, (x: Float64Array) => ArrayLike<number>>> = {
    square: x => x.map(v => v * v),
    sin_pi: x => x.map(v => Math.sin(Math.PI * v)),
    swap2: x => [x[1] ?? 0, x[0] ?? 0],
    product: x => [x.reduce((a, b) => a * b, 1)],
  };
  const cases: readonly DecoderCase[] = goldenFile('component_decoders').cases;
  const known = cases.map(c => ({ ...c, neuron: goldenNeuron(new Fields(c.neuron_type, 'neuron_type')) }));

  it('have five golden cases', () => expect(known).toHaveLength(5));

  it.each(known)('of $neuron.type and $function agree with the golden ones to 1e-6, activities to 1e-12', async c => {
    const net = new Network();
    const pre = net.ensemble(c.gain.length, c.dimensions, {
      label: 'pre',
      neuronType: c.neuron,
      radius: c.radius,
      encoders: c.encoders,
      gain: c.gain,
      bias: c.bias,
    });
    const fn = c.function === null ? undefined : functions[c.function];
    const post = net.passthrough(c.decoders.length);
    net.connect(pre, post, {
      label: 'c',
      solver: leastSquaresL2({ reg: c.solver.reg }),
      evalPoints: c.eval_points,
      scaleEvalPoints: false,
      ...(fn ? { function: fn } : {}),
    });
    const model = await build(net);
    const rates = activities(model, ensembleAt(model, 'pre'), flat(c.eval_points));
    expect(relativeError(rates, flat(c.activities))).toBeLessThan(1e-12);
    const found = float64Of(model, connectionAt(model, 'c').decoders ?? '');
    c.decoders.flat().forEach((x, i) => {
      expect(Math.abs((found[i] ?? 0) / x - 1)).toBeLessThan(1e-6);
    });
  });
});
