import { withoutTiny } from '../operators/filter';
import { items, word } from '../table/record';
import { VECTOR } from '../table/lanes';

/** The current less the adaptation. Words: current, adaptation, out, bytes of all items. */
export function subtract<T>(at: usize): void {
  const x = word(at, 0);
  const y = word(at, 1);
  const out = word(at, 2);
  const bytes = word(at, 3);
  for (let p: usize = 0; p < bytes; p += VECTOR) v128.store(out + p, v128.sub<T>(v128.load(x + p), v128.load(y + p)));
}

/**
 * The adaptation follows the output; in float32 what is left of it ends as zero, as in filters. Words: adaptation, out, stride, then two arrays of a
 * neuron each: dt/tauN, incN.
 */
export function adapt<T>(at: usize): void {
  let adaptation = word(at, 0);
  let out = word(at, 1);
  const stride = word(at, 2);
  const paces = word(at, 3);
  const increments = word(at, 4);
  for (let item = 0; item < items; item++, adaptation += stride, out += stride) {
    for (let p: usize = 0; p < stride; p += VECTOR) {
      const now = v128.load(adaptation + p);
      const towards = v128.sub<T>(v128.mul<T>(v128.load(increments + p), v128.load(out + p)), now);
      const next = v128.add<T>(now, v128.mul<T>(v128.load(paces + p), towards));
      v128.store(adaptation + p, sizeof<T>() == 4 ? withoutTiny(next) : next);
    }
  }
}
