import { bits, lanes, splat } from '../table/lanes';

/**
 * Lists what is not zero among n reals: their indices (words) from `list` on. Gives how many there are. Reads whole vectors first, so that
 * a silent population costs one comparison for each.
 */
export function findEvents<T>(x: usize, n: i32, list: usize): i32 {
  const whole = n & -lanes<T>();
  const zero = splat<T>(<T>0);
  let end = list;
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
  return <i32>((end - list) >> 2);
}

