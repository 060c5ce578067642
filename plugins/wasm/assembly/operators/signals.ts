import { items, real, row, step, word } from '../table/record';
import { lanes, splat, VECTOR } from '../table/lanes';

/** Words: out, bytes, value (real). All items at once. */
export function fill<T>(at: usize): void {
  const out = word(at, 0);
  const end = out + word(at, 1);
  const value = splat<T>(real<T>(at, 2));
  for (let p = out; p < end; p += VECTOR) v128.store(p, value);
}

/** Words: out, stride, values. */
export function assign(at: usize): void {
  let out = word(at, 0);
  const stride = word(at, 1);
  const values = word(at, 2);
  for (let item = 0; item < items; item++, out += stride) memory.copy(out, values, stride);
}

/** A little above the rounding of times. */
const EARLY: f64 = 1e-7;

/**
 * Rows in turn. Words: 0 out, 1 stride, 2 values, 3 rows, 4 whether the first follows on the last, which otherwise stays, 5 seconds of a step
 * (real), 7 seconds that a row lasts (real); 0: a step.
 */
export function table(at: usize): void {
  const rows = <i64>word(at, 3);
  const dt = real<f64>(at, 5);
  const each = real<f64>(at, 7);
  const turn = each == 0 ? step - 1 : floor<f64>((step * dt - dt) / each + EARLY);
  const now = word(at, 4) != 0 ? <i64>turn % rows : <i64>min<f64>(turn, <f64>(rows - 1));
  let out = word(at, 0);
  const stride = word(at, 1);
  const values = word(at, 2) + <usize>now * stride;
  for (let item = 0; item < items; item++, out += stride) memory.copy(out, values, stride);
}

/** What the host has stored for every step of this call. Words: out, bytes of all items, rows. */
export function input(at: usize): void {
  const bytes = word(at, 1);
  memory.copy(word(at, 0), word(at, 2) + <usize>row * bytes, bytes);
}

/**
 * Keeps a signal in the steps that are listed, and lays it where it is read after the last step of a run. Words: 0 in, 1 bytes of all items,
 * 2 rows, 3 steps, 4 how many, 5 next one (this word is written), 6 where it is read, 7 row of the last step.
 */
export function record(at: usize): void {
  const bytes = word(at, 1);
  const next = word(at, 5);
  if (next < word(at, 4) && load<i32>(word(at, 3) + (next << 2)) == row) {
    memory.copy(word(at, 2) + next * bytes, word(at, 0), bytes);
    store<u32>(at + (5 << 2), <u32>next + 1, 8);
  }
  if (word(at, 7) == <usize>row && word(at, 6) != word(at, 0)) memory.copy(word(at, 6), word(at, 0), bytes);
}

/** Words: in, stride, out, stride, elements, indices or 0, factors or 0, step from factor to factor in bytes. */
export function gather<T>(at: usize): void {
  let x = word(at, 0);
  let y = word(at, 2);
  const indices = word(at, 5);
  const factors = word(at, 6);
  const n = <i32>word(at, 4);
  for (let item = 0; item < items; item++) {
    let factor = factors;
    for (let i = 0; i < n; i++) {
      const index = indices == 0 ? i : load<i32>(indices + (<usize>i << 2));
      const value: T = index < 0 ? <T>0 : load<T>(x + <usize>index * sizeof<T>());
      if (factors == 0) store<T>(y + <usize>i * sizeof<T>(), value);
      else {
        store<T>(y + <usize>i * sizeof<T>(), load<T>(factor) * value);
        factor += word(at, 7);
      }
    }
    x += word(at, 1);
    y += word(at, 3);
  }
}

/** Words: in, out, bytes of all items. */
export function copy(at: usize): void {
  memory.copy(word(at, 1), word(at, 0), word(at, 2));
}

/** Whole signals of the same size. Words: in, out, bytes of all items. */
export function addAll<T>(at: usize): void {
  const x = word(at, 0);
  const y = word(at, 1);
  const bytes = word(at, 2);
  for (let p: usize = 0; p < bytes; p += VECTOR) v128.store(y + p, v128.add<T>(v128.load(y + p), v128.load(x + p)));
}

/** Whole signals, times one factor for each element. Words: in, out, stride, factors. */
export function addScaled<T>(at: usize): void {
  let x = word(at, 0);
  let y = word(at, 1);
  const stride = word(at, 2);
  const factors = word(at, 3);
  for (let item = 0; item < items; item++, x += stride, y += stride) {
    for (let p: usize = 0; p < stride; p += VECTOR) {
      v128.store(y + p, v128.add<T>(v128.load(y + p), v128.mul<T>(v128.load(factors + p), v128.load(x + p))));
    }
  }
}

/** Elements that follow one another, times one factor or none. Words: in, stride, out, stride, elements, factors or 0, step from factor to factor. */
export function addRange<T>(at: usize): void {
  let x = word(at, 0);
  let y = word(at, 2);
  const n = <i32>word(at, 4);
  const factors = word(at, 5);
  const whole = n & -lanes<T>();
  for (let item = 0; item < items; item++) {
    if (factors == 0) {
      for (let i = 0; i < whole; i += lanes<T>()) {
        const p = <usize>i * sizeof<T>();
        v128.store(y + p, v128.add<T>(v128.load(y + p), v128.load(x + p)));
      }
    } else {
      for (let i = 0; i < whole; i += lanes<T>()) {
        const p = <usize>i * sizeof<T>();
        v128.store(y + p, v128.add<T>(v128.load(y + p), v128.mul<T>(v128.load(factors + p), v128.load(x + p))));
      }
    }
    for (let i = whole; i < n; i++) {
      const p = <usize>i * sizeof<T>();
      const value = load<T>(x + p);
      store<T>(y + p, load<T>(y + p) + (factors == 0 ? value : load<T>(factors + p) * value));
    }
    x += word(at, 1);
    y += word(at, 3);
  }
}

/** Words: in, stride, out, stride, elements, from or 0, to or 0, factors or 0. */
export function addSome<T>(at: usize): void {
  let x = word(at, 0);
  let y = word(at, 2);
  const n = <i32>word(at, 4);
  const from = word(at, 5);
  const to = word(at, 6);
  const factors = word(at, 7);
  for (let item = 0; item < items; item++) {
    for (let i = 0; i < n; i++) {
      const k = <usize>i << 2;
      const value = load<T>(x + <usize>(from == 0 ? i : load<i32>(from + k)) * sizeof<T>());
      const p = y + <usize>(to == 0 ? i : load<i32>(to + k)) * sizeof<T>();
      store<T>(p, load<T>(p) + (factors == 0 ? value : load<T>(factors + <usize>i * sizeof<T>()) * value));
    }
    x += word(at, 1);
    y += word(at, 3);
  }
}
