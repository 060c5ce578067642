import { address } from '../place';

// As in packages/compiler's tables of polar angles: octaves of the tail, cells in each, coefficients of a cell's polynomial.
const OCTAVES: i32 = 10;
const STEPS: f64 = 1024;
const CELLS: i32 = 16;
const TERMS: i32 = 6;

/**
 * Cosines of the first d - 2 polar angles of points on a sphere, from the first of the `stride` columns of `cube`, into rows of d numbers: all but
 * the last from tables, (d - 3) of them one after another. Tails below the tables are left to the caller: `far` lists, as words, the numbers
 * of their elements in `out`. How many these are.
 */
export function polarCosines(cube: i32, stride: i32, rows: i32, d: i32, tables: i32, out: i32, far: i32): i32 {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < d - 2; k++) {
      const u = load<f64>(address(cube + row * stride + k));
      const at = row * d + k;
      if (k == d - 3) {
        store<f64>(address(out + at), 1 - 2 * u);
        continue;
      }
      const steps = 2 * min(u, 1 - u) * STEPS;
      if (steps < 1) {
        store<u32>(address(far) + (<usize>count << 2), at);
        count++;
        continue;
      }
      const octave = min(OCTAVES - 1, 31 - <i32>clz<u32>(<u32>steps));
      const place = (steps / <f64>(1 << octave) - 1) * CELLS;
      const cell = min(CELLS - 1, <i32>place);
      const x = place - cell;
      const t = address(tables + ((k * OCTAVES + octave) * CELLS + cell) * TERMS);
      const upper = load<f64>(t, 24) + x * (load<f64>(t, 32) + x * load<f64>(t, 40));
      const along = load<f64>(t) + x * (load<f64>(t, 8) + x * (load<f64>(t, 16) + x * upper));
      store<f64>(address(out + at), u < 0.5 ? along : -along);
    }
  }
  return count;
}

/** Coordinates from cosines, in place; the last two of a point are what is left for them, to be multiplied with cosine and sine of its last angle. */
export function alongSphere(cube: i32, stride: i32, rows: i32, d: i32, out: i32): void {
  for (let row = 0; row < rows; row++) {
    let left: f64 = 1;
    let at = address(out + row * d);
    for (let k = 0; k < d - 2; k++, at += 8) {
      const cosine = load<f64>(at);
      const u = load<f64>(address(cube + row * stride + k));
      store<f64>(at, left * cosine);
      left *= sqrt<f64>(k == d - 3 ? 4 * u * (1 - u) : 1 - cosine * cosine);
    }
    store<f64>(at, left);
    store<f64>(at, left, 8);
  }
}
