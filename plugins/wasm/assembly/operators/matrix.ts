import { items, word } from '../table/record';
import { splat, splatAt, VECTOR } from '../table/lanes';
import { count, countOf, eventsOf, LIST } from './events';
import { inLanes, inOrder } from './weigh';

/**
 * out = matrix in, the matrix by columns, each padded to whole vectors. Vectors run across rows, so that every sum goes over columns in
 * ascending order. Words: in, stride, out, stride, matrix, bytes of a column, columns.
 */
export function matVec<T>(at: usize): void {
  const stride = word(at, 5);
  const columns = word(at, 6);
  const matrix = word(at, 4);
  const wide = stride & ~(4 * VECTOR - 1);
  for (let r: usize = 0; r < wide; r += 4 * VECTOR) {
    let x = word(at, 0);
    let y = word(at, 2) + r;
    for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) block4<T>(matrix + r, stride, x, columns, y);
  }
  for (let r = wide; r < stride; r += VECTOR) {
    let x = word(at, 0);
    let y = word(at, 2) + r;
    for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) block1<T>(matrix + r, stride, x, columns, y);
  }
}

function block4<T>(m: usize, stride: usize, x: usize, columns: usize, y: usize): void {
  let a = splat<T>(<T>0);
  let b = a;
  let c = a;
  let d = a;
  const end = x + columns * sizeof<T>();
  for (; x < end; x += sizeof<T>(), m += stride) {
    const value = splatAt<T>(x);
    a = v128.add<T>(a, v128.mul<T>(v128.load(m), value));
    b = v128.add<T>(b, v128.mul<T>(v128.load(m, 16), value));
    c = v128.add<T>(c, v128.mul<T>(v128.load(m, 32), value));
    d = v128.add<T>(d, v128.mul<T>(v128.load(m, 48), value));
  }
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
}

function block1<T>(m: usize, stride: usize, x: usize, columns: usize, y: usize): void {
  let a = splat<T>(<T>0);
  const end = x + columns * sizeof<T>();
  for (; x < end; x += sizeof<T>(), m += stride) a = v128.add<T>(a, v128.mul<T>(v128.load(m), splatAt<T>(x)));
  v128.store(y, a);
}

/**
 * As `matVec`, from what is not zero alone; where that is most of it, from everything. Words: those of `matVec`, then lists of events, bytes
 * from list to list (0: they are made here), and room for what is counted.
 */
export function matVecEvents<T>(at: usize): void {
  const stride = word(at, 5);
  const columns = <i32>word(at, 6);
  const matrix = word(at, 4);
  const wide = stride & ~(4 * VECTOR - 1);
  let x = word(at, 0);
  let y = word(at, 2);
  for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) {
    const list = eventsOf<T>(x, columns, word(at, 7), word(at, 8), item);
    const events = countOf(list);
    const dense = 4 * events > 3 * columns;
    count(word(at, 9), events, dense);
    const begin = list + LIST;
    const end = begin + (<usize>events << 2);
    if (dense) {
      for (let r: usize = 0; r < wide; r += 4 * VECTOR) block4<T>(matrix + r, stride, x, columns, y + r);
      for (let r = wide; r < stride; r += VECTOR) block1<T>(matrix + r, stride, x, columns, y + r);
    } else if (stride > 32 * VECTOR) spread<T>(matrix, stride, x, begin, end, y);
    else {
      for (let r: usize = 0; r < wide; r += 4 * VECTOR) events4<T>(matrix + r, stride, x, begin, end, y + r);
      for (let r = wide; r < stride; r += VECTOR) events1<T>(matrix + r, stride, x, begin, end, y + r);
    }
  }
}

/** Long columns, four at a time: each is read in one go, the sums stay in the first cache. */
function spread<T>(m: usize, stride: usize, x: usize, list: usize, end: usize, y: usize): void {
  memory.fill(y, 0, stride);
  for (; list + 16 <= end; list += 16) {
    const c0 = <usize>load<u32>(list);
    const c1 = <usize>load<u32>(list, 4);
    const c2 = <usize>load<u32>(list, 8);
    const c3 = <usize>load<u32>(list, 12);
    const v0 = splatAt<T>(x + c0 * sizeof<T>());
    const v1 = splatAt<T>(x + c1 * sizeof<T>());
    const v2 = splatAt<T>(x + c2 * sizeof<T>());
    const v3 = splatAt<T>(x + c3 * sizeof<T>());
    const m0 = m + c0 * stride;
    const m1 = m + c1 * stride;
    const m2 = m + c2 * stride;
    const m3 = m + c3 * stride;
    for (let r: usize = 0; r < stride; r += VECTOR) {
      let sum = v128.add<T>(v128.load(y + r), v128.mul<T>(v128.load(m0 + r), v0));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(m1 + r), v1));
      sum = v128.add<T>(sum, v128.mul<T>(v128.load(m2 + r), v2));
      v128.store(y + r, v128.add<T>(sum, v128.mul<T>(v128.load(m3 + r), v3)));
    }
  }
  for (; list < end; list += 4) {
    const column = <usize>load<u32>(list);
    const value = splatAt<T>(x + column * sizeof<T>());
    const p = m + column * stride;
    for (let r: usize = 0; r < stride; r += VECTOR) v128.store(y + r, v128.add<T>(v128.load(y + r), v128.mul<T>(v128.load(p + r), value)));
  }
}

function events4<T>(m: usize, stride: usize, x: usize, list: usize, end: usize, y: usize): void {
  let a = splat<T>(<T>0);
  let b = a;
  let c = a;
  let d = a;
  for (; list < end; list += 4) {
    const column = <usize>load<u32>(list);
    const value = splatAt<T>(x + column * sizeof<T>());
    const p = m + column * stride;
    a = v128.add<T>(a, v128.mul<T>(v128.load(p), value));
    b = v128.add<T>(b, v128.mul<T>(v128.load(p, 16), value));
    c = v128.add<T>(c, v128.mul<T>(v128.load(p, 32), value));
    d = v128.add<T>(d, v128.mul<T>(v128.load(p, 48), value));
  }
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
}

function events1<T>(m: usize, stride: usize, x: usize, list: usize, end: usize, y: usize): void {
  let a = splat<T>(<T>0);
  for (; list < end; list += 4) {
    const column = <usize>load<u32>(list);
    a = v128.add<T>(a, v128.mul<T>(v128.load(m + column * stride), splatAt<T>(x + column * sizeof<T>())));
  }
  v128.store(y, a);
}

/** One row: out is one sum. Words: those of `matVecEvents`; the matrix is its row, without padding. */
export function dotEvents<T>(at: usize): void {
  const columns = <i32>word(at, 6);
  const matrix = word(at, 4);
  let x = word(at, 0);
  let y = word(at, 2);
  for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) {
    const list = eventsOf<T>(x, columns, word(at, 7), word(at, 8), item);
    const events = countOf(list);
    count(word(at, 9), events, false);
    const begin = list + LIST;
    const end = begin + (<usize>events << 2);
    let sum: T = 0;
    for (let p = begin; p < end; p += 4) {
      const column = <usize>load<u32>(p) * sizeof<T>();
      sum += load<T>(matrix + column) * load<T>(x + column);
    }
    store<T>(y, sum);
  }
}

/** One row of which every element counts. Words: those of `matVec`; the matrix is its row, without padding. */
export function dot<T>(at: usize): void {
  const columns = word(at, 6);
  const matrix = word(at, 4);
  let x = word(at, 0);
  let y = word(at, 2);
  for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) {
    store<T>(y, sizeof<T>() == 4 ? inLanes<T>(matrix, x, columns) : inOrder<T>(matrix, x, columns));
  }
}
