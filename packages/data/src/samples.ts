import { ValidationError } from '@rheobase/core';

/** Values over time: row-major (batch, steps, size); the batch axis is always there. `D` is the literal size where the compiler knows it. */
export interface Samples<D extends number = number> {
  readonly shape: readonly [batch: number, steps: number, size: D];
  readonly data: Float32Array | Float64Array;
  /**
   * When each step was, s: of what a probe recorded, its step times dt, which ascend unless the simulation was restored to an earlier step.
   * Absent: not known, as of inputs, which take one row a step.
   */
  readonly times?: Float64Array;
}

/** Samples of this shape, at these times if they are known; `ValidationError` where the number of elements or of times differs. */
export function samplesOf<D extends number>(
  shape: readonly [batch: number, steps: number, size: D],
  data: Float32Array | Float64Array | readonly number[],
  times?: Float64Array,
): Samples<D> {
  const held = ArrayBuffer.isView(data) ? data : Float64Array.from(data);
  const [batch, steps, size] = shape;
  if (held.length !== batch * steps * size || shape.some(length => !(Number.isInteger(length) && length >= 0))) {
    throw new ValidationError(`samples: shape (${shape.join(', ')}) has ${batch * steps * size} elements, but ${held.length} were given`, {
      code: 'size-mismatch',
      given: held.length,
      allowed: `${batch * steps * size} elements`,
    });
  }
  if (times !== undefined && times.length !== steps) {
    throw new ValidationError(`samples: there are ${steps} steps, but ${times.length} times were given; give one for each step`, {
      code: 'size-mismatch',
      given: times.length,
      allowed: `${steps} times`,
    });
  }
  return Object.freeze({ shape: Object.freeze([batch, steps, size] as const), data: held, ...(times === undefined ? {} : { times }) });
}

/** Items `from` to `to` (exclusive) of the batch, at the same times, without copying; `to` may lie past the end. */
export function sliceSamples<D extends number>(samples: Samples<D>, from: number, to: number): Samples<D> {
  const [batch, steps, size] = samples.shape;
  const end = Math.min(to, batch);
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= end)) {
    throw new ValidationError(
      `samples: items ${from} to ${to} were asked for, but there are ${batch}; give whole numbers, 0 <= from <= to`,
      {
        code: 'invalid-range',
        given: [from, to],
        allowed: `0 to ${batch}`,
      },
    );
  }
  return samplesOf([end - from, steps, size], samples.data.subarray(from * steps * size, end * steps * size), samples.times);
}

/** Each item's steps repeated in turn `times` times: an image of one step becomes an image shown for `times` steps. Their times are dropped. */
export function repeatSamples<D extends number>(samples: Samples<D>, times: number): Samples<D> {
  const [batch, steps, size] = samples.shape;
  if (!(Number.isInteger(times) && times >= 1)) {
    throw new ValidationError(`samples: steps are repeated a whole number of times >= 1, but ${times} was given`, {
      code: 'invalid-parameter',
      given: times,
      allowed: 'a whole number >= 1',
    });
  }
  const data =
    samples.data instanceof Float32Array ? new Float32Array(samples.data.length * times) : new Float64Array(samples.data.length * times);
  for (let row = 0; row < batch * steps; row++) {
    const values = samples.data.subarray(row * size, (row + 1) * size);
    for (let k = 0; k < times; k++) data.set(values, (row * times + k) * size);
  }
  return samplesOf([batch, steps * times, size], data);
}
