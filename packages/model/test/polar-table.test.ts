import { placeOnSphere } from '@rheobase/kernels';
import { randomStream } from '@rheobase/math';
import { describe, expect, it } from 'vitest';
import { polarAngles } from '../src/sample/polar-angles.js';
import { polarTable, solvedCosine, tabledCosine } from '../src/sample/polar-table.js';
import { placedPointByPoint, sphereByCoordinates } from '../src/sample/sphere-coordinates.js';

const ERROR = 1e-9;

/** Largest difference of two lists of equal length. */
const gap = (a: Float64Array, b: Float64Array): number => a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? NaN))), 0);

/** Cosines of a polar angle from its table. */
function tabled(us: Float64Array, rest: number): Float64Array {
  const table = polarTable(rest);
  return us.map(u => tabledCosine(u, table));
}

/** Places over (0, 1), close to its ends, and those where the table's octaves meet. */
function places(seed: number): Float64Array {
  const random = randomStream(seed);
  const even = Array.from({ length: 600 }, () => random.uniform());
  const ends = Array.from({ length: 200 }, (_, i) => random.uniform() / 2 ** (1 + (i % 14)));
  const seams = Array.from({ length: 12 }, (_, i) => 1 / 2 ** (i + 1));
  return Float64Array.from([...even, ...ends, ...ends.map(u => 1 - u), ...seams, ...seams.map(u => 1 - u), 0]);
}

describe('a table of a polar angle', () => {
  it('is within 1e-9 of the solved cosine and sine, for 3 to 255 coordinates after it', () => {
    const rests = [...Array.from({ length: 30 }, (_, i) => i + 3), 47, 63, 64, 100, 127, 128, 191, 254, 255];
    for (const rest of rests) {
      const us = places(rest);
      const [cosine, sine] = polarAngles(us, rest);
      const found = tabled(us, rest);
      expect(gap(found, cosine), `cosine, rest ${rest}`).toBeLessThan(ERROR);
      const sines = found.map(c => Math.sqrt(1 - c * c));
      expect(gap(sines, sine), `sine, rest ${rest}`).toBeLessThan(ERROR);
    }
  });

  it('is odd about 1/2, to the bit, and passes 0 there', () => {
    const us = Float64Array.from({ length: 400 }, (_, i) => (i + 1) / 1024);
    const near = tabled(us, 9);
    const opposite = tabled(
      us.map(u => 1 - u),
      9,
    );
    expect(opposite).toEqual(near.map(c => -c));
    expect(Math.abs(tabledCosine(0.5, polarTable(9)))).toBeLessThan(1e-15);
  });
});

describe('points on a sphere', () => {
  const [count, d] = [1536, 7];
  const random = randomStream(3);
  const cube = new Float64Array(count * (d - 1)).map(() => random.uniform());

  it('are solved for below 512 and tabled from there on, the choice going by all of them', () => {
    const block = (points: Float64Array, row: number): Float64Array => points.slice(row * d, (row + 511) * d);
    const many = sphereByCoordinates(cube, d - 1, d);
    for (const row of [0, 511, 1024]) {
      const rows = cube.subarray(row * (d - 1), (row + 512) * (d - 1));
      const solved = sphereByCoordinates(rows.subarray(d - 1), d - 1, d);
      expect(sphereByCoordinates(rows, d - 1, d)).toEqual(many.slice(row * d, (row + 512) * d));
      expect(block(many, row + 1)).not.toEqual(solved);
      expect(gap(block(many, row + 1), solved)).toBeLessThan(1e-8);
    }
  });

  it('have the same bits in WebAssembly and point by point, far tails among them', () => {
    for (const d of [4, 5, 9, 32]) {
      for (const stride of [d - 1, d]) {
        const rows = 2500;
        const given = new Float64Array(rows * stride).map((_, i) => (i % 97 === 0 ? random.uniform() / 4096 : random.uniform()));
        const tables = Array.from({ length: d - 3 }, (_, k) => polarTable(d - 1 - k));
        const found = placeOnSphere(given, stride, d, {
          terms: tables.map(({ terms }) => terms),
          far: (u, k) => solvedCosine(u, d - 1 - k),
        });
        expect(found).toEqual(placedPointByPoint(given, stride, d, tables));
      }
    }
  });

  it('have length 1 when tabled', () => {
    const points = sphereByCoordinates(cube, d - 1, d);
    for (let row = 0; row < count; row++) {
      const point = points.subarray(row * d, (row + 1) * d);
      expect(Math.abs(point.reduce((sum, x) => sum + x * x, 0) - 1)).toBeLessThan(1e-13);
    }
  });
});
