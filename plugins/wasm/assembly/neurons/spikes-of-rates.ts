import { closeList, LIST, listLanes } from '../operators/events';
import { poisson } from '../random/poisson';
import { keepStream, openStream, STREAM, uniform } from '../shared';
import { items, real, word } from '../table/record';
import { bits, splat, VECTOR } from '../table/lanes';

/** Evenly spaced spikes. Words: rates, out, voltage, stride, dt (real), amplitudes, lists of events, their stride, neurons. */
export function regularSpikes<T>(at: usize): void {
  const stride = word(at, 3);
  const amplitudes = word(at, 6);
  const step = splat<T>(real<T>(at, 4));
  const zero = splat<T>(<T>0);
  const perVector = <i32>(VECTOR / sizeof<T>());
  for (let item = 0; item < items; item++) {
    const first = <usize>item * stride;
    const rates = word(at, 0) + first;
    const out = word(at, 1) + first;
    const voltage = word(at, 2) + first;
    const list = word(at, 7) + <usize>item * word(at, 8);
    let last = list + LIST;
    let i = 0;
    for (let p: usize = 0; p < stride; p += VECTOR, i += perVector) {
      const v = v128.add<T>(v128.load(voltage + p), v128.mul<T>(step, v128.load(rates + p)));
      // Negative rates give negative spikes.
      const spikes = v128.floor<T>(v);
      const some = v128.ne<T>(spikes, zero);
      v128.store(voltage + p, v128.sub<T>(v, spikes));
      if (v128.any_true(some)) {
        v128.store(out + p, v128.and(v128.div<T>(v128.mul<T>(spikes, v128.load(amplitudes + p)), step), some));
        last = listLanes(last, i, bits<T>(some));
      } else v128.store(out + p, zero);
    }
    closeList(list, last, <i32>word(at, 9));
  }
}

/**
 * Words of both: rates, out, stride, neurons, dt (real), amplitudes, streams, lists of events, their stride; then signal of given uniform
 * numbers, or 0.
 */

/** The whole part of rate times step, and one more with the probability of the rest. */
export function stochasticSpikes<T>(at: usize): void {
  const dt = real<f64>(at, 4);
  const end = word(at, 3) * sizeof<T>();
  const given = word(at, 10);
  for (let item = 0; item < items; item++) {
    const first = <usize>item * word(at, 2);
    const stream = word(at, 7) + <usize>item * STREAM;
    if (given == 0) openStream(stream);
    const list = word(at, 8) + <usize>item * word(at, 9);
    let last = list + LIST;
    for (let p: usize = 0; p < end; p += sizeof<T>()) {
      const rate = <f64>load<T>(word(at, 0) + first + p);
      const u: f64 = given == 0 ? uniform() : <f64>load<T>(given + first + p);
      const x = abs<f64>(rate) * dt;
      const whole = floor<f64>(x);
      last = emit<T>(at, first, p, rate, u < x - whole ? whole + 1 : whole, dt, last);
    }
    closeList(list, last, <i32>word(at, 3));
    if (given == 0) keepStream(stream);
  }
}

/** A Poisson number of spikes of mean rate times step. */
export function poissonSpikes<T>(at: usize): void {
  const dt = real<f64>(at, 4);
  const end = word(at, 3) * sizeof<T>();
  for (let item = 0; item < items; item++) {
    const first = <usize>item * word(at, 2);
    const stream = word(at, 7) + <usize>item * STREAM;
    openStream(stream);
    const list = word(at, 8) + <usize>item * word(at, 9);
    let last = list + LIST;
    for (let p: usize = 0; p < end; p += sizeof<T>()) {
      const rate = <f64>load<T>(word(at, 0) + first + p);
      last = emit<T>(at, first, p, rate, poisson(abs<f64>(rate) * dt), dt, last);
    }
    closeList(list, last, <i32>word(at, 3));
    keepStream(stream);
  }
}

/** `count` spikes with the sign of a rate, as output; gives the new end of the list of events. */
@inline
function emit<T>(at: usize, first: usize, p: usize, rate: f64, count: f64, dt: f64, last: usize): usize {
  const spikes = rate < 0 ? -count : count;
  const some = count != 0;
  store<T>(word(at, 1) + first + p, some ? <T>((spikes * <f64>load<T>(word(at, 6) + p)) / dt) : <T>0);
  store<u32>(last, <u32>(p / sizeof<T>()));
  return last + (some ? 4 : 0);
}
