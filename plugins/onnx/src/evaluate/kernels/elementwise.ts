/** Strides that walk `from` while `to` is walked in row-major order: 0 along axes that are broadcast. Shapes are aligned at the last axis. */
export const broadcastStrides = (from: readonly number[], to: readonly number[]): Int32Array => {
  const strides = new Int32Array(to.length);
  let stride = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    strides[axis + to.length - from.length] = from[axis] === 1 ? 0 : stride;
    stride *= from[axis]!;
  }
  return strides;
};

/** Copies into `y`, row-major over `shape`, the elements of `x` that `strides` walk from `base` on. */
export const copyStrided = (x: Float64Array, y: Float64Array, shape: readonly number[], strides: Int32Array, base = 0): void => {
  const last = shape.length - 1;
  if (last < 0) {
    y[0] = x[base]!;
    return;
  }
  const width = shape[last]!;
  const step = strides[last]!;
  const counter = new Int32Array(last);
  let from = base;
  for (let at = 0; at < y.length; at += width) {
    for (let i = 0; i < width; i++) y[at + i] = x[from + i * step]!;
    for (let axis = last - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      counter[axis]!++;
      if (counter[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      counter[axis] = 0;
    }
  }
};

/** Combines two arrays that walk the same shape, element by element, into `y`. */
export const combine = (a: Float64Array, b: Float64Array, y: Float64Array, f: (a: number, b: number) => number): void => {
  for (let i = 0; i < y.length; i++) y[i] = f(a[i]!, b[i]!);
};

/** Applies a function to every element. */
export const transform = (x: Float64Array, y: Float64Array, f: (x: number) => number): void => {
  for (let i = 0; i < y.length; i++) y[i] = f(x[i]!);
};

/** Scales and shifts every channel of `(batch, channels, …)`. */
export const scaleChannels = (x: Float64Array, y: Float64Array, gains: Float64Array, shifts: Float64Array, size: number): void => {
  const channels = gains.length;
  for (let i = 0; i < y.length; i++) {
    const channel = Math.floor(i / size) % channels;
    y[i] = x[i]! * gains[channel]! + shifts[channel]!;
  }
};
