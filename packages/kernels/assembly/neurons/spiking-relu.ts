import { items } from '../table/clock';
import { splat, VECTOR } from '../table/lanes';
import { real, word } from '../table/record';

/**
 * Integrate-and-fire without leak, with as many spikes a step as it takes. Words: current, out, voltage, stride, dt (real), amplitudes.
 */
export function spikingRelu<T>(at: usize): void {
  const stride = word(at, 3);
  const amplitudes = word(at, 6);
  const step = splat<T>(real<T>(at, 4));
  const zero = splat<T>(<T>0);
  for (let item = 0; item < items; item++) {
    const first = <usize>item * stride;
    const current = word(at, 0) + first;
    const out = word(at, 1) + first;
    const voltage = word(at, 2) + first;
    for (let p: usize = 0; p < stride; p += VECTOR) {
      const j = v128.load(current + p);
      const v = v128.add<T>(v128.load(voltage + p), v128.mul<T>(step, v128.andnot(j, v128.lt<T>(j, zero))));
      const spikes = v128.floor<T>(v);
      if (v128.any_true(v128.ne<T>(spikes, zero))) {
        v128.store(voltage + p, v128.sub<T>(v, spikes));
        const height = v128.div<T>(v128.mul<T>(spikes, v128.load(amplitudes + p)), step);
        v128.store(out + p, v128.and(height, v128.ne<T>(spikes, zero)));
      } else {
        v128.store(voltage + p, v);
        v128.store(out + p, zero);
      }
    }
  }
}
