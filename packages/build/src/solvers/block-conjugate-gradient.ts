import { addScaled, column, fromColumns, product, singularValues, transpose, transposedProduct } from '@rheobase/kernels';
import { conjugateGradients, normalEquations } from './conjugate-gradient.js';
import type { Activities, Solve } from './solve.js';

/** S^-1 B for small symmetric S (k, k), which is singular where targets depend on each other: then the smallest solution. */
function small(s: Float64Array, b: Float64Array, k: number): Float64Array {
  const { u, s: found, v } = singularValues(s, k, k);
  // Below this, a singular value is a rounding error.
  const least = (Number.EPSILON / 2) * k * (found[0] ?? 0);
  const inverse = found.map(value => (Math.abs(value) <= least ? 0 : 1 / value));
  const scaled = v.map((value, i) => value * (inverse[i % k] ?? 0));
  return product(product(scaled, transpose(u, k, k), k, k, k), b, k, k, k);
}

/** All targets at once (O'Leary 1980) until each residual is at most `least`; what a breakdown leaves is done one target after the other. */
export function blockConjugateGradientSystem(activities: Activities, ridge: number, least: number): Solve {
  const { values: a, points: m, neurons: n } = activities;
  const g = normalEquations(activities, ridge);
  const enough = (square: Float64Array, k: number) =>
    Array.from({ length: k }, (_, j) => square[j * k + j] ?? 0).every(x => x <= least * least);
  return (y, k) => {
    const b = transposedProduct(a, y, m, n, k);
    const x = new Float64Array(n * k);
    const rest = b.slice();
    let direction: Float64Array = rest.slice();
    let square = transposedProduct(rest, rest, n, k, k);
    for (let step = 0; step < n && !enough(square, k); step++) {
      const image = g(direction, k);
      const factor = small(transposedProduct(direction, image, n, k, k), square, k);
      if (!factor.every(Number.isFinite)) break;
      addScaled(x, 1, product(direction, factor, n, k, k));
      addScaled(rest, -1, product(image, factor, n, k, k));
      const next = transposedProduct(rest, rest, n, k, k);
      const turned = product(direction, small(square, next, k), n, k, k);
      addScaled(turned, 1, rest);
      direction = turned;
      square = next;
    }
    const finished = Array.from({ length: k }, (_, j) => conjugateGradients(g, column(b, k, j), column(x, k, j), least, n));
    return fromColumns(finished, n);
  };
}
