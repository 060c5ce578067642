import { expm1 } from '../shared';
import { closeList, LIST, listLanes } from '../operators/events';
import { items, real, word } from '../table/record';
import { bits, parameter, parameterOf, splat, VECTOR } from '../table/lanes';

const LEAKS: usize = 1;
const HAS_FLOOR: usize = 2;
const SIGNED: usize = 4;
const SUBTRACTS: usize = 8;

/**
 * The integrate-and-fire family. Words: current, out, voltage, steps of refractory time, net spikes, stride, flags (1 leaks, 2 has a floor,
 * 4 signed, 8 subtracts), dt (real), most spikes a step of neurons without refractory time (real), then arrays of a neuron each:
 * expm1(-dt/tauRc), tauRc, threshold, reset value, steps of refractory time after a spike, floor, amplitude;
 * 18 lists of events, 19 their stride, 20 neurons, 21 whether each array holds one number for all.
 */
export function integrateAndFire<T>(at: usize): void {
  if (word(at, 21) != 0) step<T, u8>(at);
  else step<T, u16>(at);
}

function step<T, U>(at: usize): void {
  const stride = word(at, 5);
  const flags = word(at, 6);
  const leaks = (flags & LEAKS) != 0;
  const hasFloor = (flags & HAS_FLOOR) != 0;
  const signed = (flags & SIGNED) != 0;
  const dt = splat<T>(real<T>(at, 7));
  const zero = splat<T>(<T>0);
  const one = splat<T>(<T>1);
  const perVector = <i32>(VECTOR / sizeof<T>());
  const silent = splat<T>(<T>-0.0);
  const wholes = word(at, 11);
  const tauRcs = word(at, 12);
  const thresholds = word(at, 13);
  const floors = word(at, 16);
  for (let item = 0; item < items; item++) {
    const first = <usize>item * stride;
    const current = word(at, 0) + first;
    const out = word(at, 1) + first;
    const voltage = word(at, 2) + first;
    const refractory = word(at, 3) + first;
    const net = word(at, 4) + first;
    const list = word(at, 18) + <usize>item * word(at, 19);
    let end = list + LIST;
    let i = 0;
    for (let p: usize = 0; p < stride; p += VECTOR, i += perVector) {
      const j = v128.load(current + p);
      const before = v128.load(voltage + p);
      const waiting = v128.sub<T>(v128.load(refractory + p), one);
      const isWhole = v128.le<T>(waiting, zero);
      const isNone = v128.ge<T>(waiting, one);
      let v: v128;
      if (leaks) {
        let k = v128.bitselect(parameter<T, U>(wholes, p), silent, isWhole);
        const partly = v128.not(v128.or(isWhole, isNone));
        if (v128.any_true(partly)) k = withParts<T, U>(k, partOf<T>(at, waiting), bits<T>(partly), tauRcs, p);
        v = v128.sub<T>(before, v128.mul<T>(v128.sub<T>(j, before), k));
      } else {
        const time = v128.andnot(v128.bitselect(dt, partOf<T>(at, waiting), isWhole), isNone);
        v = v128.add<T>(before, v128.mul<T>(j, time));
      }
      if (hasFloor) {
        const least = parameter<T, U>(floors, p);
        v = v128.bitselect(least, v, v128.lt<T>(v, least));
      }
      const over = v128.andnot(v128.ge<T>(v, parameter<T, U>(thresholds, p)), isNone);
      const under = signed
        ? v128.andnot(v128.and(v128.lt<T>(v, zero), v128.gt<T>(v128.load(net + p), zero)), v128.or(isNone, over))
        : zero;
      const rest = v128.andnot(waiting, v128.lt<T>(waiting, zero));
      if (v128.any_true(v128.or(over, under))) end = listLanes(end, i, fire<T, U>(at, first, p, v, rest, over, under));
      else {
        v128.store(voltage + p, v);
        v128.store(refractory + p, rest);
        v128.store(out + p, zero);
      }
    }
    closeList(list, end, <i32>word(at, 20));
  }
}

/** The time that is left of a step in which the refractory time ends. */
function partOf<T>(at: usize, waiting: v128): v128 {
  return v128.mul<T>(v128.sub<T>(splat<T>(<T>1), waiting), splat<T>(real<T>(at, 7)));
}

/** Lanes whose refractory time ends within the step, with the time left of it. */
function withParts<T, U>(k: v128, left: v128, partly: i32, tauRcs: usize, p: usize): v128 {
  if (sizeof<T>() == 8) {
    if (partly & 1) k = f64x2.replace_lane(k, 0, expm1(-f64x2.extract_lane(left, 0) / parameterOf<f64, U>(tauRcs, p)));
    if (partly & 2) k = f64x2.replace_lane(k, 1, expm1(-f64x2.extract_lane(left, 1) / parameterOf<f64, U>(tauRcs, p + 8)));
    return k;
  }
  if (partly & 1) k = f32x4.replace_lane(k, 0, <f32>expm1(<f64>(-f32x4.extract_lane(left, 0) / <f32>parameterOf<f32, U>(tauRcs, p))));
  if (partly & 2) k = f32x4.replace_lane(k, 1, <f32>expm1(<f64>(-f32x4.extract_lane(left, 1) / <f32>parameterOf<f32, U>(tauRcs, p + 4))));
  if (partly & 4) k = f32x4.replace_lane(k, 2, <f32>expm1(<f64>(-f32x4.extract_lane(left, 2) / <f32>parameterOf<f32, U>(tauRcs, p + 8))));
  if (partly & 8) k = f32x4.replace_lane(k, 3, <f32>expm1(<f64>(-f32x4.extract_lane(left, 3) / <f32>parameterOf<f32, U>(tauRcs, p + 12))));
  return k;
}

/** A vector in which some neurons fire; gives a bit for each that does. */
function fire<T, U>(at: usize, first: usize, p: usize, v: v128, rest: v128, over: v128, under: v128): i32 {
  const zero = splat<T>(<T>0);
  const subtracts = (word(at, 6) & SUBTRACTS) != 0;
  const threshold = parameter<T, U>(word(at, 13), p);
  const held = parameter<T, U>(word(at, 15), p);
  const one = splat<T>(<T>1);
  let up = one;
  if (real<T>(at, 9) > 1) {
    // The refractory time starts at the first spike, so there is no second one.
    const most = v128.bitselect(one, splat<T>(real<T>(at, 9)), v128.gt<T>(held, zero));
    up = v128.min<T>(most, v128.floor<T>(v128.div<T>(v, threshold)));
  }
  const spikes = v128.bitselect(splat<T>(<T>-1), v128.and(up, over), under);
  const fired = v128.ne<T>(spikes, zero);
  const after = subtracts ? v128.sub<T>(v, v128.mul<T>(spikes, threshold)) : parameter<T, U>(word(at, 14), p);
  v128.store(word(at, 2) + first + p, v128.bitselect(after, v, fired));
  v128.store(word(at, 3) + first + p, v128.bitselect(held, rest, fired));
  const net = word(at, 4) + first + p;
  v128.store(net, v128.add<T>(v128.load(net), spikes));
  const height = v128.div<T>(v128.mul<T>(spikes, parameter<T, U>(word(at, 17), p)), splat<T>(real<T>(at, 7)));
  v128.store(word(at, 1) + first + p, v128.and(height, fired));
  return bits<T>(fired);
}

