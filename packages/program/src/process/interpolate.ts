import { type Interpolation, type Tensor, ValidationError } from '@rheobase/core';
import { solveLinear } from '@rheobase/math';

/** A row at a time between the first and the last. */
export type Interpolated = (t: number) => Float64Array;

/** The interval [times[k], times[k + 1]] that holds t; the last point belongs to the last one. */
function intervalOf(times: ArrayLike<number>, t: number): number {
  let k = 0;
  while (k < times.length - 2 && t >= (times[k + 1] ?? 0)) k += 1;
  return k;
}

/** The B-splines of a degree that are not zero at t, and the index of the first (Cox, de Boor). */
function basis(
  knots: readonly number[],
  degree: number,
  count: number,
  t: number,
): { readonly first: number; readonly values: Float64Array } {
  let span = degree;
  while (span < count - 1 && t >= (knots[span + 1] ?? 0)) span += 1;
  const values = new Float64Array(degree + 1);
  values[0] = 1;
  for (let p = 1; p <= degree; p++) {
    let saved = 0;
    for (let r = 0; r < p; r++) {
      const [right, left] = [knots[span + r + 1] ?? 0, knots[span + 1 - p + r] ?? 0];
      const part = (values[r] ?? 0) / (right - left);
      values[r] = saved + (right - t) * part;
      saved = (t - left) * part;
    }
    values[p] = saved;
  }
  return { first: span - degree, values };
}

/** Knots under which as many splines as points fit: the inner points (or their middles) without the outermost. */
function knotsOf(times: readonly number[], degree: number): readonly number[] {
  const inner =
    degree % 2 === 1
      ? times.slice((degree + 1) / 2, times.length - (degree + 1) / 2)
      : times
          .slice(1)
          .map((t, k) => (t + (times[k] ?? 0)) / 2)
          .slice(degree / 2, times.length - 1 - degree / 2);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return [...new Array<number>(degree + 1).fill(first), ...inner, ...new Array<number>(degree + 1).fill(last)];
}

/** Splines through rows (count, size). */
function spline(times: readonly number[], rows: Float64Array, degree: number): Interpolated {
  const count = times.length;
  const size = rows.length / count;
  const knots = knotsOf(times, degree);
  const collocation = new Float64Array(count * count);
  for (const [row, t] of times.entries()) {
    const { first, values } = basis(knots, degree, count, t);
    collocation.set(values, row * count + first);
  }
  const weights = solveLinear(collocation, rows, count);
  if (weights === null) {
    throw new ValidationError('piecewise: these times are too close together for splines; use interpolation: "linear"', {
      code: 'invalid-parameter',
      object: 'piecewise',
      given: times,
      allowed: 'times further apart',
    });
  }
  return t => {
    const { first, values } = basis(knots, degree, count, t);
    return Float64Array.from({ length: size }, (_, i) =>
      values.reduce((sum, value, k) => sum + value * (weights[(first + k) * size + i] ?? 0), 0),
    );
  };
}

/** What lies between rows (count, size) at ascending times. */
export function interpolator(
  times: readonly number[],
  { data, shape }: Tensor,
  interpolation: Exclude<Interpolation, 'zero'>,
): Interpolated {
  const [count = 0, size = 0] = shape;
  const row = (k: number) => Float64Array.from(data.subarray(k * size, (k + 1) * size));
  switch (interpolation) {
    case 'nearest':
      // In the middle between two, the earlier.
      return t => {
        let k = 0;
        while (k < count - 1 && t > ((times[k] ?? 0) + (times[k + 1] ?? 0)) / 2) k += 1;
        return row(k);
      };
    case 'linear':
    case 'slinear':
      return t => {
        const k = intervalOf(times, t);
        const [from = 0, to = 0, low, high] = [times[k], times[k + 1], row(k), row(k + 1)];
        return low.map((y, i) => y + (((high[i] ?? 0) - y) / (to - from)) * (t - from));
      };
    case 'quadratic':
    case 'cubic':
      return spline(times, Float64Array.from(data), interpolation === 'cubic' ? 3 : 2);
  }
}
