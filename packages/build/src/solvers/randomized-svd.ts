import type { RandomizedSvd } from '@rheobase/core';
import { orthonormalColumns, product, type SingularValues, singularValues, transpose, transposedProduct } from '@rheobase/kernels';
import type { Activities, Asked } from './solve.js';

/** The largest singular values of A, from its products with random vectors (Halko, Martinsson and Tropp 2011, algorithms 4.3 and 5.1). */
export function randomizedSingularValues(
  { components, oversamples, powerIterations }: RandomizedSvd,
  activities: Activities,
  asked: Asked,
): SingularValues {
  const { values: a, points: m, neurons: n } = activities;
  const width = components + oversamples;
  if (Math.min(m, n) <= width) return singularValues(a, m, n);
  const orthonormal = (b: Float64Array, rows: number) => orthonormalColumns(b, rows, width).q;
  const random = asked.random('range');
  const draws = new Float64Array(n * width).map(() => random.normal());
  let range = orthonormal(product(a, draws, m, n, width), m);
  for (let i = 0; i < powerIterations; i++) {
    const back = orthonormal(transposedProduct(a, range, m, n, width), n);
    range = orthonormal(product(a, back, m, n, width), m);
  }
  const inside = singularValues(transpose(transposedProduct(a, range, m, n, width), n, width), width, n);
  const first = (values: Float64Array) => values.filter((_, i) => i % width < components);
  return {
    u: first(product(range, inside.u, m, width, width)),
    s: inside.s.slice(0, components),
    v: first(inside.v),
  };
}
