// In place of src/bits.ts, with the same bits.

/** The upper 32 bits of a double, as a signed integer. */
@inline
export function highWord(x: f64): i32 {
  return <i32>(reinterpret<i64>(x) >> 32);
}

/** 2^k for an integer k from -1074 to 1023. */
export function powerOfTwo(exponent: f64): f64 {
  const k = <i32>exponent;
  return k >= -1022 ? reinterpret<f64>((<i64>(k + 1023)) << 52) : reinterpret<f64>(<i64>1 << <i64>(k + 1074));
}

/** x · 2^k for an integer k from -1075 to 1024, rounded once. */
export function scaleByPowerOfTwo(x: f64, k: f64): f64 {
  if (k > 1023) return x * 2.0 * powerOfTwo(k - 1);
  if (k < -1074) return x * 0.5 * powerOfTwo(k + 1);
  return x * powerOfTwo(k);
}
