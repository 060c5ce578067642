import { bits, lanes, splat } from '../table/lanes';

/** A list of events: how many (a word), then from here on the indices of what is not zero, a word each. */
export const LIST: usize = 16;

/**
 * The list of what is not zero among the n reals of an item. If the operator that wrote them keeps lists (stride not 0), that of the item;
 * else it is made here. Reads whole vectors, so that a silent population costs one comparison for each.
 */
export function eventsOf<T>(x: usize, n: i32, lists: usize, stride: usize, item: i32): usize {
  if (stride != 0) return lists + <usize>item * stride;
  const whole = n & -lanes<T>();
  const zero = splat<T>(<T>0);
  const begin = lists + LIST;
  let end = begin;
  let i = 0;
  for (; i < whole; i += lanes<T>()) {
    let mask = bits<T>(v128.ne<T>(v128.load(x + <usize>i * sizeof<T>()), zero));
    while (mask != 0) {
      store<i32>(end, i + ctz(mask));
      end += 4;
      mask &= mask - 1;
    }
  }
  for (; i < n; i++) {
    if (load<T>(x + <usize>i * sizeof<T>()) != 0) {
      store<i32>(end, i);
      end += 4;
    }
  }
  store<u32>(lists, <u32>((end - begin) >> 2));
  return lists;
}

/** How many events a list holds. */
@inline
export function countOf(list: usize): i32 {
  return load<i32>(list);
}

/** For each mask of four lanes: the lanes that are set, first things first. */
const LANES = memory.data<i32>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 1, 2, 0, 0, 0, 1, 2, 0, 3, 0, 0, 0, 0, 3, 0, 0, 1, 3, 0, 0, 0, 1, 3, 0,
  2, 3, 0, 0, 0, 2, 3, 0, 1, 2, 3, 0, 0, 1, 2, 3,
]);
/** For each mask of four lanes: four bytes for each that is set. */
const BYTES = memory.data<u8>([0, 4, 4, 8, 4, 8, 8, 12, 4, 8, 8, 12, 8, 12, 12, 16]);

/** Adds the lanes of a mask (bits) to a list, without a branch: a vector is written, the end moves by those that count. Gives the new end. */
@inline
export function listLanes(end: usize, i: i32, mask: i32): usize {
  v128.store(end, i32x4.add(i32x4.splat(i), v128.load(LANES + (<usize>mask << 4))));
  return end + <usize>load<u8>(BYTES + <usize>mask);
}

/** Writes how many events a list holds that ends here; indices from n on, of what fills up the last vector, do not count. */
export function closeList(list: usize, end: usize, n: i32): void {
  const begin = list + LIST;
  while (end > begin && load<i32>(end - 4) >= n) end -= 4;
  store<u32>(list, <u32>((end - begin) >> 2));
}

/**
 * What an operator that goes by events has met: three reals at an address, so that the host can tell which way it took and how active its
 * input is.
 */
export function count(at: usize, events: i32, dense: bool): void {
  store<f64>(at, load<f64>(at) + <f64>events);
  if (dense) store<f64>(at, load<f64>(at, 16) + 1, 16);
  else store<f64>(at, load<f64>(at, 8) + 1, 8);
}
