import { cos, sin } from '@rheobase/math';
import { column } from '../kernels/products.js';
import { type PolarAngles, polarAngles } from './polar-angles.js';
import { polarTable, tabledAngles } from './polar-table.js';

const TWO_PI = 6.283185307179586;
/** Points worked on at once, so that they stay in the cache from one angle to the next. */
const BLOCK = 1024;
/** From this many points on a table for each angle costs less than solving for every point. */
const MANY = 4096;

type Angle = (us: Float64Array) => PolarAngles;

/** Polar angle with `rest` coordinates after it, of `count` points in all. */
function angleOf(rest: number, count: number): Angle {
  if (rest === 2 || count < MANY) return us => polarAngles(us, rest);
  const table = polarTable(rest);
  return us => tabledAngles(us, table);
}

/**
 * Spherical coordinates: the first d - 1 of `stride` columns of `cube` (rows in [0, 1)^(d - 1)) give the angles of a point on the unit
 * sphere in d >= 2 dimensions, uniform where the rows are. Fang and Wang 1994, section 1.5. From 4096 points on the polar angles come from
 * tables: their cosines are within 1e-9 of those solved for fewer points.
 */
export function sphereByCoordinates(cube: Float64Array, stride: number, d: number): Float64Array {
  const count = cube.length / stride;
  const out = new Float64Array(count * d);
  const angles = Array.from({ length: d - 2 }, (_, k) => angleOf(d - 1 - k, count));
  for (let from = 0; from < count; from += BLOCK) placeRows(cube, stride, angles, from, Math.min(count, from + BLOCK), out);
  return out;
}

function placeRows(cube: Float64Array, stride: number, angles: readonly Angle[], from: number, to: number, out: Float64Array): void {
  const rows = cube.subarray(from * stride, to * stride);
  const left = new Float64Array(to - from).fill(1);
  const d = angles.length + 2;
  for (const [k, angle] of angles.entries()) {
    const [cosine, sine] = angle(column(rows, stride, k));
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
