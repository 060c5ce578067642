import type { Fields } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import { sample } from '@rheobase/model';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference, type Tolerance } from '../golden/first-difference.js';
import type { GoldenFailure } from '../golden/golden-suite.js';
import { goldenDistribution } from './golden-distribution.js';

const STANDARD_ERRORS = 5;
/** More than this many below the least of equally many values have a probability of 2^-23. */
const MOST_BEYOND = 22;

const column = (values: Float64Array, width: number, axis: number): Float64Array => values.filter((_, i) => i % width === axis);

const meanOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

function deviation(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length);
}

function norms(values: Float64Array, width: number): Float64Array {
  const squares = new Float64Array(values.length / width);
  for (let i = 0; i < values.length; i++) {
    const x = values[i] ?? 0;
    const row = Math.floor(i / width);
    squares[row] = (squares[row] ?? 0) + x * x;
  }
  return squares.map(square => Math.sqrt(square));
}

/** The value below which a share lies, linear between neighbours of the sorted values. */
function quantileOf(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const [below = 0, above = below] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]];
  return below + (at - low) * (above - below);
}

/**
 * Whether a quantile of the file is one of these values too: within its tolerance, or off by no more than 5 standard errors in the share
 * that lies below it. The tolerance alone is too narrow where the density is low, and says nothing where values are few.
 */
function sameQuantile(sorted: Float64Array, share: number, expected: number, { atol, rtol }: Tolerance): boolean {
  if (Math.abs(quantileOf(sorted, share) - expected) <= atol + rtol * Math.abs(expected)) return true;
  const error = STANDARD_ERRORS * Math.sqrt((2 * share * (1 - share)) / sorted.length);
  const below = sorted.filter(x => x < expected).length / sorted.length;
  const upTo = sorted.filter(x => x <= expected).length / sorted.length;
  return below <= share + error && upTo >= share - error;
}

function quantileFailure(lengths: Float64Array, at: Fields, tolerance: Tolerance): GoldenFailure | null {
  const values = at.numbers('value');
  for (const [place, share] of at.numbers('q').entries()) {
    const expected = values[place] ?? Number.NaN;
    // The two ends are extremes of the sample, of which the support is checked.
    if (share === 0 || share === 1 || sameQuantile(lengths, share, expected, tolerance)) continue;
    return { object: 'norm quantiles', at: place, got: quantileOf(lengths, share), expected };
  }
  return null;
}

/** More values beyond the extremes of the file's sample than are likely in one of equal size, on any axis. */
function supportFailure(columns: readonly Float64Array[], low: readonly number[], high: readonly number[]): GoldenFailure | null {
  for (const [axis, values] of columns.entries()) {
    const [min = 0, max = 0] = [low[axis], high[axis]];
    if (values.filter(x => x < min).length > MOST_BEYOND) return { object: 'min', at: axis, got: Math.min(...values), expected: min };
    if (values.filter(x => x > max).length > MOST_BEYOND) return { object: 'max', at: axis, got: Math.max(...values), expected: max };
  }
  return null;
}

/** Means within 5 standard errors, deviations and quantiles of lengths, and the support. */
export const checkDistributionMoments: ComponentCheck = ({ cases, tolerance }) =>
  cases.map((at, index) => {
    const given = at.fields('distribution');
    const width = at.has('d') ? at.number('d') : 1;
    const count = at.number('n_samples');
    const values = sample(goldenDistribution(given), count, width, randomStream(index), given.text('type'));
    const columns = Array.from({ length: width }, (_, axis) => column(values, width, axis));
    const std = at.numbers('std');
    const means = { atol: tolerance.atol + (STANDARD_ERRORS * Math.max(...std)) / Math.sqrt(count), rtol: 0 };
    const failure =
      firstDifference('mean', columns.map(meanOf), at.numbers('mean'), means) ??
      firstDifference('std', columns.map(deviation), std, tolerance) ??
      quantileFailure(norms(values, width).sort(), at.fields('norm_quantiles'), tolerance) ??
      supportFailure(columns, at.numbers('min'), at.numbers('max'));
    const name = `${index}: ${given.text('type')}${at.has('d') ? ` in ${width} dimensions` : ''}`;
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
