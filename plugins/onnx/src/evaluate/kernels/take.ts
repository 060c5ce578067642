/** Sums `x` of a shape over the axes along which `strides` (those of the output) are 0. */
export const sumAxes = (x: Float64Array, shape: readonly number[], strides: Int32Array, y: Float64Array): void => {
  const counter = new Int32Array(shape.length);
  let to = 0;
  for (let i = 0; i < x.length; i++) {
    y[to]! += x[i]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      to += strides[axis]!;
      counter[axis]!++;
      if (counter[axis]! < shape[axis]!) break;
      to -= strides[axis]! * shape[axis]!;
      counter[axis] = 0;
    }
  }
};

/**
 * Builds `y` from `x` axis by axis: output index i along an axis takes input index `maps[axis][i]`, or `fill` where that is -1. Slices,
 * splits, padding and gathering along an axis are all of this form.
 */
export const takeAxes = (x: Float64Array, shape: readonly number[], maps: readonly Int32Array[], y: Float64Array, fill: number): void => {
  const last = maps.length - 1;
  if (last < 0) {
    y[0] = x[0]!;
    return;
  }
  const inner = maps[last]!;
  const counter = new Int32Array(last);
  for (let at = 0; at < y.length; at += inner.length) {
    let base = 0;
    let hole = false;
    for (let axis = 0; axis < last; axis++) {
      const index = maps[axis]![counter[axis]!]!;
      hole ||= index < 0;
      base = (base + index) * shape[axis + 1]!;
    }
    if (hole) y.fill(fill, at, at + inner.length);
    else {
      for (let i = 0; i < inner.length; i++) {
        const index = inner[i]!;
        y[at + i] = index < 0 ? fill : x[base + index]!;
      }
    }
    for (let axis = last - 1; axis >= 0; axis--) {
      counter[axis]!++;
      if (counter[axis]! < maps[axis]!.length) break;
      counter[axis] = 0;
    }
  }
};
