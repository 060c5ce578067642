import { orthonormalColumns, singularValues } from '@rheobase/kernels';
import fc from 'fast-check';
import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';

/** Matrices, some with dependent rows, zeros and numbers of very different size. */
const matrix = fc.record({ rows: fc.integer({ min: 1, max: 12 }), columns: fc.integer({ min: 1, max: 12 }) }).chain(({ rows, columns }) => {
  const number = fc.oneof(
    { weight: 4, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 }) },
    { weight: 2, arbitrary: fc.integer({ min: -2, max: 2 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1e-200, 1e150) },
  );
  return fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    values: fc.array(number, { minLength: rows * columns, maxLength: rows * columns }).map(list => Float64Array.from(list)),
  });
});

const theirs = (values: Float64Array, rows: number, columns: number): Matrix =>
  new Matrix(Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns))));

const flat = (found: Matrix, columns: number): Float64Array => Float64Array.from(found.to2DArray().flatMap(row => row.slice(0, columns)));

const repeated = (values: readonly number[]): Float64Array => Float64Array.from([...values, ...values]);

describe('singularValues', () => {
  const check = (values: Float64Array, rows: number, columns: number): void => {
    const expected = new SingularValueDecomposition(theirs(values, rows, columns), { autoTranspose: true });
    const rank = Math.min(rows, columns);
    expect(singularValues(values, rows, columns)).toEqual({
      u: flat(expected.leftSingularVectors, rank),
      s: Float64Array.from(expected.diagonal),
      v: flat(expected.rightSingularVectors, rank),
    });
  };

  it('gives the bits of ml-matrix', () => {
    fc.assert(
      fc.property(matrix, ({ values, rows, columns }) => check(values, rows, columns)),
      { numRuns: 1000 },
    );
  });

  it('gives them if rows or columns repeat, or if there is nothing but zeros', () => {
    check(repeated([1, 2, 3, 4, 5, 6]), 4, 3);
    check(repeated([1, 2, 3, 4, 5, 6]), 2, 6);
    check(new Float64Array(12), 4, 3);
    check(Float64Array.of(1, 2, 0, 0, 3, 0, 0, 0, 0), 3, 3);
  });

  it('leaves what it is given as it is', () => {
    const values = Float64Array.of(1, 2, 3, 4);
    singularValues(values, 2, 2);
    expect(values).toEqual(Float64Array.of(1, 2, 3, 4));
  });
});

describe('orthonormalColumns', () => {
  it('gives the bits of ml-matrix', () => {
    fc.assert(
      fc.property(matrix, ({ values, rows: a, columns: b }) => {
        const [rows, columns] = [Math.max(a, b), Math.min(a, b)];
        const expected = new QrDecomposition(theirs(values, rows, columns));
        expect(orthonormalColumns(values, rows, columns)).toEqual({
          q: flat(expected.orthogonalMatrix, columns),
          diagonal: Float64Array.from({ length: columns }, (_, i) => expected.upperTriangularMatrix.get(i, i)),
        });
      }),
    );
  });
});
