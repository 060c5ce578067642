import { expm1, log1p } from '../shared';
import { closeList, LIST, listLanes } from '../operators/events';
import { items, real, word } from '../table/record';
import { bits, parameter, parameterOf, splat, VECTOR } from '../table/lanes';

/**
 * Leaky integrate-and-fire, exact for a current that is constant over the step. Words: 0 current, 1 out, 2 voltage, 3 refractory time,
 * 4 stride, 5 dt (real), then five arrays of a neuron each: 7 expm1(-dt/tauRc), 8 tauRc, 9 tauRef, 10 least voltage, 11 amplitude/dt;
 * 12 lists of events, 13 their stride, 14 whether each array holds one number for all, 15 room for two arrays and a list, 16 neurons.
 */
export function lif<T>(at: usize): void {
  for (let item = 0; item < items; item++) {
    const list = word(at, 12) + <usize>item * word(at, 13);
    let end: usize;
    const first = <usize>item * word(at, 4);
    if (word(at, 14) != 0) end = exact<T, u8>(at, first, list + LIST);
    else end = exact<T, u16>(at, first, list + LIST);
    closeList(list, end, <i32>word(at, 16));
  }
}

/**
 * With the bits of the reference in float64. Three passes without branches that depend on who fires: what part of the step each neuron is
 * free in, with a list of those free in a part of it; voltages, with a list of those that fire; when these met the threshold.
 */
function exact<T, U>(at: usize, first: usize, list: usize): usize {
  const stride = word(at, 4);
  const current = word(at, 0) + first;
  const out = word(at, 1) + first;
  const voltage = word(at, 2) + first;
  const refractory = word(at, 3) + first;
  const dt = real<T>(at, 5);
  const step = splat<T>(dt);
  const none = splat<T>(<T>0);
  const one = splat<T>(<T>1);
  const silent = splat<T>(<T>-0.0);
  const wholes = word(at, 7);
  const tauRcs = word(at, 8);
  const tauRefs = word(at, 9);
  const leasts = word(at, 10);
  const heights = word(at, 11);
  const shares = word(at, 15);
  const reached = shares + stride;
  const partly = reached + stride;
  const perVector = <i32>(VECTOR / sizeof<T>());
  // 1. Shares of the step
  let parts = partly;
  let i = 0;
  for (let p: usize = 0; p < stride; p += VECTOR, i += perVector) {
    const waiting = v128.sub<T>(v128.load(refractory + p), step);
    v128.store(refractory + p, waiting);
    const free = v128.sub<T>(step, waiting);
    const isWhole = v128.ge<T>(free, step);
    v128.store(shares + p, v128.bitselect(parameter<T, U>(wholes, p), silent, isWhole));
    parts = listLanes(parts, i, bits<T>(v128.andnot(v128.gt<T>(free, none), isWhole)));
  }
  for (let at = partly; at < parts; at += 4) {
    const p = <usize>load<u32>(at) * sizeof<T>();
    const free = dt - load<T>(refractory + p);
    store<T>(shares + p, <T>expm1(<f64>-free / parameterOf<T, U>(tauRcs, p)));
  }
  // 2. Voltages
  let end = list;
  i = 0;
  for (let p: usize = 0; p < stride; p += VECTOR, i += perVector) {
    const before = v128.load(voltage + p);
    const v = v128.sub<T>(before, v128.mul<T>(v128.sub<T>(v128.load(current + p), before), v128.load(shares + p)));
    const fired = v128.gt<T>(v, one);
    v128.store(reached + p, v);
    const least = parameter<T, U>(leasts, p);
    v128.store(voltage + p, v128.andnot(v128.bitselect(least, v, v128.lt<T>(v, least)), fired));
    v128.store(out + p, v128.and(parameter<T, U>(heights, p), fired));
    end = listLanes(end, i, bits<T>(fired));
  }
  // 3. When the threshold was met
  for (let at = list; at < end; at += 4) {
    const p = <usize>load<u32>(at) * sizeof<T>();
    const overshoot = log1p(<f64>-(load<T>(reached + p) - <T>1) / <f64>(load<T>(current + p) - <T>1));
    store<T>(refractory + p, <T>(parameterOf<T, U>(tauRefs, p) + (<f64>dt + parameterOf<T, U>(tauRcs, p) * overshoot)));
  }
  return end;
}

/**
 * In float32 where dt is at most a tenth of tauRc: in one pass, parts of a step by series that are good to 1e-7 of their value. Words as
 * those of `lif`, but 7 is 1/tauRc and 9 is tauRef + dt.
 */
export function lifShort(at: usize): void {
  for (let item = 0; item < items; item++) {
    const list = word(at, 12) + <usize>item * word(at, 13);
    let end: usize;
    const first = <usize>item * word(at, 4);
    if (word(at, 14) != 0) end = short<u8>(at, first, list + LIST);
    else end = short<u16>(at, first, list + LIST);
    closeList(list, end, <i32>word(at, 16));
  }
}

function short<U>(at: usize, first: usize, list: usize): usize {
  const stride = word(at, 4);
  const current = word(at, 0) + first;
  const out = word(at, 1) + first;
  const voltage = word(at, 2) + first;
  const refractory = word(at, 3) + first;
  const step = splat<f32>(real<f32>(at, 5));
  const none = splat<f32>(0);
  const one = splat<f32>(1);
  const inverses = word(at, 7);
  const tauRcs = word(at, 8);
  const tauRefs = word(at, 9);
  const leasts = word(at, 10);
  const heights = word(at, 11);
  const half = splat<f32>(0.5);
  let end = list;
  let i = 0;
  for (let p: usize = 0; p < stride; p += VECTOR, i += 4) {
    const j = v128.load(current + p);
    const before = v128.load(voltage + p);
    const waiting = f32x4.sub(v128.load(refractory + p), step);
    const free = f32x4.pmin(f32x4.pmax(f32x4.sub(step, waiting), none), step);
    // 1 - exp(-x) = x (1 - x (1/2 - x (1/6 - x (1/24 - x/120))))
    const x = f32x4.mul(free, parameter<f32, U>(inverses, p));
    let k = f32x4.sub(splat<f32>(<f32>(1.0 / 24.0)), f32x4.mul(x, splat<f32>(<f32>(1.0 / 120.0))));
    k = f32x4.sub(splat<f32>(<f32>(1.0 / 6.0)), f32x4.mul(x, k));
    k = f32x4.sub(half, f32x4.mul(x, k));
    k = f32x4.mul(x, f32x4.sub(one, f32x4.mul(x, k)));
    const v = f32x4.add(before, f32x4.mul(f32x4.sub(j, before), k));
    const fired = f32x4.gt(v, one);
    v128.store(voltage + p, v128.andnot(f32x4.pmax(v, parameter<f32, U>(leasts, p)), fired));
    v128.store(out + p, v128.and(parameter<f32, U>(heights, p), fired));
    // -log(1 - z) = z (1 + z (1/2 + z (1/3 + z (1/4 + z (1/5 + z/6)))))
    const z = f32x4.div(f32x4.sub(v, one), f32x4.sub(j, one));
    let s = f32x4.add(splat<f32>(0.2), f32x4.mul(z, splat<f32>(<f32>(1.0 / 6.0))));
    s = f32x4.add(splat<f32>(0.25), f32x4.mul(z, s));
    s = f32x4.add(splat<f32>(<f32>(1.0 / 3.0)), f32x4.mul(z, s));
    s = f32x4.add(half, f32x4.mul(z, s));
    s = f32x4.mul(z, f32x4.add(one, f32x4.mul(z, s)));
    const met = f32x4.sub(parameter<f32, U>(tauRefs, p), f32x4.mul(parameter<f32, U>(tauRcs, p), s));
    v128.store(refractory + p, v128.bitselect(met, waiting, fired));
    end = listLanes(end, i, bits<f32>(fired));
  }
  return end;
}
