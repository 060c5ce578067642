/** Bytes of a vector. */
export const VECTOR: usize = 16;

/** How many reals a vector holds. */
@inline
export function lanes<T>(): i32 {
  return 16 / sizeof<T>();
}

/** One real in all lanes. */
@inline
export function splat<T>(x: T): v128 {
  return v128.splat<T>(x);
}

/** The real at an address in all lanes. */
@inline
export function splatAt<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(at) : v128.load64_splat(at);
}

/** A bit for each lane: whether its mask is set. */
@inline
export function bits<T>(mask: v128): i32 {
  return sizeof<T>() == 4 ? i32x4.bitmask(mask) : i64x2.bitmask(mask);
}

/** A parameter of the neurons at p. U says whether they share it: u8 if so. */
@inline
export function parameter<T, U>(values: usize, p: usize): v128 {
  return sizeof<U>() == 1 ? splatAt<T>(values) : v128.load(values + p);
}

/** The same of one neuron. */
@inline
export function parameterOf<T, U>(values: usize, p: usize): f64 {
  return <f64>load<T>(sizeof<U>() == 1 ? values : values + p);
}
