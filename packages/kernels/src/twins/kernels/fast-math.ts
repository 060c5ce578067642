import { roundHalfEven } from '@rheobase/math';

// The twins of assembly/fast: exp, log and tanh in float32, with its polynomials.

const f = Math.fround;
const number = new Float32Array(1);
const bits = new Int32Array(number.buffer);

const LN2_HEAD = 0.693359375;
const LN2_TAIL = f(-2.1219444e-4);
const INVERSE_LN2 = f(Math.LOG2E);
const SQRT_HALF = 0x3f3504f3;

const listOf = (...coefficients: readonly number[]): Float32Array => Float32Array.from(coefficients);

const EXP = listOf(1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1);
const LOG = listOf(
  7.0376836292e-2,
  -1.151461031e-1,
  1.167699874e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
);
const TANH = listOf(-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1);

/** A polynomial, highest power first. */
function polynomial(coefficients: Float32Array, x: number): number {
  let p = coefficients[0]!;
  for (let k = 1; k < coefficients.length; k++) p = f(f(p * x) + coefficients[k]!);
  return p;
}

export function fastExp(x: number): number {
  const bounded = Math.max(Math.min(x, 88), -87);
  const k = roundHalfEven(f(bounded * INVERSE_LN2));
  const r = f(f(bounded - f(k * LN2_HEAD)) - f(k * LN2_TAIL));
  const y = f(f(f(polynomial(EXP, r) * f(r * r)) + r) + 1);
  bits[0] = ((k | 0) + 127) << 23;
  return f(y * number[0]!);
}

/** Of positive, finite, normal numbers. */
function fastLog(x: number): number {
  number[0] = x;
  const whole = bits[0]!;
  const k = (whole - SQRT_HALF) >> 23;
  bits[0] = whole - (k << 23);
  const r = f(number[0]! - 1);
  const square = f(r * r);
  let y = f(f(f(polynomial(LOG, r) * r) * square) + f(k * LN2_TAIL));
  y = f(y - f(square * 0.5));
  return f(f(r + y) + f(k * LN2_HEAD));
}

export function fastLog1p(x: number): number {
  const u = f(1 + x);
  const lost = f(f(x - f(u - 1)) / u);
  return f(fastLog(u) + lost);
}

export function fastTanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.625) {
    const square = f(x * x);
    return f(f(f(polynomial(TANH, square) * square) * x) + x);
  }
  const far = f(1 - f(2 / f(fastExp(f(size + size)) + 1)));
  return x < 0 ? -far : far;
}
