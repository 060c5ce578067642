// In place of src/large-angle.ts, with the same bits; imports are those of a file there.

import { highWord, powerOfTwo } from './bits.js';
import { productError } from './double-double.js';
import { keepRemainder } from './remainder.js';

const HALF_PI_HIGH: f64 = 1.5707963267948966;
const HALF_PI_LOW: f64 = 6.123233995736766e-17;
const LIMB: f64 = 16777216;
const FRACTION_LIMBS = 7;
const SIGNIFICAND_LIMBS = 4;

// The first 1248 binary digits of 2/π, 24 to a limb.
const TWO_OVER_PI = memory.data<u32>([
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb, 0xc561b7, 0x246e3a, 0x424dd2,
  0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c, 0x7026b4, 0x5f7e41, 0x3991d6, 0x398353,
  0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11, 0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e,
  0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7, 0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b, 0x6babf0, 0xcfbc20,
]);
const LIMBS = 52;

const significand = memory.data(8 * 4, 8);
const turns = memory.data(8 * 8, 8);

/** A limb of 2/π, zero outside of the list. */
function limbOf(index: i32): f64 {
  return index >= 0 && index < LIMBS ? <f64>load<u32>(TWO_OVER_PI + (<usize>index << 2)) : 0;
}

/**
 * Reduces a finite angle of at least 2^20 by quarter turns (Payne and Hanek 1983): x·2/π is formed modulo 2^24 in limbs of 24 bits.
 * Writes x − n·π/2, within ±π/4, as a sum of two doubles; returns n, an integer from 0 to 4.
 */
export function reduceLargeAngle(x: f64): f64 {
  const exponent = (highWord(x) >> 20) - 1023 - 52;
  const integer = x * powerOfTwo(<f64>-exponent);
  const place = <i32>floor<f64>(<f64>exponent / 24);
  splitSignificand(integer * powerOfTwo(<f64>(exponent - 24 * place)));
  multiplyByTwoOverPi(place);
  const whole = <i32>load<f64>(turns) & 3;
  const roundUp = load<f64>(turns, 8) >= LIMB / 2;
  let high: f64 = 0;
  let low: f64 = 0;
  let weight: f64 = 1 / LIMB;
  for (let limb = 1; limb <= FRACTION_LIMBS; limb++, weight /= LIMB) {
    const digit = (load<f64>(turns + (<usize>limb << 3)) - (roundUp && limb == 1 ? LIMB : 0)) * weight;
    const sum = high + digit;
    low += high == 0 ? 0 : digit - (sum - high);
    high = sum;
  }
  const angle = high * HALF_PI_HIGH;
  const rest = productError(high, HALF_PI_HIGH, angle) + (high * HALF_PI_LOW + low * HALF_PI_HIGH);
  keepRemainder(angle + rest, rest - (angle + rest - angle));
  return <f64>(roundUp ? whole + 1 : whole);
}

/** Splits an integer below 2^77 into limbs, the lowest first. */
function splitSignificand(integer: f64): void {
  let rest = integer;
  for (let limb = 0; limb < SIGNIFICAND_LIMBS; limb++) {
    const above = floor<f64>(rest / LIMB);
    store<f64>(significand + (<usize>limb << 3), rest - above * LIMB);
    rest = above;
  }
}

/** Fills turns[p] with the limb of weight 2^(-24 p) of significand · 2^(24 place) · 2/π; what is above 2^24 drops out. */
function multiplyByTwoOverPi(place: i32): void {
  let carry: f64 = 0;
  for (let p = FRACTION_LIMBS; p >= 0; p--) {
    let sum = carry;
    for (let limb = 0; limb < SIGNIFICAND_LIMBS; limb++) {
      sum += load<f64>(significand + (<usize>limb << 3)) * limbOf(place - 1 + limb + p);
    }
    carry = floor<f64>(sum / LIMB);
    store<f64>(turns + (<usize>p << 3), sum - carry * LIMB);
  }
}
