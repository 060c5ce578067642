import { betaQuantiles } from '@rheobase/kernels';
import { cos, sin } from '@rheobase/math';
import { column } from '../kernels/products.js';

const TWO_PI = 6.283185307179586;
/** Points worked on at once, so that they stay in the cache from one angle to the next. */
const BLOCK = 1024;

/** Cosines and sines of a polar angle for u in [0, 1), with `rest` coordinates after it; the cosine's square follows Beta(1/2, rest / 2). */
function polar(us: Float64Array, rest: number): readonly [cosine: Float64Array, sine: Float64Array] {
  const [cosine, sine] = [new Float64Array(us.length), new Float64Array(us.length)];
  // Solved for the smaller of the two squares, so that both keep their digits.
  const [steep, flat] = [new Float64Array(us.length), new Float64Array(us.length)];
  let [steeps, flats] = [0, 0];
  for (let i = 0; i < us.length; i++) {
    const u = us[i] ?? 0;
    const tail = 2 * Math.min(u, 1 - u);
    if (tail > 0.5) flat[flats++] = 1 - tail;
    else steep[steeps++] = tail;
  }
  const sines = rest === 2 ? steep : betaQuantiles(rest / 2, 0.5, steep.subarray(0, steeps));
  const cosines = rest === 2 ? flat : betaQuantiles(0.5, rest / 2, flat.subarray(0, flats));
  let [fromSine, fromCosine] = [0, 0];
  for (let i = 0; i < us.length; i++) {
    const u = us[i] ?? 0;
    const tail = 2 * Math.min(u, 1 - u);
    const square = (tail > 0.5 ? cosines[fromCosine++] : sines[fromSine++]) ?? 0;
    const along = rest === 2 ? 1 - tail : Math.sqrt(tail > 0.5 ? square : 1 - square);
    cosine[i] = u < 0.5 ? along : -along;
    sine[i] = Math.sqrt(rest === 2 ? tail * (2 - tail) : tail > 0.5 ? 1 - square : square);
  }
  return [cosine, sine];
}

/**
 * Spherical coordinates: the first d - 1 of `stride` columns of `cube` (rows in [0, 1)^(d - 1)) give the angles of a point on the unit
 * sphere in d >= 2 dimensions, uniform where the rows are. Fang and Wang 1994, section 1.5.
 */
export function sphereByCoordinates(cube: Float64Array, stride: number, d: number): Float64Array {
  const count = cube.length / stride;
  const out = new Float64Array(count * d);
  for (let from = 0; from < count; from += BLOCK) placeRows(cube, stride, d, from, Math.min(count, from + BLOCK), out);
  return out;
}

function placeRows(cube: Float64Array, stride: number, d: number, from: number, to: number, out: Float64Array): void {
  const rows = cube.subarray(from * stride, to * stride);
  const left = new Float64Array(to - from).fill(1);
  for (let k = 0; k < d - 2; k++) {
    const [cosine, sine] = polar(column(rows, stride, k), d - 1 - k);
    for (let row = 0; row < left.length; row++) {
      out[(from + row) * d + k] = (left[row] ?? 0) * (cosine[row] ?? 0);
      left[row] = (left[row] ?? 0) * (sine[row] ?? 0);
    }
  }
  for (let row = 0; row < left.length; row++) {
    const angle = TWO_PI * (rows[row * stride + d - 2] ?? 0);
    out[(from + row) * d + d - 2] = (left[row] ?? 0) * cos(angle);
    out[(from + row) * d + d - 1] = (left[row] ?? 0) * sin(angle);
  }
}
