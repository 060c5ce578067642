import { items, word } from '../table/record';
import { splat, splatAt, VECTOR } from '../table/lanes';
import { count, countOf, eventsOf, LIST } from './events';

/*
 * Words: 0 in, 1 stride, 2 out, 3 stride, 4 kernel (cell, channel of a group, filter), 5 input positions, 6 output positions, 7 channels,
 * 8 filters, 9 groups, 10 channels last or not, 11 lists of events, 12 room for what is counted, 13 room for outputs by position, 20 stride of lists.
 * Reach of inputs: 14 starts, 15 output positions, 16 cells. Reach of outputs: 17 starts, 18 input positions, 19 cells. Positions are
 * bytes from the first, cells are bytes of the kernel from its first.
 */

/** From what is not zero, spread over the outputs it reaches; where that is most of it, output by output. */
export function convolveEvents<T>(at: usize): void {
  const n = <i32>(word(at, 5) * word(at, 7));
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    const list = eventsOf<T>(x, n, word(at, 11), word(at, 20), item);
    const events = countOf(list);
    const dense = 2 * events > n;
    count(word(at, 12), events, dense);
    const byPosition = word(at, 10) != 0 ? y : word(at, 13);
    if (dense) collect<T>(at, x, byPosition);
    else spread<T>(at, x, byPosition, list + LIST, events);
    if (word(at, 10) == 0) byFilter<T>(byPosition, y, word(at, 6), word(at, 8));
  }
}

/** Output by output. */
export function convolve<T>(at: usize): void {
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    const byPosition = word(at, 10) != 0 ? y : word(at, 13);
    collect<T>(at, x, byPosition);
    if (word(at, 10) == 0) byFilter<T>(byPosition, y, word(at, 6), word(at, 8));
  }
}

/** Inputs in ascending order, so that every output sums them in ascending order. */
function spread<T>(at: usize, x: usize, y: usize, list: usize, events: i32): void {
  const kernel = word(at, 4);
  const inputs = <u32>word(at, 5);
  const channels = <u32>word(at, 7);
  const row = word(at, 8) * sizeof<T>();
  const groups = <u32>word(at, 9);
  const last = word(at, 10) != 0;
  const starts = word(at, 14);
  const positions = word(at, 15);
  const cells = word(at, 16);
  const perGroup = channels / groups;
  const width = row / <usize>groups;
  memory.fill(y, 0, word(at, 6) * row);
  for (const end = list + (<usize>events << 2); list < end; list += 4) {
    const i = load<u32>(list);
    const position = last ? i / channels : i % inputs;
    const channel = last ? i - position * channels : i / inputs;
    const group = channel / perGroup;
    const first = <usize>group * width;
    const weights = kernel + <usize>(channel - group * perGroup) * row + first;
    const value = load<T>(x + <usize>i * sizeof<T>());
    const end = <usize>load<u32>(starts + (<usize>position << 2), 4) << 2;
    for (let k = <usize>load<u32>(starts + (<usize>position << 2)) << 2; k < end; k += 4) {
      addTo<T>(y + first + <usize>load<u32>(positions + k), weights + <usize>load<u32>(cells + k), value, width);
    }
  }
}

/** y += weights value, `bytes` of both. */
function addTo<T>(y: usize, weights: usize, value: T, bytes: usize): void {
  const whole = bytes & ~(VECTOR - 1);
  const factor = splat<T>(value);
  for (let p: usize = 0; p < whole; p += VECTOR) v128.store(y + p, v128.add<T>(v128.load(y + p), v128.mul<T>(v128.load(weights + p), factor)));
  for (let p = whole; p < bytes; p += sizeof<T>()) store<T>(y + p, load<T>(y + p) + load<T>(weights + p) * value);
}

/** Each output position, its filters in lanes: sums over inputs in ascending order. */
function collect<T>(at: usize, x: usize, y: usize): void {
  const kernel = word(at, 4);
  const filters = word(at, 8);
  const groups = word(at, 9);
  const starts = word(at, 17);
  const positions = word(at, 18);
  const cells = word(at, 19);
  const row = filters * sizeof<T>();
  const perGroup = word(at, 7) / groups;
  const width = row / groups;
  // From one channel to the next: of the input, and of the kernel
  const last = word(at, 10) != 0;
  const step = last ? sizeof<T>() : word(at, 5) * sizeof<T>();
  // One channel at a time: the order is the same
  const byPosition = last && perGroup > 1;
  const end = y + word(at, 6) * row;
  for (let p = starts; y < end; p += 4) {
    const begin = <usize>load<u32>(p);
    const taps = <usize>load<u32>(p, 4) - begin;
    const inputs = positions + (begin << 2);
    const kernels = cells + (begin << 2);
    let values = x;
    for (let first = kernel; first < kernel + row; first += width, values += perGroup * step) {
      let m = first;
      let left = width;
      for (; left >= 8 * VECTOR; left -= 8 * VECTOR, m += 8 * VECTOR, y += 8 * VECTOR)
        window<T>(byPosition, inputs, kernels, taps, perGroup, values, step, m, row, y, 8);
      for (; left >= 4 * VECTOR; left -= 4 * VECTOR, m += 4 * VECTOR, y += 4 * VECTOR)
        window<T>(byPosition, inputs, kernels, taps, perGroup, values, step, m, row, y, 4);
      for (; left >= VECTOR; left -= VECTOR, m += VECTOR, y += VECTOR)
        window<T>(byPosition, inputs, kernels, taps, perGroup, values, step, m, row, y, 1);
      for (; left > 0; left -= sizeof<T>(), m += sizeof<T>(), y += sizeof<T>())
        window<T>(byPosition, inputs, kernels, taps, perGroup, values, step, m, row, y, 0);
    }
  }
}

/**
 * The sums of one output position over its window, of so many vectors of filters (a constant: 8, 4, 1; 0 for a single filter). Inputs follow
 * each other position by position with all channels, or channel by channel with all positions.
 */
@inline
function window<T>(
  byPosition: bool, positions: usize, cells: usize, taps: usize, channels: usize, x: usize, step: usize, m: usize, row: usize, y: usize, vectors: i32,
): void {
  let a = splat<T>(<T>0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  const outer = byPosition ? taps : channels;
  const inner = byPosition ? channels : taps;
  const tapOuter: usize = byPosition ? 4 : 0;
  const rowOuter: usize = byPosition ? 0 : row;
  const stepOuter: usize = byPosition ? 0 : step;
  const tapInner: usize = 4 - tapOuter;
  const rowInner = row - rowOuter;
  const stepInner = step - stepOuter;
  for (let i: usize = 0; i < outer; i++) {
    let tap = i * tapOuter;
    let weights = m + i * rowOuter;
    let values = x + i * stepOuter;
    for (let j: usize = 0; j < inner; j++) {
      const w = weights + <usize>load<u32>(cells + tap);
      const value = splatAt<T>(values + <usize>load<u32>(positions + tap));
      if (vectors == 0) a = v128.add<T>(a, v128.mul<T>(splatAt<T>(w), value));
      else a = v128.add<T>(a, v128.mul<T>(v128.load(w), value));
      if (vectors >= 4) {
        b = v128.add<T>(b, v128.mul<T>(v128.load(w, 16), value));
        c = v128.add<T>(c, v128.mul<T>(v128.load(w, 32), value));
        d = v128.add<T>(d, v128.mul<T>(v128.load(w, 48), value));
      }
      if (vectors >= 8) {
        e = v128.add<T>(e, v128.mul<T>(v128.load(w, 64), value));
        f = v128.add<T>(f, v128.mul<T>(v128.load(w, 80), value));
        g = v128.add<T>(g, v128.mul<T>(v128.load(w, 96), value));
        h = v128.add<T>(h, v128.mul<T>(v128.load(w, 112), value));
      }
      tap += tapInner;
      weights += rowInner;
      values += stepInner;
    }
  }
  if (vectors == 0) store<T>(y, v128.extract_lane<T>(a, 0));
  else v128.store(y, a);
  if (vectors >= 4) {
    v128.store(y, b, 16);
    v128.store(y, c, 32);
    v128.store(y, d, 48);
  }
  if (vectors >= 8) {
    v128.store(y, e, 64);
    v128.store(y, f, 80);
    v128.store(y, g, 96);
    v128.store(y, h, 112);
  }
}

/** (positions, filters) as (filters, positions). */
function byFilter<T>(from: usize, to: usize, positions: usize, filters: usize): void {
  for (let p: usize = 0; p < positions; p++) {
    for (let f: usize = 0; f < filters; f++) {
      store<T>(to + (f * positions + p) * sizeof<T>(), load<T>(from + (p * filters + f) * sizeof<T>()));
    }
  }
}

