import { address } from '../place';

/** Writes the lowest and the highest of `count` numbers (even, above 0) to `out`; 0 where one of them is not finite, else 1. */
export function range(at: i32, count: i32, out: i32): i32 {
  const end = address(at + count);
  const limit = f64x2.splat(Infinity);
  let low = limit;
  let high = f64x2.neg(limit);
  let finite = i64x2.splat(-1);
  for (let place = address(at); place < end; place += 16) {
    const x = v128.load(place);
    low = f64x2.pmin(low, x);
    high = f64x2.pmax(high, x);
    finite = v128.and(finite, f64x2.lt(f64x2.abs(x), limit));
  }
  store<f64>(address(out), min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)));
  store<f64>(address(out + 1), max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)));
  return i64x2.all_true(finite) ? 1 : 0;
}
