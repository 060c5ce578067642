import { addScaled, column, dot, fromColumns, product, transposedProduct } from '@rheobase/kernels';
import type { Activities, Solve } from './solve.js';

/** Vectors times A'A + ridge I, without making that matrix: from (neurons, k) to (neurons, k). */
export function normalEquations({ values: a, points: m, neurons: n }: Activities, ridge: number) {
  return (x: Float64Array, k: number): Float64Array => {
    const out = transposedProduct(a, product(a, x, m, n, k), m, n, k);
    addScaled(out, ridge, x);
    return out;
  };
}

/**
 * x with G x = b for a positive definite G, by conjugate gradients (Hestenes and Stiefel 1952) from `start`, until the length of the
 * residual is at most `least`, or `steps` were made.
 */
export function conjugateGradients(
  g: (x: Float64Array, k: number) => Float64Array,
  b: Float64Array,
  start: Float64Array,
  least: number,
  steps: number,
): Float64Array {
  const x = start.slice();
  const rest = b.slice();
  addScaled(rest, -1, g(x, 1));
  let direction = rest.slice();
  let square = dot(rest, rest);
  for (let step = 0; step < steps && Math.sqrt(square) > least; step++) {
    const image = g(direction, 1);
    const factor = square / dot(direction, image);
    addScaled(x, factor, direction);
    addScaled(rest, -factor, image);
    const next = dot(rest, rest);
    const turned = rest.slice();
    addScaled(turned, next / square, direction);
    direction = turned;
    square = next;
  }
  return x;
}

/** One target after the other; `least` is the residual to reach for each A'y. */
export function conjugateGradientSystem(
  activities: Activities,
  ridge: number,
  least: (projected: Float64Array) => number,
  steps: number,
): Solve {
  const { values: a, points: m, neurons: n } = activities;
  const g = normalEquations(activities, ridge);
  return (y, k) => {
    const b = transposedProduct(a, y, m, n, k);
    const columns = Array.from({ length: k }, (_, j) => {
      const projected = column(b, k, j);
      return conjugateGradients(g, projected, new Float64Array(n), least(projected), steps);
    });
    return fromColumns(columns, n);
  };
}
