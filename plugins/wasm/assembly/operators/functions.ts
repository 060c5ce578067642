import { sin } from '../shared';
import { items, real, step, word } from '../table/record';
import { splat, splatAt, VECTOR } from '../table/lanes';

/**
 * The built-in functions. Words of all of them: 0 in, 1 stride, 2 out, 3 stride, 4 elements of in, 5 where the first fault is noted, 6 whose
 * fault it then is; 7 the threshold (real) of those that have one.
 */
const SQUARE = 0;
const CUBE = 1;
const ABS = 2;
const HEAVISIDE = 3;
const RAMP = 4;
const ABOVE = 5;

export function square<T>(at: usize): void { each<T>(at, SQUARE); }
export function cube<T>(at: usize): void { each<T>(at, CUBE); }
export function absolute<T>(at: usize): void { each<T>(at, ABS); }
export function heaviside<T>(at: usize): void { each<T>(at, HEAVISIDE); }
export function ramp<T>(at: usize): void { each<T>(at, RAMP); }
export function above<T>(at: usize): void { each<T>(at, ABOVE); }

@inline
function valueOf<T>(kind: i32, x: v128, threshold: v128): v128 {
  if (kind == SQUARE) return v128.mul<T>(x, x);
  if (kind == CUBE) return v128.mul<T>(v128.mul<T>(x, x), x);
  if (kind == ABS) return v128.abs<T>(x);
  const isAbove = v128.gt<T>(x, threshold);
  if (kind == HEAVISIDE) return v128.and(isAbove, splat<T>(<T>1));
  if (kind == RAMP) return v128.and(isAbove, v128.sub<T>(x, threshold));
  return v128.and(isAbove, x);
}

/** Element by element; what pads a row is left alone. */
@inline
function each<T>(at: usize, kind: i32): void {
  const bytes = word(at, 4) * sizeof<T>();
  const whole = bytes & ~(VECTOR - 1);
  const threshold = splat<T>(kind >= HEAVISIDE ? real<T>(at, 7) : <T>0);
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    let faulty = splat<T>(<T>0);
    for (let p: usize = 0; p < whole; p += VECTOR) {
      const value = valueOf<T>(kind, v128.load(x + p), threshold);
      v128.store(y + p, value);
      faulty = v128.or(faulty, notFinite<T>(value));
    }
    for (let p = whole; p < bytes; p += sizeof<T>()) {
      const value = valueOf<T>(kind, splatAt<T>(x + p), threshold);
      store<T>(y + p, v128.extract_lane<T>(value, 0));
      faulty = v128.or(faulty, notFinite<T>(value));
    }
    if (v128.any_true(faulty)) note<T>(at, y, bytes);
  }
}

/** sin(π x), element by element. */
export function sinPi<T>(at: usize): void {
  const bytes = word(at, 4) * sizeof<T>();
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    let faulty = false;
    for (let p: usize = 0; p < bytes; p += sizeof<T>()) {
      const value = sin(Math.PI * <f64>load<T>(x + p));
      store<T>(y + p, <T>value);
      faulty = faulty || isNaN<f64>(value);
    }
    if (faulty) note<T>(at, y, bytes);
  }
}

const PRODUCT = 0;
const TOTAL = 1;
const NORM = 2;

export function product<T>(at: usize): void { all<T>(at, PRODUCT); }
export function total<T>(at: usize): void { all<T>(at, TOTAL); }
export function norm<T>(at: usize): void { all<T>(at, NORM); }

/** One number of all elements, in their order. */
@inline
function all<T>(at: usize, kind: i32): void {
  const bytes = word(at, 4) * sizeof<T>();
  for (let item = 0; item < items; item++) {
    const x = word(at, 0) + <usize>item * word(at, 1);
    const y = word(at, 2) + <usize>item * word(at, 3);
    let value: f64 = kind == PRODUCT ? 1 : 0;
    for (let p: usize = 0; p < bytes; p += sizeof<T>()) {
      const next = <f64>load<T>(x + p);
      if (kind == PRODUCT) value *= next;
      else value += kind == NORM ? next * next : next;
    }
    if (kind == NORM) value = sqrt<f64>(value);
    store<T>(y, <T>value);
    if (!isFinite<T>(<T>value)) note<T>(at, y, sizeof<T>());
  }
}

/** Lanes that hold no finite number. */
@inline
function notFinite<T>(x: v128): v128 {
  return v128.ne<T>(v128.sub<T>(x, x), splat<T>(<T>0));
}

/** Notes the first number that is not finite, unless something else was noted before: step, number, object, element. */
function note<T>(at: usize, y: usize, bytes: usize): void {
  const fault = word(at, 5);
  if (load<f64>(fault) != 0) return;
  let p: usize = 0;
  while (p < bytes && isFinite<T>(load<T>(y + p))) p += sizeof<T>();
  store<f64>(fault, step);
  store<f64>(fault, <f64>load<T>(y + p), 8);
  store<u32>(fault, <u32>word(at, 6), 16);
  store<u32>(fault, <u32>(p / sizeof<T>()), 20);
}
