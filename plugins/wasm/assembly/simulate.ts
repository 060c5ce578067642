import { operate } from './generated/operate';
import { lengthOf, setItems, setStep } from './table/record';

/** The table between two addresses, over and over: `steps` times, the first of them step `first`, its row in the buffers `from`. */
export function run64(begin: usize, end: usize, items: i32, first: f64, from: i32, steps: i32): void {
  run<f64>(begin, end, items, first, from, steps);
}

/** The same in float32. */
export function run32(begin: usize, end: usize, items: i32, first: f64, from: i32, steps: i32): void {
  run<f32>(begin, end, items, first, from, steps);
}

function run<T>(begin: usize, end: usize, items: i32, first: f64, from: i32, steps: i32): void {
  setItems(items);
  for (let n = 0; n < steps; n++) {
    setStep(first + <f64>n, from + n);
    for (let at = begin; at < end; at += lengthOf(at)) operate<T>(at);
  }
}
