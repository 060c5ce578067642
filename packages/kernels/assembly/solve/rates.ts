import { log1pOfTwo } from '../math/log-of-two';
import { address } from '../place';

/**
 * Currents (rows, stride) of neurons at points (rows, d): factor (encoders · point) + bias. Encoders are by columns, (d, stride); stride is a
 * multiple of 4. Vectors run across neurons, so that every sum goes over dimensions in ascending order.
 */
export function currents(points: i32, rows: i32, d: i32, encoders: i32, factors: i32, bias: i32, stride: i32, out: i32): void {
  let point = address(points);
  let to = address(out);
  for (let r = 0; r < rows; r++, point += address(d)) {
    const end = point + address(d);
    for (let i = 0; i < stride; i += 4, to += 32) {
      let upper = f64x2.splat(0);
      let lower = upper;
      let e = address(encoders + i);
      for (let p = point; p < end; p += 8, e += address(stride)) {
        const x = v128.load64_splat(p);
        upper = f64x2.add(upper, f64x2.mul(v128.load(e), x));
        lower = f64x2.add(lower, f64x2.mul(v128.load(e, 16), x));
      }
      const f = address(factors + i);
      const b = address(bias + i);
      v128.store(to, f64x2.add(f64x2.mul(v128.load(f), upper), v128.load(b)));
      v128.store(to, f64x2.add(f64x2.mul(v128.load(f, 16), lower), v128.load(b, 16)), 16);
    }
  }
}

/** The rates of leaky integrate-and-fire neurons, in place of their currents (rows, stride); stride is even. */
export function lifRates(at: i32, rows: i32, stride: i32, tauRc: i32, tauRef: i32, amplitude: i32): void {
  const one = f64x2.splat(1);
  const none = f64x2.splat(0);
  let place = address(at);
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < address(stride); i += 16, place += 16) {
      const above = f64x2.sub(v128.load(place), one);
      const active = f64x2.gt(above, none);
      if (!v128.any_true(active)) {
        v128.store(place, f64x2.mul(v128.load(address(amplitude) + i), none));
        continue;
      }
      // What is above 1 is above it by 2^-52 at least.
      const logarithm = log1pOfTwo(f64x2.div(one, above));
      const time = f64x2.add(v128.load(address(tauRef) + i), f64x2.mul(v128.load(address(tauRc) + i), logarithm));
      const rate = f64x2.div(one, time);
      v128.store(place, f64x2.mul(v128.load(address(amplitude) + i), v128.and(rate, active)));
    }
  }
}
