import { powerOfTwo } from './bits.js';
import { INVERSE_LN2, LN2_HEAD, LN2_TAIL } from './ln2.js';

const OVERFLOW = 709.782712893384;
const ALL_LOST = -38;
const TINY = 5.551115123125783e-17;
const HALF_LN2 = 0.34657359027997264;

// Minimax coefficients of 6/x·((e^x + 1)/(e^x − 1) − 2/x) in x²/2, as given by fdlibm.
const Q1 = -0.03333333333333313;
const Q2 = 0.0015873015872548146;
const Q3 = -7.93650757867488e-5;
const Q4 = 4.008217827329362e-6;
const Q5 = -2.0109921818362437e-7;

/** e^x − 1, accurate near 0 too; keeps -0. Infinity above 709.7827; NaN for NaN. Error below 1 ulp. */
export function expm1(x: number): number {
  if (x < TINY && x > -TINY) return x;
  if (x > OVERFLOW) return Infinity;
  if (x < ALL_LOST) return -1;
  if (Number.isNaN(x)) return x;
  let k: number = 0;
  let r = x;
  let c: number = 0;
  if (x > HALF_LN2 || x < -HALF_LN2) {
    k = Math.floor(x * INVERSE_LN2 + 0.5);
    const head = x - k * LN2_HEAD;
    const tail = k * LN2_TAIL;
    r = head - tail;
    c = head - r - tail;
  }
  const half = 0.5 * r;
  const square = r * half;
  const q = 1 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))));
  const t = 3 - q * half;
  const ratio = square * ((q - t) / (6 - r * t));
  if (k === 0) return r - (r * ratio - square);
  const excess = r * (ratio - c) - c - square;
  return assemble(r, excess, k);
}

/** 2^k (1 + r − excess) − 1, in the order of terms that loses least for the given k ≠ 0. */
function assemble(r: number, excess: number, k: number): number {
  if (k === -1) return 0.5 * (r - excess) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (excess - (r + 0.5)) : 1 + 2 * (r - excess);
  if (k === 1024) return (1 - (excess - r)) * 2 * powerOfTwo(1023) - 1;
  if (k <= -2 || k > 56) return (1 - (excess - r)) * powerOfTwo(k) - 1;
  const unit = powerOfTwo(-k);
  if (k < 20) return (1 - unit - (excess - r)) * powerOfTwo(k);
  return (r - (excess + unit) + 1) * powerOfTwo(k);
}
