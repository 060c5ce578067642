const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH = new Uint8Array(new Int32Array([1]).buffer)[0] === 1 ? 1 : 0;

const SMALLEST_EXPONENT = -1074;
const LARGEST_EXPONENT = 1023;
const powers = tabulatePowers();

/** The upper 32 bits (sign, exponent, 20 leading fraction bits) of a double, as a signed integer. */
export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH] ?? 0;
}

/** 2^k for an integer k from -1074 to 1023. */
export function powerOfTwo(k: number): number {
  return powers[k - SMALLEST_EXPONENT] ?? 0;
}

/** x · 2^k for an integer k from -1075 to 1024, rounded once. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k > LARGEST_EXPONENT) return x * 2 * powerOfTwo(k - 1);
  if (k < SMALLEST_EXPONENT) return x * 0.5 * powerOfTwo(k + 1);
  return x * powerOfTwo(k);
}

function tabulatePowers(): Float64Array {
  const table = new Float64Array(LARGEST_EXPONENT - SMALLEST_EXPONENT + 1);
  let power = 0.5;
  for (let k = -1; k >= SMALLEST_EXPONENT; k--, power *= 0.5) table[k - SMALLEST_EXPONENT] = power;
  power = 1;
  for (let k = 0; k <= LARGEST_EXPONENT; k++, power *= 2) table[k - SMALLEST_EXPONENT] = power;
  return table;
}
