import { items } from '../table/clock';
import { splat, splatAt, VECTOR } from '../table/lanes';
import { word } from '../table/record';
import { count } from './activity';
import { findEvents } from './events';
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
 * As `matVec`, from what is not zero alone; where that is most of it, from everything. Words: those of `matVec`, then room for a list of
 * columns, and for what was counted.
 */
export function matVecEvents<T>(at: usize): void {
  const stride = word(at, 5);
  const columns = <i32>word(at, 6);
  const matrix = word(at, 4);
  const list = word(at, 7);
  const wide = stride & ~(4 * VECTOR - 1);
  let x = word(at, 0);
  let y = word(at, 2);
  for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) {
    const events = findEvents<T>(x, columns, list);
    const end = list + (<usize>events << 2);
    const dense = 4 * events > 3 * columns;
    count(word(at, 8), events, dense);
    if (dense) {
      for (let r: usize = 0; r < wide; r += 4 * VECTOR) block4<T>(matrix + r, stride, x, columns, y + r);
      for (let r = wide; r < stride; r += VECTOR) block1<T>(matrix + r, stride, x, columns, y + r);
    } else {
      for (let r: usize = 0; r < wide; r += 4 * VECTOR) events4<T>(matrix + r, stride, x, list, end, y + r);
      for (let r = wide; r < stride; r += VECTOR) events1<T>(matrix + r, stride, x, list, end, y + r);
    }
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
  const list = word(at, 7);
  let x = word(at, 0);
  let y = word(at, 2);
  for (let item = 0; item < items; item++, x += word(at, 1), y += word(at, 3)) {
    const events = findEvents<T>(x, columns, list);
    const end = list + (<usize>events << 2);
    count(word(at, 8), events, false);
    let sum: T = 0;
    for (let p = list; p < end; p += 4) {
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
