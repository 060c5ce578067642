import { items } from '../table/clock';
import { splat, splatAt, VECTOR } from '../table/lanes';
import { word } from '../table/record';
import { count } from './activity';
import { countOf, eventsOf, LIST } from './events';

/*
 * Words: 0 in, 1 stride, 2 out, 3 stride, 4 kernel (cell, channel of a group, filter), 5 input positions, 6 output positions, 7 channels,
 * 8 filters, 9 groups, 10 channels last or not, 11 lists of events, 12 room for what is counted, 13 room for outputs by position, 20 stride of lists.
 * Reach of inputs: 14 starts, 15 output positions, 16 cells. Reach of outputs: 17 starts, 18 input positions, 19 cells.
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
  const channels = <u32>word(at, 7);
  const inputs = <u32>word(at, 5);
  const filters = word(at, 8);
  const groups = <u32>word(at, 9);
  const perGroup = channels / groups;
  const width = (<u32>filters / groups) * sizeof<T>();
  const last = word(at, 10) != 0;
  memory.fill(y, 0, word(at, 6) * filters * sizeof<T>());
  for (let e = 0; e < events; e++) {
    const i = load<u32>(list + (<usize>e << 2));
    const position = last ? i / channels : i % inputs;
    const channel = last ? i - position * channels : i / inputs;
    const group = channel / perGroup;
    const value = load<T>(x + <usize>i * sizeof<T>());
    const first = <usize>group * width;
    const end = load<u32>(word(at, 14) + (<usize>position << 2), 4);
    for (let k = load<u32>(word(at, 14) + (<usize>position << 2)); k < end; k++) {
      const cell = load<u32>(word(at, 16) + (<usize>k << 2));
      const weights = kernel + <usize>(cell * perGroup + (channel - group * perGroup)) * filters * sizeof<T>() + first;
      addTo<T>(y + <usize>load<u32>(word(at, 15) + (<usize>k << 2)) * filters * sizeof<T>() + first, weights, value, width);
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
  const filters = word(at, 8);
  const groups = word(at, 9);
  const outputs = word(at, 6);
  const width = (filters / groups) * sizeof<T>();
  const wide = width & ~(4 * VECTOR - 1);
  const whole = width & ~(VECTOR - 1);
  for (let o: usize = 0; o < outputs; o++) {
    for (let group: usize = 0; group < groups; group++) {
      const out = y + (o * filters * sizeof<T>() + group * width);
      let f: usize = 0;
      for (; f < wide; f += 4 * VECTOR) collect4<T>(at, x, o, group, group * width + f, out + f);
      for (; f < whole; f += VECTOR) collect1<T>(at, x, o, group, group * width + f, out + f);
      for (; f < width; f += sizeof<T>()) collectOne<T>(at, x, o, group, group * width + f, out + f);
    }
  }
}

/** How the inputs of an output follow each other: position by position with all channels, or channel by channel with all positions. */
function collect4<T>(at: usize, x: usize, o: usize, group: usize, first: usize, y: usize): void {
  const last = word(at, 10) != 0;
  const begin = load<u32>(word(at, 17) + (o << 2));
  const end = load<u32>(word(at, 17) + (o << 2), 4);
  const perGroup = <u32>(word(at, 7) / word(at, 9));
  const row = word(at, 8) * sizeof<T>();
  let a = splat<T>(<T>0);
  let b = a;
  let c = a;
  let d = a;
  const outer = last ? end - begin : perGroup;
  const inner = last ? perGroup : end - begin;
  for (let i: u32 = 0; i < outer; i++) {
    for (let j: u32 = 0; j < inner; j++) {
      const k = begin + (last ? i : j);
      const channel = last ? j : i;
      const m = word(at, 4) + <usize>(load<u32>(word(at, 19) + (<usize>k << 2)) * perGroup + channel) * row + first;
      const value = splatAt<T>(inputAt<T>(at, x, load<u32>(word(at, 18) + (<usize>k << 2)), <u32>group * perGroup + channel));
      a = v128.add<T>(a, v128.mul<T>(v128.load(m), value));
      b = v128.add<T>(b, v128.mul<T>(v128.load(m, 16), value));
      c = v128.add<T>(c, v128.mul<T>(v128.load(m, 32), value));
      d = v128.add<T>(d, v128.mul<T>(v128.load(m, 48), value));
    }
  }
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
}

function collect1<T>(at: usize, x: usize, o: usize, group: usize, first: usize, y: usize): void {
  const last = word(at, 10) != 0;
  const begin = load<u32>(word(at, 17) + (o << 2));
  const end = load<u32>(word(at, 17) + (o << 2), 4);
  const perGroup = <u32>(word(at, 7) / word(at, 9));
  const row = word(at, 8) * sizeof<T>();
  let a = splat<T>(<T>0);
  const outer = last ? end - begin : perGroup;
  const inner = last ? perGroup : end - begin;
  for (let i: u32 = 0; i < outer; i++) {
    for (let j: u32 = 0; j < inner; j++) {
      const k = begin + (last ? i : j);
      const channel = last ? j : i;
      const m = word(at, 4) + <usize>(load<u32>(word(at, 19) + (<usize>k << 2)) * perGroup + channel) * row + first;
      const value = splatAt<T>(inputAt<T>(at, x, load<u32>(word(at, 18) + (<usize>k << 2)), <u32>group * perGroup + channel));
      a = v128.add<T>(a, v128.mul<T>(v128.load(m), value));
    }
  }
  v128.store(y, a);
}

function collectOne<T>(at: usize, x: usize, o: usize, group: usize, first: usize, y: usize): void {
  const last = word(at, 10) != 0;
  const begin = load<u32>(word(at, 17) + (o << 2));
  const end = load<u32>(word(at, 17) + (o << 2), 4);
  const perGroup = <u32>(word(at, 7) / word(at, 9));
  const row = word(at, 8) * sizeof<T>();
  let sum: T = 0;
  const outer = last ? end - begin : perGroup;
  const inner = last ? perGroup : end - begin;
  for (let i: u32 = 0; i < outer; i++) {
    for (let j: u32 = 0; j < inner; j++) {
      const k = begin + (last ? i : j);
      const channel = last ? j : i;
      const m = word(at, 4) + <usize>(load<u32>(word(at, 19) + (<usize>k << 2)) * perGroup + channel) * row + first;
      sum += load<T>(m) * load<T>(inputAt<T>(at, x, load<u32>(word(at, 18) + (<usize>k << 2)), <u32>group * perGroup + channel));
    }
  }
  store<T>(y, sum);
}

@inline
function inputAt<T>(at: usize, x: usize, position: u32, channel: u32): usize {
  const i = word(at, 10) != 0 ? position * <u32>word(at, 7) + channel : channel * <u32>word(at, 5) + position;
  return x + <usize>i * sizeof<T>();
}

/** (positions, filters) as (filters, positions). */
function byFilter<T>(from: usize, to: usize, positions: usize, filters: usize): void {
  for (let p: usize = 0; p < positions; p++) {
    for (let f: usize = 0; f < filters; f++) {
      store<T>(to + (f * positions + p) * sizeof<T>(), load<T>(from + (p * filters + f) * sizeof<T>()));
    }
  }
}

