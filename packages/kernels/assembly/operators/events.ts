import { bits, lanes, splat } from '../table/lanes';

/** A list of events: how many (a word), then from here on the indices of what is not zero, a word each. */
export const LIST: usize = 16;

/**
 * The list of what is not zero among the n reals of an item. Where the operator that wrote them keeps lists (stride not 0), that of the item;
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

/** Adds the lanes of a mask (bits) to a list without a branch: all are written, the end moves by those that count. Gives the new end. */
@inline
export function listLanes<T>(end: usize, i: i32, mask: i32): usize {
  store<i32>(end, i);
  end += <usize>((mask & 1) << 2);
  store<i32>(end, i + 1);
  end += <usize>((mask & 2) << 1);
  if (sizeof<T>() == 4) {
    store<i32>(end, i + 2);
    end += <usize>(mask & 4);
    store<i32>(end, i + 3);
    end += <usize>((mask & 8) >> 1);
  }
  return end;
}

/** Writes how many events a list holds that ends here; indices from n on, of what fills up the last vector, do not count. */
export function closeList(list: usize, end: usize, n: i32): void {
  const begin = list + LIST;
  while (end > begin && load<i32>(end - 4) >= n) end -= 4;
  store<u32>(list, <u32>((end - begin) >> 2));
}
