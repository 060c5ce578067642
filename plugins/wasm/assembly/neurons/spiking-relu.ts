import { closeList, LIST, listLanes } from '../operators/events';
import { items, real, word } from '../table/record';
import { bits, splat, VECTOR } from '../table/lanes';

/**
 * Integrate-and-fire without leak, with as many spikes a step as it takes. Words: current, out, voltage, stride, dt (real), amplitudes,
 * lists of events, their stride, neurons.
 */
export function spikingRelu<T>(at: usize): void {
  const stride = word(at, 3);
  const amplitudes = word(at, 6);
  const step = splat<T>(real<T>(at, 4));
  const zero = splat<T>(<T>0);
  const perVector = <i32>(VECTOR / sizeof<T>());
  for (let item = 0; item < items; item++) {
    const first = <usize>item * stride;
    const current = word(at, 0) + first;
    const out = word(at, 1) + first;
    const voltage = word(at, 2) + first;
    const list = word(at, 7) + <usize>item * word(at, 8);
    let end = list + LIST;
    let i = 0;
    for (let p: usize = 0; p < stride; p += VECTOR, i += perVector) {
      const j = v128.load(current + p);
      const v = v128.add<T>(v128.load(voltage + p), v128.mul<T>(step, v128.max<T>(j, zero)));
      const spikes = v128.floor<T>(v);
      const fired = v128.ne<T>(spikes, zero);
      if (v128.any_true(fired)) {
        v128.store(voltage + p, v128.sub<T>(v, spikes));
        const height = v128.div<T>(v128.mul<T>(spikes, v128.load(amplitudes + p)), step);
        v128.store(out + p, v128.and(height, fired));
        end = listLanes(end, i, bits<T>(fired));
      } else {
        v128.store(voltage + p, v);
        v128.store(out + p, zero);
      }
    }
    closeList(list, end, <i32>word(at, 9));
  }
}
