import { reduceLargeAngle } from './large-angle.js';
import { keepRemainder } from './remainder.js';

const TWO_OVER_PI = 0.6366197723675814;
const MEDIUM = 1048576;

// π/2 in three chunks of 33 bits and the rest (Cody and Waite): products of a chunk with an integer up to 2^20 are exact.
const PART_1 = 1.5707963267341256;
const PART_2 = 6.077100506303966e-11;
const REST_2 = 2.0222662487959506e-21;
const PART_3 = 2.0222662487111665e-21;
const REST_3 = 8.4784276603689e-32;

const NEAR_MULTIPLE = 1e-9;

/**
 * Writes x − n·π/2 (within about ±π/4) to the remainder for the nearest integer n, and returns n modulo 4.
 * Any finite x ≥ 0: three-chunk reduction up to 2^20, exact limb arithmetic above.
 */
export function reduceAngle(x: number): number {
  if (x > MEDIUM) return modulo4(reduceLargeAngle(x));
  const n = Math.floor(x * TWO_OVER_PI + 0.5);
  let start = x - n * PART_1;
  const second = start - n * PART_2;
  let rest = n * PART_2 - (start - second);
  start = second;
  if (second < NEAR_MULTIPLE && second > -NEAR_MULTIPLE) {
    // Close to a multiple of π/2 the leading digits cancel; the third chunk supplies the missing ones.
    start = second - n * PART_3;
    rest += n * REST_3 - (second - start - n * PART_3);
  } else {
    rest += n * REST_2;
  }
  const high = start - rest;
  keepRemainder(high, start - high - rest);
  return modulo4(n);
}

function modulo4(n: number): number {
  return n - 4 * Math.floor(0.25 * n);
}
