import { reduceAngle } from './angle.js';
import { remainderHigh, remainderLow } from './remainder.js';

const QUARTER_PI = 0.7853981633974483;
const TINY = 7.450580596923828e-9;

// Minimax coefficients of (sin x / x − 1)/x² and (cos x − 1 + x²/2)/x⁴ in x², |x| ≤ π/4, as given by fdlibm.
const S1 = -0.16666666666666632;
const S2 = 0.00833333333332249;
const S3 = -0.0001984126982985795;
const S4 = 2.7557313707070068e-6;
const S5 = -2.5050760253406863e-8;
const S6 = 1.58969099521155e-10;
const C1 = 0.0416666666666666;
const C2 = -0.001388888888887411;
const C3 = 2.480158728947673e-5;
const C4 = -2.7557314351390663e-7;
const C5 = 2.087572321298175e-9;
const C6 = -1.1359647557788195e-11;

/** Sine of x in radians, for every finite x; keeps -0, NaN for ±Infinity and NaN. Error below 1 ulp. */
export function sin(x: number): number {
  const size = Math.abs(x);
  if (size < TINY) return x;
  if (size <= QUARTER_PI) return sinNearZero(x, 0);
  if (!(size < Infinity)) return NaN;
  const quadrant = reduceAngle(size);
  const value = quadrantValue(quadrant === 0 || quadrant === 2);
  return quadrant < 2 === x > 0 ? value : -value;
}

/** Cosine of x in radians, for every finite x; NaN for ±Infinity and NaN. Error below 1 ulp. */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size <= QUARTER_PI) return cosNearZero(x, 0);
  if (!(size < Infinity)) return NaN;
  const quadrant = reduceAngle(size);
  const value = quadrantValue(quadrant === 1 || quadrant === 3);
  return quadrant === 1 || quadrant === 2 ? -value : value;
}

function quadrantValue(sine: boolean): number {
  return sine ? sinNearZero(remainderHigh, remainderLow) : cosNearZero(remainderHigh, remainderLow);
}

function sinNearZero(x: number, low: number): number {
  const x2 = x * x;
  const x3 = x2 * x;
  const r = S2 + x2 * (S3 + x2 * (S4 + x2 * (S5 + x2 * S6)));
  return x - (x2 * (0.5 * low - x3 * r) - low - x3 * S1);
}

function cosNearZero(x: number, low: number): number {
  const x2 = x * x;
  const r = x2 * (C1 + x2 * (C2 + x2 * (C3 + x2 * (C4 + x2 * (C5 + x2 * C6)))));
  const half = 0.5 * x2;
  const lead = 1 - half;
  return lead + (1 - lead - half + (x2 * r - x * low));
}
