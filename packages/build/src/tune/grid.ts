const POINTS = 101;

/** 101 numbers, equally far apart, from `from` to `to`, both among them, with the roundings of `numpy.linspace`. */
export function grid(from: number, to: number): Float64Array {
  const step = (to - from) / (POINTS - 1);
  return Float64Array.from({ length: POINTS }, (_, i) => (i === POINTS - 1 ? to : i * step + from));
}
