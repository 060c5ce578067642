import type { Endpoint } from '@rheobase/core';
import { product } from '@rheobase/kernels';
import type { Model, ModelTransform } from '@rheobase/model';
import { encodersInto, ensembleAt, entriesOf } from '@rheobase/model';

/** A matrix, (rows, columns), row-major. */
export interface Through {
  readonly rows: number;
  readonly columns: number;
  readonly matrix: Float64Array;
}

/**
 * What leads from the values of a function to the currents of a target's neurons: encoders gain / radius times transform. Solvers that are
 * not linear in their targets have to see them there.
 */
export function neuronSpace(model: Model, post: Endpoint, size: number, transform: ModelTransform | null): Through {
  const [of, slice] = post.kind === 'view' ? [post.of, post.indices] : [post, null];
  const { neurons, rows: dimensions, matrix: encoders } = encodersInto(model, ensembleAt(model, of.path), slice);
  if (transform === null) return { rows: neurons, columns: size, matrix: encoders };
  const { rows, columns, values, sizeIn, sizeOut } = entriesOf(model, transform);
  const full = new Float64Array(sizeOut * sizeIn);
  values.forEach((value, k) => {
    full[(rows[k] ?? 0) * sizeIn + (columns[k] ?? 0)] = value;
  });
  return { rows: neurons, columns: sizeIn, matrix: product(encoders, full, neurons, dimensions, sizeIn) };
}
