import { INVERSE_LN2, LN2_HEAD, LN2_TAIL } from '../../../math/src/ln2.js';
import { exp } from '../../../math/src/exp.js';

const TINY: f64 = 3.725290298461914e-9;
const LARGE: f64 = 700;
const TWO_52: f64 = 4503599627370496;

/** e^x in both lanes, with the bits of `exp`. */
export function expOfTwo(x: v128): v128 {
  const size = f64x2.abs(x);
  const tame = v128.and(f64x2.ge(size, f64x2.splat(TINY)), f64x2.le(size, f64x2.splat(LARGE)));
  if (!i64x2.all_true(tame)) return f64x2.replace_lane(f64x2.splat(exp(f64x2.extract_lane(x, 0))), 1, exp(f64x2.extract_lane(x, 1)));
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(INVERSE_LN2)), f64x2.splat(0.5)));
  const head = f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HEAD)));
  const tail = f64x2.mul(k, f64x2.splat(LN2_TAIL));
  const r = f64x2.sub(head, tail);
  const r2 = f64x2.mul(r, r);
  let p = f64x2.add(f64x2.splat(-1.6533902205465252e-6), f64x2.mul(r2, f64x2.splat(4.1381367970572385e-8)));
  p = f64x2.add(f64x2.splat(6.613756321437934e-5), f64x2.mul(r2, p));
  p = f64x2.add(f64x2.splat(-0.0027777777777015593), f64x2.mul(r2, p));
  p = f64x2.add(f64x2.splat(0.16666666666666602), f64x2.mul(r2, p));
  const c = f64x2.sub(r, f64x2.mul(r2, p));
  const one = f64x2.splat(1);
  const lead = f64x2.add(one, head);
  const lost = f64x2.add(f64x2.sub(one, lead), head);
  const rest = f64x2.sub(f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c)), tail);
  const power = i64x2.shl(f64x2.add(k, f64x2.splat(TWO_52 + 1023)), 52);
  return f64x2.mul(f64x2.add(lead, f64x2.add(lost, rest)), power);
}
