/** The length of a vector of two numbers, without overflow. */
export function hypotenuse(a: number, b: number): number {
  const [large, small] = Math.abs(a) > Math.abs(b) ? [a, b] : [b, a];
  if (large === 0) return 0;
  const ratio = small / large;
  return Math.abs(large) * Math.sqrt(1 + ratio * ratio);
}

/**
 * Turns a vector, from element `from` on, into that of the Householder reflection that leaves only this element, and returns what it leaves.
 * A vector of zeros stays as it is.
 */
export function reflectorOf(x: Float64Array, from: number): number {
  let length = 0;
  for (let i = from; i < x.length; i++) length = hypotenuse(length, x[i]!);
  if (length === 0) return -length;
  if (x[from]! < 0) length = -length;
  for (let i = from; i < x.length; i++) x[i] = x[i]! / length;
  x[from] = x[from]! + 1;
  return -length;
}

/** Reflects a vector in place by what `reflectorOf` made from element `from` on. */
export function reflect(x: Float64Array, by: Float64Array, from: number): void {
  let sum = 0;
  for (let i = from; i < x.length; i++) sum += by[i]! * x[i]!;
  const factor = -sum / by[from]!;
  for (let i = from; i < x.length; i++) x[i] = x[i]! + factor * by[i]!;
}

/** Turns two vectors in their plane by an angle of this cosine and sine, in place. */
export function rotate(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < x.length; i++) {
    const turned = cosine * x[i]! + sine * y[i]!;
    y[i] = -sine * x[i]! + cosine * y[i]!;
    x[i] = turned;
  }
}

/** So many vectors of zeros. */
export const zeros = (count: number, length: number): Float64Array<ArrayBuffer>[] =>
  Array.from({ length: count }, () => new Float64Array(length));
