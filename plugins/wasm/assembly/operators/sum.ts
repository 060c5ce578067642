import { items, real, word } from '../table/record';
import { splat, VECTOR } from '../table/lanes';

/**
 * out = base + the first term + the second …, in this order, element by element. Words: 0 out, 1 stride, 2 base (an array for every item) or
 * 0, 3 value in its stead (real), 5 terms, then two words for each: its address, its factors or 0.
 */
export function sum<T>(at: usize): void {
  const out = word(at, 0);
  const stride = word(at, 1);
  const base = word(at, 2);
  const terms = word(at, 5);
  const plain = terms == 1 ? word(at, 7) == 0 : terms == 2 && word(at, 7) == 0 && word(at, 9) == 0;
  for (let item = 0; item < items; item++) {
    const first = <usize>item * stride;
    if (plain && base != 0) {
      const a = word(at, 6) + first;
      if (terms == 1) one<T>(out + first, stride, base, a);
      else two<T>(out + first, stride, base, a, word(at, 8) + first);
      continue;
    }
    for (let p: usize = 0; p < stride; p += VECTOR) {
      let total = base == 0 ? splat<T>(real<T>(at, 3)) : v128.load(base + p);
      for (let term: usize = 0; term < terms; term++) {
        const x = v128.load(<usize>load<u32>(at + (term << 3), 32) + first + p);
        const factors = <usize>load<u32>(at + (term << 3), 36);
        total = v128.add<T>(total, factors == 0 ? x : v128.mul<T>(v128.load(factors + p), x));
      }
      v128.store(out + first + p, total);
    }
  }
}

function one<T>(out: usize, stride: usize, base: usize, a: usize): void {
  for (let p: usize = 0; p < stride; p += VECTOR) v128.store(out + p, v128.add<T>(v128.load(base + p), v128.load(a + p)));
}

function two<T>(out: usize, stride: usize, base: usize, a: usize, b: usize): void {
  for (let p: usize = 0; p < stride; p += VECTOR) {
    v128.store(out + p, v128.add<T>(v128.add<T>(v128.load(base + p), v128.load(a + p)), v128.load(b + p)));
  }
}
