import type { Fields } from '@rheobase/core';
import { type FourierProduct, type FourierTransforms, fourierProducts, fourierTransforms } from '@rheobase/networks';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference, type Tolerance } from '../golden/first-difference.js';
import type { GoldenFailure, GoldenResult } from '../golden/golden-suite.js';
import { rowsOf } from '../golden/numbers.js';

type Matrix = readonly (readonly number[])[];

const times = (rows: Matrix, x: readonly number[]): readonly number[] =>
  rows.map(row => row.reduce((sum, value, i) => sum + value * (x[i] ?? 0), 0));

function convolved({ inputA, inputB, output }: FourierTransforms, a: readonly number[], b: readonly number[]): readonly number[] {
  const right = times(inputB, b);
  return times(
    output,
    times(inputA, a).map((value, i) => value * (right[i] ?? 0)),
  );
}

const column = (rows: Matrix, at: number): readonly number[] => rows.map(row => row[at] ?? 0);

/** Where the file has a product: four rows for each frequency. */
const rowOf = ({ frequency, a, b }: FourierProduct): number => 4 * frequency + (a === b ? (a === 're' ? 0 : 1) : a === 're' ? 2 : 3);

/** The rows of the file that are kept here; what is left out has to be zero. */
function matricesDiffer(at: Fields, dimensions: number, tolerance: Tolerance): GoldenFailure | null {
  const [plain, inverted] = [fourierTransforms(dimensions), fourierTransforms(dimensions, { b: true })];
  const [a, b, back] = [rowsOf(at, 'transform_in_A'), rowsOf(at, 'transform_in_B'), rowsOf(at, 'transform_out')];
  const bInverted = rowsOf(at, 'transform_in_B_inverted');
  const kept = new Map(fourierProducts(dimensions).map((each, index) => [rowOf(each), index]));
  const zeros = Array.from({ length: dimensions }, () => 0);
  for (const row of a.keys()) {
    const index = kept.get(row);
    const found =
      index === undefined
        ? // A product with a factor of zero, or one that is not read, gives nothing.
          [a, b].map(rows => firstDifference(`transforms, row ${row}`, rows[row] ?? [], zeros, tolerance)).every(each => each !== null)
          ? firstDifference(`transform_out, column ${row}`, column(back, row), zeros, tolerance)
          : null
        : (firstDifference(`transform_in_A, row ${row}`, plain.inputA[index] ?? [], a[row] ?? [], tolerance) ??
          firstDifference(`transform_in_B, row ${row}`, plain.inputB[index] ?? [], b[row] ?? [], tolerance) ??
          firstDifference(`transform_in_B_inverted, row ${row}`, inverted.inputB[index] ?? [], bInverted[row] ?? [], tolerance) ??
          firstDifference(`transform_out, column ${row}`, column(plain.output, index), column(back, row), tolerance));
    if (found) return found;
  }
  return null;
}

function resultsDiffer(at: Fields, dimensions: number, tolerance: Tolerance): GoldenFailure | null {
  const [a, b] = [at.numbers('a'), at.numbers('b')];
  const cases = [
    ['result', {}],
    ['result_invert_a', { a: true }],
    ['result_invert_b', { b: true }],
  ] as const;
  for (const [name, invert] of cases) {
    const found = firstDifference(name, convolved(fourierTransforms(dimensions, invert), a, b), at.numbers(name), tolerance);
    if (found) return found;
  }
  return null;
}

/** Circular convolution through its Fourier transforms, and the transforms themselves. */
export const circularConvolutionCheck: ComponentCheck = ({ cases, tolerance }) =>
  cases.map((at): GoldenResult => {
    const dimensions = at.number('dimensions');
    const failure = resultsDiffer(at, dimensions, tolerance) ?? matricesDiffer(at, dimensions, tolerance);
    const name = `circular_convolution of ${dimensions} dimensions`;
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
