import { QUANTILES_ROOM } from './beta-quantiles.js';
import { sampleModule } from './sample-module.js';

/** Points worked on at once. */
const BLOCK = 1024;

/** What `placeOnSphere` needs to know of polar angles. */
export interface PolarTables {
  /** Coefficients of the tables one after another, of each angle but the last. */
  readonly terms: readonly Float64Array[];
  /** The cosine of polar angle k for a u whose tail lies below the tables. */
  far(u: number, k: number): number;
}

/**
 * Points on the sphere in d > 3 dimensions by tables of polar angles, but for the last angle: the last two coordinates of each are what is left
 * for them. `cube` has rows of `stride`. null where there is no WebAssembly.
 */
export function placeOnSphere(cube: Float64Array, stride: number, d: number, { terms, far }: PolarTables): Float64Array | null {
  const module = sampleModule();
  if (module === null) return null;
  const count = cube.length / stride;
  const out = new Float64Array(count * d);
  const most = Math.min(BLOCK, count);
  // In front lies what `far` may need meanwhile, which solves for quantiles.
  const points = terms.reduce((sum, table) => sum + table.length, QUANTILES_ROOM);
  const given = points + most * d;
  const list = given + most * stride;
  const numbers = module.numbers(list + (most * d) / 2 + 1);
  terms.reduce((at, table) => {
    numbers.set(table, at);
    return at + table.length;
  }, QUANTILES_ROOM);
  for (let from = 0; from < count; from += BLOCK) {
    const rows = Math.min(BLOCK, count - from);
    numbers.set(cube.subarray(from * stride, (from + rows) * stride), given);
    const left = module.polarCosines(given, stride, rows, d, QUANTILES_ROOM, points, list);
    for (const at of new Uint32Array(numbers.buffer, 8 * list, left)) {
      const k = at % d;
      numbers[points + at] = far(numbers[given + ((at - k) / d) * stride + k]!, k);
    }
    module.alongSphere(given, stride, rows, d, points);
    out.set(numbers.subarray(points, points + rows * d), from * d);
  }
  return out;
}
