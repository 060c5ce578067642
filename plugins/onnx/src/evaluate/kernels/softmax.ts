/** Softmax, or its logarithm, along the middle axis of `(outer, size, inner)`; the largest element is taken off first, so that nothing overflows. */
export const softmaxAlong = (
  x: Float64Array,
  y: Float64Array,
  outer: number,
  size: number,
  inner: number,
  exp: (x: number) => number,
  log: ((x: number) => number) | undefined,
): void => {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * size * inner + i;
      const end = base + size * inner;
      let largest = Number.NEGATIVE_INFINITY;
      for (let at = base; at < end; at += inner) largest = Math.max(largest, x[at]!);
      let sum = 0;
      for (let at = base; at < end; at += inner) {
        const power = exp(x[at]! - largest);
        y[at] = power;
        sum += power;
      }
      if (log === undefined) for (let at = base; at < end; at += inner) y[at]! /= sum;
      else {
        const shift = largest + log(sum);
        for (let at = base; at < end; at += inner) y[at] = x[at]! - shift;
      }
    }
  }
};
