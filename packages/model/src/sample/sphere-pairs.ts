import { cos, pow, sin } from '@rheobase/math';

const TWO_PI = 6.283185307179586;

/**
 * The map of Tashiro, Fang, Wang and Wong: the coordinates in pairs (the first three together where d is odd); the squared lengths of the
 * groups follow from powers of the first columns, the angles within them from the others. Arguments as of `sphereByCoordinates`.
 */
export function sphereByPairs(cube: Float64Array, stride: number, d: number): Float64Array {
  const count = cube.length / stride;
  const out = new Float64Array(count * d);
  const groups = Math.floor(d / 2);
  const odd = d % 2;
  // Up to which share of the squared length the groups 0 … j reach.
  const upTo = new Float64Array(groups);
  for (let row = 0; row < count; row++) {
    const u = (k: number): number => cube[row * stride + k] ?? 0;
    upTo[groups - 1] = 1;
    for (let j = groups - 1; j >= 1; j--) upTo[j - 1] = (upTo[j] ?? 0) * pow(u(j - 1), odd ? 2 / (2 * j + 1) : 1 / j);
    let at = row * d;
    for (let j = 0; j < groups; j++) {
      const length = Math.sqrt((upTo[j] ?? 0) - (j === 0 ? 0 : (upTo[j - 1] ?? 0)));
      const angle = TWO_PI * u(groups - 1 + odd + j);
      let around = length;
      if (odd && j === 0) {
        const height = u(groups - 1);
        out[at++] = length * (1 - 2 * height);
        around = 2 * length * Math.sqrt(height * (1 - height));
      }
      out[at++] = around * cos(angle);
      out[at++] = around * sin(angle);
    }
  }
  return out;
}
