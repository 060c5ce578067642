import type { Samples } from '@rheobase/data';
import { invalid } from './argument.js';

/** Rejects samples whose shape and data disagree; `object` is how the error names them. */
export function checkSamples(object: string, samples: Samples): void {
  const { shape, data } = samples ?? {};
  if (!Array.isArray(shape) || shape.length !== 3 || !shape.every(n => Number.isInteger(n) && n > 0)) {
    invalid(`${object}.shape`, shape, 'three whole numbers above 0: batch, steps, size', 'invalid-shape');
  }
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    invalid(`${object}.data`, data, 'a Float32Array or Float64Array');
  }
  const [batch, steps, size] = samples.shape;
  if (data.length !== batch * steps * size) {
    invalid(
      `${object}.data.length`,
      data.length,
      `${batch * steps * size} values, the product of the shape [${shape.join(', ')}]`,
      'size-mismatch',
    );
  }
}
