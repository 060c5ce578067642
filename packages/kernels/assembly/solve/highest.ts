import { address } from '../place';

/** The largest size of `count` numbers (count is even); -1 where one of them is not finite. */
export function highest(at: i32, count: i32): f64 {
  const end = address(at + count);
  const limit = f64x2.splat(Infinity);
  let most = f64x2.splat(0);
  let finite = i64x2.splat(-1);
  for (let place = address(at); place < end; place += 16) {
    const size = f64x2.abs(v128.load(place));
    most = f64x2.pmax(most, size);
    finite = v128.and(finite, f64x2.lt(size, limit));
  }
  return i64x2.all_true(finite) ? max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)) : -1;
}
