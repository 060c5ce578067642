import { closeList, LIST, listLanes } from '../operators/events';
import { items, real, word } from '../table/record';
import { bits, splat, VECTOR } from '../table/lanes';

/**
 * The neuron of Izhikevich (2003), voltage in mV. Words: current, out, voltage, recovery, stride, dt (real), then four arrays of a neuron
 * each: pace of the recovery, its coupling, reset voltage, what a spike adds to the recovery; lists of events, their stride, neurons.
 */
export function izhikevich<T>(at: usize): void {
  const stride = word(at, 4);
  const dt = real<f64>(at, 5);
  const ms = splat<T>(<T>(dt * 1000));
  const height = splat<T>(<T>(1 / dt));
  const threshold = splat<T>(<T>30);
  const lowest = splat<T>(<T>-30);
  const square = splat<T>(<T>0.04);
  const slope = splat<T>(<T>5);
  const offset = splat<T>(<T>140);
  const paces = word(at, 7);
  const couplings = word(at, 8);
  const resets = word(at, 9);
  const kicks = word(at, 10);
  const perVector = <i32>(VECTOR / sizeof<T>());
  for (let item = 0; item < items; item++) {
    const first = <usize>item * stride;
    const current = word(at, 0) + first;
    const out = word(at, 1) + first;
    const voltage = word(at, 2) + first;
    const recovery = word(at, 3) + first;
    const list = word(at, 11) + <usize>item * word(at, 12);
    let end = list + LIST;
    let i = 0;
    for (let p: usize = 0; p < stride; p += VECTOR, i += perVector) {
      const j = v128.max<T>(v128.load(current + p), lowest);
      const before = v128.load(voltage + p);
      let u = v128.load(recovery + p);
      // 0.04 v v + 5 v + 140 - u + j, in this order
      let change = v128.add<T>(v128.mul<T>(v128.mul<T>(square, before), before), v128.mul<T>(slope, before));
      change = v128.add<T>(v128.sub<T>(v128.add<T>(change, offset), u), j);
      let v = v128.add<T>(before, v128.mul<T>(change, ms));
      const fired = v128.ge<T>(v, threshold);
      v = v128.bitselect(v128.load(resets + p), v, fired);
      const towards = v128.sub<T>(v128.mul<T>(v128.load(couplings + p), v), u);
      u = v128.add<T>(u, v128.mul<T>(v128.mul<T>(v128.load(paces + p), towards), ms));
      v128.store(recovery + p, v128.bitselect(v128.add<T>(u, v128.load(kicks + p)), u, fired));
      v128.store(voltage + p, v);
      v128.store(out + p, v128.and(height, fired));
      end = listLanes(end, i, bits<T>(fired));
    }
    closeList(list, end, <i32>word(at, 13));
  }
}
