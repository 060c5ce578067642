import { log1pOfTwo } from '../math/log1p-of-two';
import { address } from '../place';

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
      // What lies above 1 lies above it by 2^-52 at least.
      const logarithm = log1pOfTwo(f64x2.div(one, above));
      const time = f64x2.add(v128.load(address(tauRef) + i), f64x2.mul(v128.load(address(tauRc) + i), logarithm));
      const rate = f64x2.div(one, time);
      v128.store(place, f64x2.mul(v128.load(address(amplitude) + i), v128.and(rate, active)));
    }
  }
}
