import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, choleskySolve } from '../src/build/kernels/cholesky.js';
import { addDiagonal, dualGram, fullOf, gram, type Symmetric } from '../src/build/kernels/gram.js';

const at = (x: Float64Array, i: number) => x[i] ?? 0;

/** A'A by its definition, each sum in ascending order. */
function plainGram(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += at(a, r * columns + i) * at(a, r * columns + j);
      out[i * columns + j] = sum;
    }
  }
  return out;
}

/** L by the definition of Cholesky, row by row. */
function plainCholesky(s: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(s, i * n + j);
      for (let k = 0; k < j; k++) sum -= at(l, i * n + k) * at(l, j * n + k);
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / at(l, j * n + j);
    }
  }
  return l;
}

const lower = ({ n, stride, values }: Symmetric): number[] =>
  Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * stride, i * stride + i + 1))).flat();

const matrices = fc.record({ rows: fc.integer({ min: 1, max: 70 }), columns: fc.integer({ min: 1, max: 70 }), seed: fc.nat() });
const values = (count: number, seed: number) => Float64Array.from({ length: count }, (_, i) => (((i + 1) * 7919 + seed) % 1009) / 10 - 40);

describe('blocked kernels give the bits of the plain sums', () => {
  it('for the products of a matrix with itself', () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, seed }) => {
        const a = values(rows * columns, seed);
        expect(fullOf(gram(a, rows, columns))).toEqual(plainGram(a, rows, columns));
        const transposed = Float64Array.from(a, (_, i) => at(a, (i % rows) * columns + Math.floor(i / rows)));
        expect(fullOf(dualGram(transposed, columns, rows))).toEqual(plainGram(a, rows, columns));
      }),
      { numRuns: 60 },
    );
  });

  it('over more products than one block holds', () => {
    const a = values(600 * 9, 5);
    expect(fullOf(gram(a, 600, 9))).toEqual(plainGram(a, 600, 9));
  });

  it('for Cholesky factors, over several panels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 110 }), fc.nat(), (n, seed) => {
        const system = gram(values(20 * n, seed), 20, n);
        addDiagonal(system, 1000);
        const expected = plainCholesky(fullOf(system), n);
        expect(cholesky(system)).toBe(true);
        expect(lower(system)).toEqual(Array.from({ length: n }, (_, i) => Array.from(expected.subarray(i * n, i * n + i + 1))).flat());
      }),
      { numRuns: 40 },
    );
  });
});

describe('Cholesky', () => {
  it('solves for several right sides', () => {
    const system: Symmetric = { n: 2, stride: 4, values: Float64Array.of(4, 0, 0, 0, 2, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) };
    expect(cholesky(system)).toBe(true);
    expect(Array.from(choleskySolve(system, Float64Array.of(8, 4, 22, 2), 2))).toEqual([1, 1, 2, 0]);
  });

  it('knows a matrix that is not positive definite', () => {
    for (const last of [1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const system: Symmetric = { n: 2, stride: 4, values: Float64Array.of(1, 0, 0, 0, 1, last, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) };
      expect(cholesky(system)).toBe(false);
    }
  });
});
