import { addDiagonal, type Encoded, type Factor, fullOf, plainSolveKernels, type Symmetric, solveKernels } from '@rheobase/kernels';
import { log1p } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainMachine } from '../src/plain/plain-machine.js';
import { leastRoomOfGram, roomOfGram, writeGram } from '../src/solve/gram.js';

const kernels = [
  ['plain', plainSolveKernels],
  ['WebAssembly', solveKernels],
] as const;
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

const triangle = (values: Float64Array, n: number, stride: number): number[] =>
  Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * stride, i * stride + i + 1))).flat();
const lower = (system: Symmetric | null): number[] => (system === null ? [] : triangle(system.values, system.n, system.stride));

const matrices = fc.record({ rows: fc.integer({ min: 1, max: 70 }), columns: fc.integer({ min: 1, max: 70 }), seed: fc.nat() });
const values = (count: number, seed: number) => Float64Array.from({ length: count }, (_, i) => (((i + 1) * 7919 + seed) % 1009) / 10 - 40);
/** The same with zeros: the more to the right a column is, the fewer of its numbers are left, of either sign. */
const sparse = (rows: number, columns: number, seed: number) =>
  values(rows * columns, seed).map((x, i) => (((i * 31 + seed) % 97) / 97 < (i % columns) / columns ? (i % 2 === 0 ? 0 : -0) : x));
const columnsOf = (a: Float64Array, rows: number, columns: number): Factor => ({ values: a, rows, columns, of: 'columns' });
const rowsOf = (a: Float64Array, rows: number, columns: number): Factor => ({ values: a, rows, columns, of: 'rows' });

describe.each(kernels)('kernels of solving, %s, give the bits of the plain sums', (_, { gram, gramCholesky, cholesky }) => {
  it('for the products of a matrix with itself', () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, seed }) => {
        const a = values(rows * columns, seed);
        expect(fullOf(gram(columnsOf(a, rows, columns)))).toEqual(plainGram(a, rows, columns));
        const transposed = Float64Array.from(a, (_x, i) => at(a, (i % rows) * columns + Math.floor(i / rows)));
        expect(fullOf(gram(rowsOf(transposed, columns, rows)))).toEqual(plainGram(a, rows, columns));
      }),
      { numRuns: 60 },
    );
  });

  it('over more products than one block holds, and more rows than one group', () => {
    const a = values(600 * 141, 5);
    expect(fullOf(gram(columnsOf(a, 600, 141)))).toEqual(plainGram(a, 600, 141));
    const wide = values(9 * 600, 5);
    const transposed = Float64Array.from(wide, (_x, i) => at(wide, (i % 9) * 600 + Math.floor(i / 9)));
    expect(fullOf(gram(rowsOf(wide, 9, 600)))).toEqual(plainGram(transposed, 600, 9));
  });

  it('where much of a matrix is zero, which is left out', () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, seed }) => {
        const a = sparse(rows, columns, seed);
        expect(fullOf(gram(columnsOf(a, rows, columns)))).toEqual(plainGram(a, rows, columns));
      }),
      { numRuns: 60 },
    );
    const large = sparse(600, 141, 7);
    expect(fullOf(gram(columnsOf(large, 600, 141)))).toEqual(plainGram(large, 600, 141));
    const empty = new Float64Array(600 * 13);
    expect(fullOf(gram(columnsOf(empty, 600, 13)))).toEqual(new Float64Array(13 * 13));
  });

  it('where much is zero but there is no room for a second matrix', () => {
    const factor = columnsOf(sparse(300, 40, 3), 300, 40);
    const found = plainMachine(leastRoomOfGram(factor), (machine, numbers) => {
      writeGram(factor, machine, numbers);
      return fullOf({ n: 40, stride: 42, values: numbers });
    });
    expect(leastRoomOfGram(factor)).toBeLessThan(roomOfGram(factor));
    expect(found).toEqual(plainGram(factor.values, 300, 40));
  });

  it('for Cholesky factors, over several panels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.nat(), (n, seed) => {
        const a = values(20 * n, seed);
        const system = gram(columnsOf(a, 20, n));
        addDiagonal(system, 1000);
        const expected = triangle(plainCholesky(fullOf(system), n), n, n);
        expect(lower(cholesky(system))).toEqual(expected);
        expect(lower(gramCholesky(columnsOf(a, 20, n), 1000))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('for a single row, and whatever was computed before', () => {
    const big = gramCholesky(columnsOf(values(700 * 300, 1), 700, 300), 10);
    expect(Array.from(gram(columnsOf(Float64Array.of(3), 1, 1)).values.subarray(0, 1))).toEqual([9]);
    expect(lower(gramCholesky(rowsOf(Float64Array.of(3, 4), 1, 2), 11))).toEqual([6]);
    expect(lower(gramCholesky(columnsOf(values(700 * 300, 1), 700, 300), 10))).toEqual(lower(big));
  });
});

describe.each(kernels)('Cholesky, %s', (_, { cholesky, choleskySolve, gramCholesky }) => {
  const system = (last: number): Symmetric => ({
    n: 2,
    stride: 6,
    values: Float64Array.from({ length: 36 }, (_x, i) => (i === 0 ? 4 : i === 6 ? 2 : i === 7 ? last : 0)),
  });

  it('solves for several right sides', () => {
    const factor = cholesky(system(10));
    expect(factor && Array.from(choleskySolve(factor, Float64Array.of(8, 4, 22, 2), 2))).toEqual([1, 1, 2, 0]);
  });

  it('knows a matrix that is not positive definite', () => {
    for (const last of [1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(cholesky(system(last))).toBeNull();
  });

  it('knows it in a late panel too', () => {
    const a = values(30 * 100, 3);
    for (let r = 0; r < 30; r++) a[r * 100 + 99] = 0;
    expect(gramCholesky(columnsOf(a, 30, 100), 1)).not.toBeNull();
    a[99] = 1e200;
    expect(gramCholesky(columnsOf(a, 30, 100), 1)).toBeNull();
  });
});

/** X with L L' X = B by its definition: products are taken out in ascending order, then in descending order. */
function plainSolve({ n, stride, values: l }: Symmetric, b: Float64Array, k: number): Float64Array {
  const x = b.slice();
  for (let c = 0; c < k; c++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) x[i * k + c] = at(x, i * k + c) - at(l, i * stride + j) * at(x, j * k + c);
      x[i * k + c] = at(x, i * k + c) / at(l, i * stride + i);
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let j = n - 1; j > i; j--) x[i * k + c] = at(x, i * k + c) - at(l, j * stride + i) * at(x, j * k + c);
      x[i * k + c] = at(x, i * k + c) / at(l, i * stride + i);
    }
  }
  return x;
}

describe.each(kernels)('solutions and products, %s, have the bits of the plain sums', (_, { choleskySolve, gramCholesky, product }) => {
  it('for solutions over several panels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (n, k, seed) => {
        const factor = gramCholesky(columnsOf(values(20 * n, seed), 20, n), 1000);
        const b = values(n * k, seed + 1);
        expect(factor && choleskySolve(factor, b, k)).toEqual(factor && plainSolve(factor, b, k));
      }),
      { numRuns: 40 },
    );
  });

  const sizes = fc.record({
    m: fc.integer({ min: 1, max: 20 }),
    depth: fc.integer({ min: 1, max: 600 }),
    n: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(),
  });

  it('for products', () => {
    fc.assert(
      fc.property(sizes, ({ m, depth, n, seed }) => {
        const a = values(m * depth, seed);
        const b = values(depth * n, seed + 1);
        const expected = new Float64Array(m * n);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let k = 0; k < depth; k++) sum += at(a, i * depth + k) * at(b, k * n + j);
            expected[i * n + j] = sum;
          }
        }
        expect(product({ values: a, rows: m, columns: depth, transposed: false }, b, n)).toEqual(expected);
        const transposed = Float64Array.from(a, (_x, i) => at(a, (i % m) * depth + Math.floor(i / m)));
        expect(product({ values: transposed, rows: depth, columns: m, transposed: true }, b, n)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('for products of more rows than are worked on at once', () => {
    const [m, depth, n] = [2500, 3, 2];
    const [a, b] = [values(m * depth, 1), values(depth * n, 2)];
    const found = product({ values: a, rows: m, columns: depth, transposed: false }, b, n);
    const row = (i: number) =>
      product({ values: a.subarray(i * depth, (i + 1) * depth), rows: 1, columns: depth, transposed: false }, b, n);
    expect(found.length).toBe(m * n);
    for (const i of [0, 1023, 1024, 2047, 2048, 2499]) expect(found.slice(i * n, (i + 1) * n)).toEqual(row(i));
  });
});

describe.each(kernels)('the range of numbers, %s', (_, { range }) => {
  it('is found in any place, over several blocks, with its signs', () => {
    for (const count of [2, 7, 131_072, 131_073, 300_001]) {
      for (const place of [0, count >> 1, count - 1]) {
        const x = values(count, place);
        const other = (place + 1) % count;
        [x[place], x[other]] = [-1000, 2000];
        expect(range(x)).toEqual({ lowest: -1000, highest: 2000 });
        expect(range(x.map(each => each - 3000))).toEqual({ lowest: -4000, highest: -1000 });
        expect(range(x.map(each => each + 3000))).toEqual({ lowest: 2000, highest: 5000 });
      }
    }
    expect(range(Float64Array.of(-3))).toEqual({ lowest: -3, highest: -3 });
    expect(range(Float64Array.of(-0, -0, -0))).toEqual({ lowest: 0, highest: 0 });
    expect(range(new Float64Array(0))).toEqual({ lowest: 0, highest: 0 });
    expect(range(new Float64Array(5))).toEqual({ lowest: 0, highest: 0 });
  });

  it('is null where a number is not finite', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const place of [0, 1, 6]) {
        const x = values(7, 3);
        x[place] = wrong;
        expect(range(x)).toBeNull();
      }
    }
  });
});

const neurons = fc.record({
  neurons: fc.integer({ min: 1, max: 30 }),
  dimensions: fc.integer({ min: 1, max: 6 }),
  count: fc.nat(20),
  seed: fc.nat(),
});
const encodedOf = (n: number, d: number, count: number, seed: number): Encoded => ({
  neurons: n,
  dimensions: d,
  points: values(count * d, seed).map(x => x / 50),
  encoders: values(n * d, seed + 1).map(x => x / 50),
  factors: values(n, seed + 2),
  bias: values(n, seed + 3).map(x => x / 10),
});
const lif = (n: number, seed: number) => ({
  tauRc: values(n, seed).map(x => 0.01 + Math.abs(x) / 1000),
  tauRef: values(n, seed + 9).map(x => Math.abs(x) / 10_000),
  amplitude: values(n, seed + 7).map(x => 1 + Math.abs(x)),
});

describe.each(kernels)('currents and rates, %s, have the bits of their formulas', (_, { currents, lifRates }) => {
  const current = ({ dimensions: d, points, encoders, factors, bias }: Encoded, p: number, i: number): number => {
    let along = 0;
    for (let k = 0; k < d; k++) along += at(encoders, i * d + k) * at(points, p * d + k);
    return at(factors, i) * along + at(bias, i);
  };

  it('for all sizes', () => {
    fc.assert(
      fc.property(neurons, ({ neurons: n, dimensions: d, count, seed }) => {
        const encoded = encodedOf(n, d, count, seed);
        const expected = Float64Array.from({ length: count * n }, (_x, at) => current(encoded, Math.floor(at / n), at % n));
        expect(currents(encoded)).toEqual(expected);
        const { tauRc, tauRef, amplitude } = lif(n, seed);
        const rates = expected.map((j, place) => {
          const i = place % n;
          return at(amplitude, i) * (j - 1 > 0 ? 1 / (at(tauRef, i) + at(tauRc, i) * log1p(1 / (j - 1))) : 0);
        });
        expect(lifRates(encoded, { tauRc, tauRef, amplitude })).toEqual(rates);
      }),
    );
  });

  it('over more points than one block holds', () => {
    const encoded = encodedOf(1001, 2, 140, 3);
    expect(currents(encoded)).toEqual(
      Float64Array.from({ length: 140 * 1001 }, (_x, place) => current(encoded, Math.floor(place / 1001), place % 1001)),
    );
  });

  it('for currents of every size, from the threshold to the largest number', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double({ noNaN: true }), fc.double({ min: 0.5, max: 5, noNaN: true })), { minLength: 1 }), given => {
        const js = [...given, 1, 1 + Number.EPSILON, 2, 1 + 1e-9, 1 + 2.414213562373095, 1e16, 1e17, Number.MAX_VALUE];
        const n = js.length;
        const one = new Float64Array(n).fill(1);
        const encoded = { neurons: n, dimensions: 1, points: Float64Array.of(0), encoders: one, factors: one, bias: Float64Array.from(js) };
        const rates = Float64Array.from(js, j => (j - 1 > 0 ? 1 / (0.002 + 0.02 * log1p(1 / (j - 1))) : 0));
        expect(
          lifRates(encoded, { tauRc: new Float64Array(n).fill(0.02), tauRef: new Float64Array(n).fill(0.002), amplitude: one }),
        ).toEqual(rates);
      }),
      { numRuns: 300 },
    );
  });
});
