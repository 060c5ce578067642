import { column, placeOnSphere } from '@rheobase/kernels';
import { cos, sin } from '@rheobase/math';
import { polarAngles } from './polar-angles.js';
import { type PolarTable, polarTable, solvedCosine, tabledCosine } from './polar-table.js';

const TWO_PI = 6.283185307179586;
/** Points worked on at once, so that they stay in the cache from one angle to the next. */
const BLOCK = 1024;
/** From this many points on angles come from tables; fewer are all solved for. */
const MANY = 512;

/**
 * Spherical coordinates: the first d - 1 of `stride` columns of `cube` (rows in [0, 1)^(d - 1)) give the angles of a point on the unit
 * sphere in d >= 2 dimensions, uniform where the rows are. Fang and Wang 1994, section 1.5. From 512 points on the polar angles come from
 * tables: their cosines are within 1e-9 of those solved for fewer points.
 */
export function sphereByCoordinates(cube: Float64Array, stride: number, d: number): Float64Array {
  const count = cube.length / stride;
  if (count >= MANY && d > 3) return placeTabled(cube, stride, d);
  const out = new Float64Array(count * d);
  for (let from = 0; from < count; from += BLOCK) placeRows(cube, stride, d, from, Math.min(count, from + BLOCK), out);
  return out;
}

function placeRows(cube: Float64Array, stride: number, d: number, from: number, to: number, out: Float64Array): void {
  const rows = cube.subarray(from * stride, to * stride);
  const left = new Float64Array(to - from).fill(1);
  for (let k = 0; k < d - 2; k++) {
    const [cosine, sine] = polarAngles(column(rows, stride, k), d - 1 - k);
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

/** By tables: in WebAssembly, or point by point with the same bits. */
function placeTabled(cube: Float64Array, stride: number, d: number): Float64Array {
  // The last polar angle has a formula, as its cosine is uniform.
  const tables = Array.from({ length: d - 3 }, (_, k) => polarTable(d - 1 - k));
  const terms = tables.map(table => table.terms);
  const out =
    placeOnSphere(cube, stride, d, { terms, far: (u, k) => solvedCosine(u, d - 1 - k) }) ?? placedPointByPoint(cube, stride, d, tables);
  for (let at = d - 2, from = d - 2; at < out.length; at += d, from += stride) {
    const angle = TWO_PI * (cube[from] ?? 0);
    const left = out[at] ?? 0;
    out[at] = left * cos(angle);
    out[at + 1] = left * sin(angle);
  }
  return out;
}

/** What `placeOnSphere` gives, in plain TypeScript. */
export function placedPointByPoint(cube: Float64Array, stride: number, d: number, tables: readonly PolarTable[]): Float64Array {
  const out = new Float64Array((cube.length / stride) * d);
  for (let at = 0, from = 0; at < out.length; at += d, from += stride) {
    let left = 1;
    for (let k = 0; k < d - 2; k++) {
      const u = cube[from + k] ?? 0;
      const table = tables[k];
      const cosine = table === undefined ? 1 - 2 * u : tabledCosine(u, table);
      out[at + k] = left * cosine;
      left *= Math.sqrt(table === undefined ? 4 * u * (1 - u) : 1 - cosine * cosine);
    }
    out[at + d - 2] = left;
    out[at + d - 1] = left;
  }
  return out;
}
