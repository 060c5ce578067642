import { address } from '../place';
import { keepStream, next, openStream, uniform } from '../stream';

/** Draws of `low + (high - low) u` from the stream at a place; what rounding brings to `high` becomes `below`, the number before it. */
export function uniforms(stream: i32, out: i32, count: i32, low: f64, high: f64, below: f64): void {
  openStream(address(stream));
  const end = address(out + count);
  for (let at = address(out); at < end; at += 8) {
    const drawn = low + (high - low) * uniform();
    store<f64>(at, drawn < high || low == high ? drawn : below);
  }
  keepStream(address(stream));
}

/** The whole numbers from 0 to `count` - 1 in random order, as words. */
export function shuffled(stream: i32, out: i32, count: i32): void {
  const list = address(out);
  for (let i: usize = 0; i < <usize>count; i++) store<u32>(list + (i << 2), <u32>i);
  openStream(address(stream));
  for (let last: u32 = <u32>count - 1; last > 0; last--) {
    const shift = clz<u32>(last);
    let other = next() >> shift;
    while (other > last) other = next() >> shift;
    const here = list + (<usize>last << 2);
    const there = list + (<usize>other << 2);
    const value = load<u32>(here);
    store<u32>(here, load<u32>(there));
    store<u32>(there, value);
  }
  keepStream(address(stream));
}
