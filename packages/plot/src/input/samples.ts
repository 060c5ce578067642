import { invalid } from './argument.js';

/** Probe samples of a run, row-major: the value of element `i` at step `t` of batch item `b` is `data[(b * steps + t) * size + i]`. */
export interface Samples {
  readonly shape: readonly [batch: number, steps: number, size: number];
  readonly data: Float32Array | Float64Array;
  /** When each step was, s, ascending, as `data` of a simulation says. Absent: not known. */
  readonly times?: Float64Array;
}

/** Refuses samples whose shape and data do not agree; `object` is how the error names them. */
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
