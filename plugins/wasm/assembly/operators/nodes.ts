import { exp } from '../shared';
import { items, word } from '../table/record';
import { VECTOR } from '../table/lanes';

/** Words: in, out, stride, elements. */
export function softmax<T>(at: usize): void {
  const end = word(at, 3) * sizeof<T>();
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 2);
    const y = word(at, 1) + <usize>item * word(at, 2);
    let highest: f64 = -Infinity;
    for (let p: usize = 0; p < end; p += sizeof<T>()) highest = max<f64>(highest, <f64>load<T>(x + p));
    let sum: f64 = 0;
    for (let p: usize = 0; p < end; p += sizeof<T>()) {
      const e = exp(<f64>load<T>(x + p) - highest);
      store<T>(y + p, <T>e);
      sum += e;
    }
    for (let p: usize = 0; p < end; p += sizeof<T>()) store<T>(y + p, <T>(<f64>load<T>(y + p) / sum));
  }
}

/** Words: in, out, stride, elements. */
export function argmax<T>(at: usize): void {
  const stride = word(at, 2);
  const end = word(at, 3) * sizeof<T>();
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * stride;
    const y = word(at, 1) + <usize>item * stride;
    memory.fill(y, 0, stride);
    let best: usize = 0;
    for (let p: usize = sizeof<T>(); p < end; p += sizeof<T>()) if (load<T>(x + p) > load<T>(x + best)) best = p;
    store<T>(y + best, <T>1);
  }
}

/**
 * The largest of each window. Words: in, stride, out, stride, outputs, cells of a window, windows (indices, -1 in unused places), sums of what
 * came in so far (of the stride of the input) or 0, largest sums so far (of the stride of the output) or 0, whether what wins by its sum is
 * passed on itself.
 */
export function maxPool<T>(at: usize): void {
  const outputs = word(at, 4);
  const cells = word(at, 5);
  const sums = word(at, 7);
  const best = word(at, 8);
  const gate = word(at, 9) != 0;
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    let ranked = x;
    if (sums != 0) {
      ranked = sums + <usize>item * word(at, 1);
      for (let p: usize = 0; p < word(at, 1); p += VECTOR) v128.store(ranked + p, v128.add<T>(v128.load(ranked + p), v128.load(x + p)));
    }
    let window = word(at, 6);
    for (let o: usize = 0; o < outputs; o++) {
      let winner: i32 = -1;
      let top: T = 0;
      for (let cell: usize = 0; cell < cells; cell++, window += 4) {
        const index = load<i32>(window);
        if (index < 0) continue;
        const value = load<T>(ranked + <usize>index * sizeof<T>());
        if (winner < 0 || value > top) {
          winner = index;
          top = value;
        }
      }
      const to = o * sizeof<T>();
      if (gate) store<T>(y + to, winner < 0 ? <T>0 : load<T>(x + <usize>winner * sizeof<T>()));
      else if (best == 0) store<T>(y + to, top);
      else {
        const reached = best + <usize>item * word(at, 3) + to;
        store<T>(y + to, top - load<T>(reached));
        store<T>(reached, top);
      }
    }
  }
}
