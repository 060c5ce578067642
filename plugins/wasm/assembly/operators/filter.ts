import { splat, splatAt, VECTOR } from '../table/lanes';
import { real, word } from '../table/record';

/** y = d u. Words: in, out, bytes of all items, d (real). */
export function gain<T>(at: usize): void {
  const u = word(at, 0);
  const y = word(at, 1);
  const bytes = word(at, 2);
  const d = splat<T>(real<T>(at, 3));
  for (let p: usize = 0; p < bytes; p += VECTOR) v128.store(y + p, v128.mul<T>(d, v128.load(u + p)));
}

/**
 * y = a y + b u: what comes out is the state. Words: in, out, bytes of all items, a (real), b (real). In float32 what is smaller than any
 * signal becomes zero: it would end as a subnormal number, which processors are slow to compute with.
 */
export function first<T>(at: usize): void {
  const u = word(at, 0);
  const y = word(at, 1);
  const bytes = word(at, 2);
  const a = splat<T>(real<T>(at, 3));
  const b = splat<T>(real<T>(at, 5));
  for (let p: usize = 0; p < bytes; p += VECTOR) {
    const next = v128.add<T>(v128.mul<T>(a, v128.load(y + p)), v128.mul<T>(b, v128.load(u + p)));
    v128.store(y + p, sizeof<T>() == 4 ? withoutTiny(next) : next);
  }
}

/** Zero where |x| < 1e-30. */
@inline
export function withoutTiny(x: v128): v128 {
  return v128.and(x, f32x4.ge(f32x4.abs(x), f32x4.splat(1e-30)));
}

/**
 * x <- A x + b u, then y = c x; with d not 0: y = c x + d u first. Words: in, out, bytes of all items, order, state (order planes of all
 * items), room for order vectors, values: A, b, c (reals of this precision), d (real).
 */
export function system<T>(at: usize): void {
  const u = word(at, 0);
  const y = word(at, 1);
  const bytes = word(at, 2);
  const order = <i32>word(at, 3);
  const state = word(at, 4);
  const room = word(at, 5);
  const a = word(at, 6);
  const b = a + <usize>(order * order) * sizeof<T>();
  const c = b + <usize>order * sizeof<T>();
  const d = real<T>(at, 7);
  const through = splat<T>(d);
  for (let p: usize = 0; p < bytes; p += VECTOR) {
    const now = v128.load(u + p);
    if (d != 0) v128.store(y + p, v128.add<T>(answer<T>(state + p, bytes, order, c), v128.mul<T>(through, now)));
    let entry = a;
    for (let i = 0; i < order; i++) {
      let sum = splat<T>(<T>0);
      for (let j = 0; j < order; j++, entry += sizeof<T>()) {
        sum = v128.add<T>(sum, v128.mul<T>(splatAt<T>(entry), v128.load(state + p + <usize>j * bytes)));
      }
      sum = v128.add<T>(sum, v128.mul<T>(splatAt<T>(b + <usize>i * sizeof<T>()), now));
      v128.store(room + ((<usize>i) << 4), sizeof<T>() == 4 ? withoutTiny(sum) : sum);
    }
    for (let i = 0; i < order; i++) v128.store(state + p + <usize>i * bytes, v128.load(room + ((<usize>i) << 4)));
    if (d == 0) v128.store(y + p, answer<T>(state + p, bytes, order, c));
  }
}

function answer<T>(state: usize, plane: usize, order: i32, c: usize): v128 {
  let sum = splat<T>(<T>0);
  for (let i = 0; i < order; i++, state += plane, c += sizeof<T>()) {
    sum = v128.add<T>(sum, v128.mul<T>(splatAt<T>(c), v128.load(state)));
  }
  return sum;
}

/**
 * y = the sum of weights[k] u of k steps ago. Words: in, out, bytes of all items, past (how many values before), state (past planes),
 * weights.
 */
export function taps<T>(at: usize): void {
  const u = word(at, 0);
  const y = word(at, 1);
  const bytes = word(at, 2);
  const past = <i32>word(at, 3);
  const state = word(at, 4);
  const weights = word(at, 5);
  for (let p: usize = 0; p < bytes; p += VECTOR) {
    const now = v128.load(u + p);
    let sum = v128.mul<T>(splatAt<T>(weights), now);
    for (let k = 0; k < past; k++) {
      const weight = splatAt<T>(weights + <usize>(k + 1) * sizeof<T>());
      sum = v128.add<T>(sum, v128.mul<T>(weight, v128.load(state + p + <usize>k * bytes)));
    }
    for (let k = past - 1; k > 0; k--) v128.store(state + p + <usize>k * bytes, v128.load(state + p + <usize>(k - 1) * bytes));
    if (past > 0) v128.store(state + p, now);
    v128.store(y + p, sum);
  }
}

/** Delivers what came in `delay` steps ago. Words: in, out, bytes of all items, ring (delay planes), delay, position (a word in memory). */
export function ring(at: usize): void {
  const bytes = word(at, 2);
  const position = word(at, 5);
  const now = <usize>load<u32>(position);
  const slot = word(at, 3) + now * bytes;
  memory.copy(word(at, 1), slot, bytes);
  memory.copy(slot, word(at, 0), bytes);
  store<u32>(position, now + 1 == word(at, 4) ? 0 : <u32>now + 1);
}
