import fc from 'fast-check';
import { LuDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { solveLinear } from '../src/solve-linear.js';

const system = fc.record({ order: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 4 }) }).chain(({ order, columns }) => {
  const numbers = (count: number) => fc.float64Array({ minLength: count, maxLength: count, noNaN: true, min: -1e3, max: 1e3 });
  return fc.record({ order: fc.constant(order), a: numbers(order * order), b: numbers(order * columns) });
});

const rowsOf = (values: Float64Array, rows: number): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from(values.subarray((i * values.length) / rows, ((i + 1) * values.length) / rows)));

describe('solveLinear', () => {
  it('gives the bits of ml-matrix', () => {
    fc.assert(
      fc.property(system, ({ order, a, b }) => {
        const lu = new LuDecomposition(new Matrix(rowsOf(a, order)));
        const expected = lu.isSingular() ? null : Float64Array.from(lu.solve(new Matrix(rowsOf(b, order))).to1DArray());
        expect(solveLinear(a, b, order)).toEqual(expected);
      }),
    );
  });

  it('leaves what it is given as it is', () => {
    const [a, b] = [Float64Array.of(0, 2, 4, 1), Float64Array.of(2, 6)];
    expect(solveLinear(a, b, 2)).toEqual(Float64Array.of(1.25, 1));
    expect([...a, ...b]).toEqual([0, 2, 4, 1, 2, 6]);
  });

  it('finds no solution if rows depend on each other', () => {
    expect(solveLinear(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1), 2)).toBeNull();
  });

  it('solves the empty system', () => {
    expect(solveLinear(new Float64Array(0), new Float64Array(0), 0)).toEqual(new Float64Array(0));
  });
});
