import { cos, inverseIncompleteBeta, sin } from '@rheobase/math';

const TWO_PI = 6.283185307179586;

/** Cosine of the k-th polar angle for u in [0, 1), with `rest` coordinates after it; its square follows Beta(1/2, rest / 2). */
function polar(u: number, rest: number): readonly [cosine: number, sine: number] {
  const tail = 2 * Math.min(u, 1 - u);
  const sign = u < 0.5 ? 1 : -1;
  if (rest === 2) return [sign * (1 - tail), Math.sqrt(tail * (2 - tail))];
  // Solved for the smaller of the two squares, so that both keep their digits.
  if (tail > 0.5) {
    const square = inverseIncompleteBeta(0.5, rest / 2, 1 - tail);
    return [sign * Math.sqrt(square), Math.sqrt(1 - square)];
  }
  const square = inverseIncompleteBeta(rest / 2, 0.5, tail);
  return [sign * Math.sqrt(1 - square), Math.sqrt(square)];
}

/**
 * Spherical coordinates: the first d - 1 of `stride` columns of `cube` (rows in [0, 1)^(d - 1)) give the angles of a point on the unit
 * sphere in d >= 2 dimensions, uniform where the rows are. Fang and Wang 1994, section 1.5.
 */
export function sphereByCoordinates(cube: Float64Array, stride: number, d: number): Float64Array {
  const count = cube.length / stride;
  const out = new Float64Array(count * d);
  for (let row = 0; row < count; row++) {
    let left = 1;
    for (let k = 0; k < d - 2; k++) {
      const [cosine, sine] = polar(cube[row * stride + k] ?? 0, d - 1 - k);
      out[row * d + k] = left * cosine;
      left *= sine;
    }
    const angle = TWO_PI * (cube[row * stride + d - 2] ?? 0);
    out[row * d + d - 2] = left * cos(angle);
    out[row * d + d - 1] = left * sin(angle);
  }
  return out;
}
