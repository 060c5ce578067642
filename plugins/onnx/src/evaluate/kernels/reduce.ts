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
